"""Search finds what a plain test for a substring finds, whatever happened before (manual §4.1)."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengen import clock
from dengen.events import versions
from dengen.events.topics import ALL_TOPICS
from dengen.japan.business_days import today
from dengen.japan.width import fold
from dengen.listings import search
from dengen.listings.models import Listing, Tally
from dengen.listings.search import Wanted, bulk, find, index_many, postgresql_statement
from tests import factories
from tests.conftest import browser_of
from tests.strategies import AREAS, DAY, DAYS, LISTINGS, SIDES, STEPS, TEXT, live

pytestmark = pytest.mark.django_db
ALL = 10_000
TITLE = "太陽光発電設備の余剰_50%\\'\"髙𠮷🏭が(東京)"


@pytest.fixture
def post(seller, reviewer):
    """Publishes a listing of that title."""
    return lambda title, **changes: factories.published(seller, by=reviewer, title=title, **changes)


def found(title: str = "", **conditions) -> list[str]:
    day = conditions.pop("day", today())
    pks = [hit.pk for hit in find(Wanted.meeting(day, title, **conditions), ALL)]
    titles = Listing.objects.in_bulk(pks)
    return [titles[pk].title for pk in pks]


def parts(title: str, length: int) -> Iterator[str]:
    return (title[at : at + length] for at in range(len(title) + 1 - length))


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 7, 8, 9, 10, len(TITLE)])
def test_every_part_of_a_title_finds_it(post, length):
    post(TITLE)
    assert all(found(part) == [TITLE] for part in parts(TITLE, length))


@pytest.mark.parametrize(
    "typed",
    [
        "発電設備の売",
        "光設",
        "%%",
        "__",
        "\\\\",
        "''",
        "𠮷𠮷",
        "🏭が(関西)",
        "風",
        "a",
        "i",
        "太陽光発電設備の余剰電力",
    ],
)
def test_what_is_no_part_of_it_does_not(post, typed):
    post(TITLE)
    assert found(typed) == []


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("ﾊﾞｲｵﾏｽ", "バイオ"),
        ("バイオマス", "ﾊﾞ"),
        ("ハ\u3099イオマス", "バイ"),
        ("ＬＮＧ  火力", "lng 火"),
        ("㈱の電源", "(株)の"),
        ("髙圧", "髙"),
        ("𠮷野川の水力", "𠮷野"),
        ("👨‍👩‍👧発電", "👨‍👩‍👧"),
        ("e\u0301lan", "éL"),
        ("Straße", "STRASSE"),
        ("AND OR NOT NEAR(*) ^a: - +", "and or not near(*) ^a: - +"),
    ],
)
def test_width_case_and_form_do_not_count(post, title, typed):
    post(title)
    assert len(found(typed)) == 1


def test_the_runs_of_a_long_part_may_be_there_and_the_part_itself_not(post):
    post("太陽光発電による光発電設備と光発電設")
    assert found("陽光発電設備") == []


def test_a_title_of_any_length_is_found_by_all_of_it(post):
    for title in ("電", "㌖" * 66, "電" * 100, "".join(map(chr, range(0x4E00, 0x4E64)))):
        post(title)
        assert found(title) == [title]


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, None), (0, 0), (0, 1), (3, 40), (400, 800), (20_000, None), (25_000, 25_001)],
)
@pytest.mark.parametrize("moved", [-1, 0, 1])
def test_the_period_counts_to_the_day(post, start, end, moved):
    first, last = today() + start * DAY, None if end is None else today() + end * DAY
    post("電源", start_on=first, end_on=last)
    assert found(day=first + moved * DAY) == (
        ["電源"] if moved >= 0 and _in(end, start + moved) else []
    )
    if end is not None:
        assert bool(found("電", day=last + moved * DAY)) is (moved <= 0 and end + moved >= start)


def _in(end: int | None, day: int) -> bool:
    return end is None or day <= end


class TestTheIndexFollowsEachStep:
    def test_a_listing_that_waits_is_not_found(self, seller):
        factories.listing(seller, title="水力")
        assert found("水力") == []

    def test_what_is_denied_after_its_approval_is_not_found(self, post, reviewer):
        listing = post("水力")
        listing.deny(by=reviewer, reason="理由", revision=listing.revision)
        assert found("水力") == []

    def test_what_is_approved_again_stands_on_top(self, post, reviewer):
        first = post("水力一")
        post("水力二")
        first.deny(by=reviewer, reason="理由", revision=first.revision)
        first.reopen(by=reviewer, revision=first.revision)
        assert found("水力") == ["水力二"]
        first.approve(by=reviewer, revision=first.revision)
        assert found("水力") == ["水力一", "水力二"]

    def test_what_is_deleted_is_not_found(self, post, seller):
        post("水力").delete(by=seller)
        assert found("水力") == []

    def test_a_denied_or_waiting_one_may_be_deleted(self, post, seller, reviewer):
        listing, waiting = post("水力"), factories.listing(seller, title="火力")
        listing.deny(by=reviewer, reason="理由", revision=listing.revision)
        listing.delete(by=seller)
        waiting.delete(by=seller)
        assert found() == []

    def test_a_replacement_is_found_in_place_of_the_other(self, post, seller, reviewer):
        old = post("水力の余剰")
        new = factories.listing(seller, title="水力の余剰（改）", replaces=old)
        assert found("余剰") == ["水力の余剰"]
        new.approve(by=reviewer, revision=new.revision)
        assert found("余剰") == ["水力の余剰（改）"]

    def test_a_step_that_is_undone_leaves_the_index_as_it_was(self, post, seller, reviewer):
        shown, waiting = post("水力"), factories.listing(seller, title="火力")
        with transaction.atomic():
            shown.delete(by=seller)
            waiting.approve(by=reviewer, revision=waiting.revision)
            assert found() == ["火力"]
            transaction.set_rollback(True)
        assert found("水") == found() == ["水力"]
        assert found("火力") == []


def rows(owner, numbers, title="地熱") -> list[Listing]:
    """Published listings with these numbers, inserted by no verb."""
    common = {
        "owner": owner,
        "start_on": today(),
        "side": "sell",
        "organization_name": "みなと火力発電株式会社",
        "contact_mail": "power@minato.example.jp",
        "contact_person": "髙橋",
        "area": "tokyo",
        "status": "published",
        "published_at": clock.now(),
    }
    made = [
        Listing(**common, title=f"{title}{number}", folded_title=f"{title}{number}", number=number)
        for number in numbers
    ]
    with bulk():
        index_many(Listing.objects.bulk_create(made))
    Tally.objects.enter(made, 1)
    versions.step(ALL_TOPICS)
    return made


def test_rows_that_no_verb_made_are_found_once_they_are_indexed(seller):
    rows(seller, [1, 2, 3])
    assert found("地熱") == ["地熱3", "地熱2", "地熱1"]


def test_however_far_apart_the_numbers_are_they_are_found_in_their_order(seller):
    numbers = [1, 2, 1024, 1025, 9000, 70_000, 131_072, 700_000, 2_000_000, 2_000_001, 9**18]
    rows(seller, numbers)
    for edge in [0, *numbers, 10**18]:
        for limit in (1, 3, 50):
            wanted = Wanted.meeting(today(), "地熱", area="tokyo")
            below = [number for number in numbers if number < edge][::-1][:limit]
            above = [number for number in numbers if number > edge][:limit][::-1]
            assert [hit.number for hit in find(wanted, limit, before=edge)] == below
            assert [hit.number for hit in find(wanted, limit, after=edge)] == above


def plainly(wanted: Wanted) -> list[int]:
    """The numbers of what is wanted, newest first, without any index."""
    shown = Listing.objects.filter(status="published").order_by("-number")
    return [one.number for one in shown if is_wanted(one, wanted)]


def is_wanted(one: Listing, wanted: Wanted) -> bool:
    end = one.end_on or date.max
    return (
        one.start_on <= wanted.day <= end
        and one.start_on <= (wanted.last or date.max)
        and end >= (wanted.first or date.min)
        and all(word in one.folded_title for word in fold(wanted.title).split())
        and wanted.side in ("", one.side)
        and wanted.area in ("", one.area)
    )


WANTED = st.builds(
    Wanted.meeting,
    day=DAYS,
    title=TEXT,
    side=st.just("") | SIDES,
    first=st.none() | DAYS,
    last=st.none() | DAYS,
    area=AREAS,
)


@pytest.fixture
def first_range_of_one(monkeypatch):
    """So few listings are many to PostgreSQL's statement."""
    monkeypatch.setattr(postgresql_statement, "RANGE", 1)


