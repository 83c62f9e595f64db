"""`dengen generate`: any number of listings, as the verbs would have left them."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.hashers import check_password

from dengen import clock
from dengen.accounts.models import Account, Application, LoginID, Organization
from dengen.demo.bulk.filling import Filling, NotOurs
from dengen.demo.bulk.logins import PASSWORD
from dengen.demo.bulk.words import rare_words, words
from dengen.events.models import Event, Unsealed
from dengen.events.verification import verify
from dengen.japan.business_days import today
from dengen.listings.entry.items import ITEMS
from dengen.listings.listing.announcement import Announcement
from dengen.listings.models import Decision, Listing, ListingBody, Tally
from dengen.listings.rich_text import clean_rich_text, opening_lines
from dengen.listings.search import Wanted, find
from dengen.listings.search.folding import fold_title
from tests import factories
from tests.conftest import browser_of
from tests.counts import by_area_and_side
from tests.races import taken_back

pytestmark = pytest.mark.django_db
BLANK = {"last_login", "retired_at", "suspended_at", "suspension_reason"}
OPTIONS = {"seed": 1, "listings": 300, "members": 6, "chunk": 50}
TABLES = [LoginID, Organization, Account, Application, Listing, ListingBody, Decision]
TABLES += [Event, Unsealed]


@pytest.fixture
def empty_board(db):
    factories.terms()


@pytest.fixture
def board(empty_board):
    fill()
    assert all(everything())  # no test of what is there says yes because nothing is


def fill(until: int = 300, **changes) -> None:
    """Runs the command's work, and stops after so many listings, as Ctrl-C does."""
    for done in Filling(**(OPTIONS | changes)).run():
        if done >= until:
            break


def everything() -> list[list[tuple]]:
    """All that is in the board."""
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]


def test_listings_stand_in_every_state_and_most_of_them_run_today(board):
    assert Listing.objects.count() == 300
    assert 0.75 < Listing.objects.visible_on(today()).count() / 300 < 0.95
    assert set(Listing.objects.values_list("status", flat=True)) == {
        "pending",
        "published",
        "denied",
        "deleted",
    }
    assert Listing.objects.published().filter(end_on__lt=today()).exists()
    assert Listing.objects.published().filter(start_on__gt=today()).exists()
    years = Listing.objects.dates("published_at", "year")
    assert len(years) >= 4


def test_one_area_has_few_and_one_has_none(board):
    counts = Counter(area for (area,) in Listing.objects.visible_on(today()).values_list("area"))
    assert counts["okinawa"] == 7
    assert "hokuriku" not in counts
    assert counts["tokyo"] > 40
    assert counts[""]


def test_frequent_words_are_frequent_and_rare_ones_stand_in_five_titles(board):
    titles = list(Listing.objects.visible_on(today()).values_list("title", flat=True))
    for word in rare_words():
        assert sum(word in title for title in titles) == 5
    assert 0.2 < sum(words()["titles"]["frequent"] in title for title in titles) / len(titles) < 0.4
    assert 18 < sum(map(len, titles)) / len(titles) < 28


def test_what_the_verbs_derive_is_derived(board):
    for listing in Listing.objects.select_related("body"):
        assert listing.folded_title == fold_title(listing.title)
        assert listing.body.html == clean_rich_text(listing.body.html) != ""
        assert listing.opening == opening_lines(listing.body.html)
        listing.clean_fields(exclude={one.name for one in Listing._meta.fields} - ITEMS.keys())


def test_every_state_follows_from_the_events_and_the_decisions(board):
    for listing in Listing.objects.prefetch_related("decisions"):
        events = Event.objects.about(listing).exclude(name="end.announced")
        last = {"pending": "submitted", "published": "approved"}.get(listing.status, listing.status)
        assert [event.name for event in events][-1] == f"listing.{last}"
        assert listing.revision == len(events)
        decided = [event for event in events if event.name.endswith(("approved", "denied"))]
        assert [(event.occurred_at, event.actor_id) for event in decided] == [
            (decision.decided_at, decision.decided_by_id) for decision in listing.decisions.all()
        ]
        assert [event.particular("revision") for event in decided] == [
            decision.revision for decision in listing.decisions.all()
        ]


def test_the_board_of_a_past_day_can_be_shown(board):
    moment = clock.now() - timedelta(days=500)
    seen = Listing.objects.seen_at(moment)
    assert seen
    assert all(listing.published_at <= moment for listing in seen)
    assert seen.filter(status="deleted").exists()


