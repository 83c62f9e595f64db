"""The board's last day: every date lies before it, whatever the door."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from dengen.accounts.models import Notice, TermsDraft
from dengen.japan.business_days import today
from dengen.japan.days import FIRST_DAY, LAST_DAY
from dengen.listings.models import Listing
from dengen.ui.dates import DayField
from tests import factories
from tests.conftest import browser_of
from tests.pages import card_titles

pytestmark = pytest.mark.django_db
BEYOND = LAST_DAY + timedelta(days=1)
NEVER = date(9999, 12, 31)
SAID = "2099年12月31日までの日付を指定してください。"
SAID_OF_THE_FIRST = "2000年1月1日以降の日付を指定してください。"


@pytest.mark.parametrize("name", ["start_on", "end_on"])
@pytest.mark.parametrize("day", [BEYOND, NEVER])
def test_the_verb_refuses_a_listing_of_a_day_beyond_the_last(seller, name, day):
    days = {"start_on": today(), "end_on": None} | {name: day}
    listing = Listing(
        title="売り希望",
        side="sell",
        organization_name="みなと電力",
        contact_mail="power@minato.example.jp",
        contact_person="髙橋 一郎",
        **days,
    )
    with pytest.raises(ValidationError) as refusal:
        listing.submit(by=seller)
    assert name in refusal.value.error_dict
    assert not Listing.objects.exists()


def test_a_listing_may_last_until_the_last_day(seller, reviewer):
    assert factories.published(seller, reviewer, end_on=LAST_DAY).status == "published"


def test_the_form_says_which_days_it_takes_beside_the_field(seller):
    sent = {"submit": "", "start_on": NEVER.isoformat(), "end_on": NEVER.isoformat()}
    answer = browser_of(seller).post("/listings/new/", sent)
    for name in ["start_on", "end_on"]:
        assert SAID in str(answer.context["form"].errors[name])
    assert f'max="{LAST_DAY.isoformat()}"' in answer.text


def test_what_an_earlier_version_took_can_be_approved(seller, reviewer):
    listing = factories.listing(seller)
    Listing.objects.filter(pk=listing.pk).update(end_on=NEVER)
    browser = browser_of(reviewer)
    assert browser.get(f"/console/listings/{listing.pk}/").status_code == 200
    sent = {"revision": listing.revision}
    assert browser.post(f"/console/listings/{listing.pk}/approval/", sent).status_code == 302
    assert card_titles(browser_of(seller).get("/listings/")) == [listing.title]


def test_a_notice_ends_on_a_day_that_the_board_knows():
    by = factories.operator("administrator")
    notice = Notice(title="休止", text="停止します。", start_on=today(), end_on=BEYOND)
    with pytest.raises(ValidationError) as refusal:
        notice.publish(by=by)
    assert "end_on" in refusal.value.error_dict


def test_terms_apply_from_a_day_that_the_board_knows():
    by, draft = factories.operator("administrator"), TermsDraft.get()
    draft.write(f"{factories.terms().text}\n附則", by=by, revision=draft.revision)
    with pytest.raises(ValidationError) as refusal:
        draft.publish(effective_on=BEYOND, by=by, revision=draft.revision)
    assert "effective_on" in refusal.value.error_dict


@pytest.mark.parametrize(
    "typed",
    [
        "2027/1/6",
        "２０２７－０１－０６",
        "2027ー01ー06",
        "2027年1月6日（水）",
        "令和9年1月6日",
        "R9.1.6",
    ],
)
def test_a_day_is_taken_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2027, 1, 6)


@pytest.mark.parametrize("typed", ["01/06/2027", "1/6", "2027-02-30", "2027年1月6日から", "明日"])
def test_what_may_be_another_day_or_is_none_is_refused(typed):
    with pytest.raises(ValidationError, match="日付を 2026-04-01 のように"):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (BEYOND.isoformat(), SAID),
        ("9999-12-31", SAID),
        ("1999-12-31", SAID_OF_THE_FIRST),
        ("0001-01-01", SAID_OF_THE_FIRST),
    ],
)
@pytest.mark.parametrize(
    "address",
    [
        "/console/audit/?first={}",
        "/console/archive/?day={}&time=00:00",
        "/listings/?first={}&last={}",
    ],
)
def test_a_filter_by_a_day_that_the_board_does_not_know_says_so(reviewer, address, day, said):
    answer = browser_of(reviewer).get(address.format(day, day))
    assert answer.status_code == 200
    assert said in answer.text


def test_the_first_day_may_be_looked_for(seller):
    address = f"/listings/?first={FIRST_DAY.isoformat()}"
    assert SAID_OF_THE_FIRST not in browser_of(seller).get(address).text