@pytest.mark.usefixtures("first_range_of_one")
@given(st.lists(LISTINGS, max_size=6), STEPS, st.lists(WANTED, min_size=1, max_size=6))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_search_finds_what_a_plain_comparison_finds_whatever_happened(
    seller, reviewer, listings, steps, wishes
):
    with transaction.atomic():
        live(listings, steps, seller, reviewer)
        for wanted in wishes:
            plain = plainly(wanted)
            assert [hit.number for hit in find(wanted, ALL)] == plain
            for edge in (0, *plain, 10**9):
                below = [number for number in plain if number < edge][:2]
                above = [number for number in plain if number > edge][-2:]
                assert [hit.number for hit in find(wanted, 2, before=edge)] == below
                assert [hit.number for hit in find(wanted, 2, after=edge)] == above
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("発電設備の売り希望（四国エリア）", "売り希望 四国"),
        ("発電設備の売り希望（四国エリア）", "四国　売り希望"),
        ("発電設備の売り希望（東京エリア）", "東 京"),
        ("太陽光 1,000kW と 1000kW", "１０００ｋＷ 太陽光"),
        ("太陽光 東 京", "東 京"),
        ("太陽光 東 京", "東京"),
        ("太陽光　東　京", "太陽光東京"),
        ("東京 Aoba Power", "aoba power"),
        ("太陽光 1,000kW", "太陽光１，０００ｋＷ"),
        ("電源" * 40, " ".join(["電", "源"] * 20)),
    ],
)
def test_every_word_must_be_there_in_any_order(post, title, typed):
    post(title)
    post("別の掲載")
    assert found(typed) == [title]