def test_decisions_are_numbered_in_the_order_in_which_they_were_made(board):
    moments = Decision.objects.order_by("pk").values_list("decided_at", flat=True)
    assert all(one <= other for one, other in pairwise(moments))
    assert moments.last() < clock.now()


def test_nobody_is_told_again_of_an_end_that_was_announced(board):
    for announcement in list(Announcement)[1:]:
        yesterday = today() - timedelta(days=1)
        assert not Listing.objects.to_announce(announcement, yesterday).exists()
    told = Event.objects.filter(name="end.announced").values_list("subject_id", flat=True)
    assert Listing.objects.filter(pk__in=told).exclude(announced=0).count() == len(set(told)) > 0


def test_the_trail_of_generated_listings_is_whole(board):
    count = Event.objects.count()
    assert Unsealed.objects.count() == count
    verdict = verify()
    assert (verdict.count, verdict.flaw) == (count, None)


def test_members_log_in_with_the_common_password(board):
    members = Account.objects.members()
    assert len(members) == 6
    assert all(check_password(PASSWORD, member.password) for member in members)
    for member in members:
        member.clean_fields(exclude=BLANK)
        assert Application.objects.get(login=member.login).status == "approved"
    assert browser_of(members[0]).get("/listings/").status_code == 200


def test_generated_listings_live_on_by_the_verbs(board, reviewer):
    waiting = Listing.objects.pending().first()
    waiting.approve(by=reviewer, revision=waiting.revision)
    shown = Listing.objects.visible_on(today()).last()
    shown.deny(by=reviewer, revision=shown.revision, reason="記載要綱をご確認ください。")
    other = Listing.objects.visible_on(today()).last()
    other.delete(by=other.owner)
    own = factories.listing(other.owner)
    assert (waiting.status, shown.status, other.status) == ("published", "denied", "deleted")
    assert own.pk == 301
    assert verify().flaw is None


def test_stopped_anywhere_it_goes_on_and_ends_with_the_same_data(empty_board):
    with taken_back():
        fill()
        undisturbed = everything()
    assert not Listing.objects.exists()
    for stop in (0, 50, 250):
        fill(until=stop)
        assert Listing.objects.count() == stop
    fill()
    assert everything() == undisturbed


def test_generating_goes_on_the_next_day_as_if_it_were_still_the_first(empty_board, settings):
    fill(until=100)
    first_day = Filling(**OPTIONS).plan.last_day
    with clock.at(clock.now() + timedelta(days=1)):
        assert Filling(**OPTIONS).plan.last_day == first_day
        fill()
    assert Listing.objects.count() == 300


def test_when_all_is_there_nothing_is_added(board):
    before = everything()
    fill()
    assert everything() == before


def test_another_seed_gives_other_listings(empty_board):
    titles = []
    for seed in (1, 2):
        with taken_back():
            fill(seed=seed)
            titles.append(list(Listing.objects.values_list("title", flat=True)))
    assert titles[0] != titles[1]
    assert all(map(len, titles))


def test_a_board_with_anything_else_is_refused(empty_board):
    factories.operator()
    with pytest.raises(NotOurs):
        Filling(**OPTIONS)
    assert Event.objects.count() == 1


@pytest.mark.parametrize("change", [{"seed": 2}, {"listings": 301}, {"members": 7}, {"chunk": 30}])
def test_other_options_are_refused_on_what_is_there(empty_board, change):
    fill(until=100)
    with pytest.raises(NotOurs):
        Filling(**(OPTIONS | change))


def test_a_board_on_which_somebody_has_worked_since_is_refused(board):
    listing = Listing.objects.visible_on(today()).first()
    listing.delete(by=listing.owner)
    with pytest.raises(NotOurs):
        Filling(**OPTIONS)


def test_somebody_at_work_on_the_board_stops_it(empty_board):
    running = Filling(**OPTIONS).run()
    next(running)
    factories.operator()
    with pytest.raises(NotOurs):
        list(running)


def test_the_counts_and_the_search_of_generated_listings_are_of_what_members_see(board):
    seen = Listing.objects.visible_on(today())
    assert sorted(Tally.objects.on(today())) == by_area_and_side(seen)
    found = find(Wanted(today(), "東京"), 1000)
    expected = seen.filter(folded_title__contains="東京").values_list("pk", flat=True)
    assert [hit.pk for hit in found] == list(expected) != []
