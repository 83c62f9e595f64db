"""MY掲載 and deletion (manual §3.1 ⑤, §3.3)."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from dengen.japan.business_days import add_months, today
from dengen.listings.models import Listing
from tests import factories
from tests.conftest import browser_of
from tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(seller):
    return browser_of(seller)


def titles(owner, asked: str = "") -> list[str]:
    found = BeautifulSoup(owner.get(f"/listings/mine/{asked}").text, "html.parser")
    return [words(one) for one in found.select(".mine > h2")]


def page(owner) -> str:
    return owner.get("/listings/mine/").content.decode()


def test_the_list_of_ones_own_begins_empty_with_a_way_to_post(owner):
    assert "まだ掲載した情報がありません" in page(owner)
    assert 'href="/listings/new/"' in page(owner)


def test_the_question_before_a_deletion_opens_with_the_way_back_focused(owner, seller):
    listing = factories.published(seller)
    dialog = BeautifulSoup(page(owner), "html.parser").find(id=f"deletion-{listing.pk}")
    assert [words(one) for one in dialog.select("[autofocus]")] == ["戻る"]


def test_a_pending_listing_says_since_when_and_until_when(owner, seller, settings):
    settings.REVIEW_BUSINESS_DAYS = 3
    with time_machine.travel("2026-11-20T03:00:00+00:00"):
        factories.listing(seller)
        text = page(owner)
    assert "承認待ち" in text
    assert "2026年11月20日（金）12:00" in text
    assert "2026年11月26日（木）" in text  # three business days, a weekend and a holiday between


def test_a_pending_listing_that_is_late_says_so_and_a_decided_one_does_not(seller, reviewer):
    with time_machine.travel("2026-11-10T03:00:00+00:00"):
        late = factories.listing(seller)
    with time_machine.travel("2026-11-20T03:00:00+00:00"):
        assert "予定より遅れています" in page(browser_of(seller))
        late.deny(by=reviewer, reason="正式名称にしてください", revision=1)
        assert "予定より遅れています" not in page(browser_of(seller))


def test_a_denied_listing_shows_the_reason(owner, seller, reviewer):
    factories.listing(seller).deny(by=reviewer, reason="正式名称にしてください", revision=1)
    assert "正式名称にしてください" in page(owner)


@pytest.mark.parametrize(("starts", "ends", "shown"), [(0, 1, "掲載中"), (1, 2, "掲載開始前")])
def test_a_published_listing_says_whether_it_is_shown(owner, seller, starts, ends, shown):
    first = today()
    factories.published(seller, start_on=add_months(first, starts), end_on=add_months(first, ends))
    assert shown in page(owner)


def test_after_its_period_it_asks_to_delete(seller):
    factories.published(seller, start_on=today(), end_on=today())
    with time_machine.travel(timedelta(days=1)):
        text = page(browser_of(seller))
    assert "掲載期間終了" in text
    assert "削除をお願いします" in text


def test_others_listings_are_not_mine(owner, buyer):
    factories.published(buyer, title="他社の掲載")
    assert "他社の掲載" not in page(owner)


def test_the_trash_icon_asks_before_it_deletes(owner, seller):
    listing = factories.published(seller)
    assert f'href="/listings/{listing.pk}/deletion/"' in page(owner)
    asked = owner.get(f"/listings/{listing.pk}/deletion/").content.decode()
    assert "削除しますか" in asked
    assert Listing.objects.get().status == "published"


def test_a_deleted_listing_is_gone_for_everyone(owner, seller, buyer):
    listing = factories.published(seller)
    response = owner.post(f"/listings/{listing.pk}/deletion/", follow=True)
    assert "削除しました" in response.content.decode()
    assert Listing.objects.of(seller).count() == 0
    assert browser_of(buyer).get(f"/listings/{listing.pk}/").status_code == 404


def test_deleting_twice_is_no_error(owner, seller):
    listing = factories.published(seller)
    for _ in range(2):
        assert owner.post(f"/listings/{listing.pk}/deletion/").url == "/listings/mine/"


def test_others_cannot_delete_ones_listing(seller, buyer):
    listing = factories.published(seller)
    assert browser_of(buyer).post(f"/listings/{listing.pk}/deletion/").status_code == 404
    assert Listing.objects.get().status == "published"


def test_the_deletion_of_others_or_unknown_listings_is_not_even_asked_about(seller, buyer):
    listing = factories.published(seller)
    for pk in (listing.pk, 999_999):
        assert browser_of(buyer).get(f"/listings/{pk}/deletion/").status_code == 404


def test_a_page_holds_as_many_as_are_set_and_the_newest_stands_first(owner, seller, settings):
    settings.PAGE_SIZE = 2
    for number in range(3):
        factories.listing(seller, title=f"掲載{number}")
    assert titles(owner) == ["掲載2", "掲載1"]
    assert titles(owner, "?page=2") == ["掲載0"]
    assert titles(owner, "?page=9") == ["掲載0"]


def test_the_number_of_queries_does_not_grow_with_the_denials(
    owner, seller, reviewer, django_assert_max_num_queries
):
    for _ in range(10):
        factories.listing(seller).deny(by=reviewer, reason="理由", revision=1)
    with django_assert_max_num_queries(9):
        owner.get("/listings/mine/")