def test_a_word_that_is_missing_finds_nothing(post):
    post("発電設備の売り希望（四国エリア）")
    assert found("売り希望 九州") == []


@pytest.mark.parametrize(
    "query", ["first=2030-02-01&last=2030-01-01", "first=2100-01-01", "side=gift", "first=明日"]
)
def test_a_condition_that_is_wrong_is_told_and_finds_nothing(post, buyer, query):
    post("発電設備の売り希望")
    answer = browser_of(buyer).get(f"/listings/?{query}")
    assert answer.context["form"].errors
    assert list(answer.context["cards"]) == []
    assert "発電設備の売り希望" not in answer.text
    assert "条件が正しくないため、検索していません" in answer.text


def test_titles_from_before_are_found_without_their_spaces_after_the_upgrade(post):
    """As the migration finds them: with their spaces in the column and in the index."""
    migration = import_module("dengen.listings.migrations.0013_titles_without_spaces")
    listings = [post("太陽光 東 京"), post("風力"), post("北 の 風")]
    for listing in listings:
        search.remove(listing)
        listing.folded_title = listing.title
        listing.save(update_fields=["folded_title"])
        search.add(listing)
    assert found("東京") == []
    migration.squeeze(apps, SimpleNamespace(connection=connection))
    assert found("東京") == ["太陽光 東 京"]
    assert found("北の風") == ["北 の 風"]
    for listing in Listing.objects.all():
        search.remove(listing)  # takes out all that is in
        search.add(listing)
    assert found("風") == ["北 の 風", "風力"]
