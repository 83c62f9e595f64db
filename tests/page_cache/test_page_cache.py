"""Pages are kept until something happens; what happens takes effect with the next request."""

import gzip
import re
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from dengen import urls
from dengen.accounts.models import Session
from dengen.events.models import OwnVersion
from dengen.events.topics import BOARD
from dengen.listings.models import Draft
from dengen.pages.page_cache import cached_per_reader
from dengen.pages.stand_in import HOLE
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


def queries(browser: Client, page: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(page, headers=headers).status_code in {200, 304}
    return len(captured)


@pytest.fixture
def reading(buyer) -> Client:
    return browser_of(buyer)


@pytest.mark.parametrize("page", ["/", "/listings/", "/listings/?title=火力", "/listings/mine/"])
def test_a_page_that_was_read_already_costs_one_query(reading, page):
    assert queries(reading, page) > 1
    assert queries(reading, page) == 1  # the session, and the versions beside it


def test_the_kept_page_of_a_listing_costs_one_query(reading, seller):
    page = f"/listings/{factories.published(seller).pk}/"
    queries(reading, page)
    assert queries(reading, page) == 1


@cached_per_reader(BOARD)
def figures(request):
    return JsonResponse({"published": 1})


urlpatterns = [path("figures/", figures), *urls.urlpatterns]


@pytest.mark.urls("tests.page_cache.test_page_cache")
def test_an_answer_is_of_the_same_type_when_it_comes_out_of_the_cache(reading):
    answers = [reading.get("/figures/") for _time in range(2)]
    assert [one["Content-Type"] for one in answers] == ["application/json"] * 2
    assert [one.json() for one in answers] == [{"published": 1}] * 2


@pytest.mark.parametrize(
    "page",
    ["applications", "listings", "overdue", "password-requests", "retirements"],
)
def test_each_kept_queue_of_the_operator_costs_one_query(reviewer, page):
    browser = browser_of(reviewer)
    queries(browser, f"/console/{page}/")
    assert queries(browser, f"/console/{page}/") == 1


def test_what_one_member_read_is_kept_for_all_with_their_own_names(reading, buyer, seller):
    page = f"/listings/{factories.published(factories.member()).pk}/"
    first = reading.get(page).content.decode()
    other = browser_of(seller)
    other.get("/account/")
    second = other.get(page).content.decode()
    assert buyer.organization.name in first
    assert seller.organization.name not in first
    assert seller.organization.name in second
    assert buyer.organization.name not in second


def test_names_are_escaped_in_the_text_and_quoted_in_addresses(seller):
    page = f"/listings/{factories.published(seller).pk}/"
    name = "<b>A&B</b>電力"
    html = browser_of(factories.member(organization_name=name)).get(page).content.decode()
    assert "<b>A" not in html
    assert "&lt;b&gt;A&amp;B&lt;/b&gt;電力" in html
    assert "%3Cb%3EA%26B" in html
    assert not HOLE.search(without_token(html.encode()))


def test_the_owner_of_a_listing_sees_its_page_with_the_buttons(reading, seller):
    page = f"/listings/{factories.published(seller).pk}/"
    assert "削除する" not in reading.get(page).content.decode()
    assert "削除する" in browser_of(seller).get(page).content.decode()
    assert "削除する" not in reading.get(page).content.decode()


def test_a_waiting_listing_is_its_owners_alone(reading, seller):
    page = f"/listings/{factories.listing(seller).pk}/"
    assert browser_of(seller).get(page).status_code == 200
    assert reading.get(page).status_code == 404


def test_a_listing_appears_with_its_approval_and_goes_with_its_deletion(reading, seller):
    assert "揚水" not in reading.get("/listings/").content.decode()
    listing = factories.published(seller, title="揚水を売りたい")
    assert "揚水" in reading.get("/listings/").content.decode()
    listing.delete(by=seller)
    assert "揚水" not in reading.get("/listings/").content.decode()


def test_at_midnight_in_tokyo_a_listing_goes_without_any_event(seller, buyer):
    with time_machine.travel("2026-11-23T14:59:00+00:00", tick=False):
        reading = browser_of(buyer)
        factories.published(
            seller, title="今日まで", start_on=date(2026, 11, 23), end_on=date(2026, 11, 23)
        )
        assert "今日まで" in reading.get("/listings/").content.decode()
    with time_machine.travel("2026-11-23T15:00:00+00:00", tick=False):
        assert "今日まで" not in reading.get("/listings/").content.decode()


def test_the_form_on_a_kept_page_can_be_sent(seller):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(seller)
    browser.get("/listings/")
    page = browser.get("/listings/").content.decode()
    own = dict(re.findall(r'name="(csrfmiddlewaretoken|seal)" value="([^"]+)"', page))
    assert browser.post("/logout/", own).status_code == 302


def test_two_pages_never_have_the_same_token(reading):
    tokens = {
        re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
        for page in [reading.get("/listings/") for _ in range(3)]
    }
    assert len(tokens) == 3


def test_a_message_is_shown_once_and_not_kept(seller):
    browser = browser_of(seller)
    listing = factories.published(seller)
    browser.get("/listings/mine/")
    browser.post(f"/listings/{listing.pk}/deletion/")
    assert "削除しました" in browser.get("/listings/mine/").content.decode()
    assert "削除しました" not in browser.get("/listings/mine/").content.decode()


def test_a_draft_shows_at_once_and_goes_at_once(seller):
    browser = browser_of(seller)
    browser.get("/listings/mine/")
    key = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
    browser.post(f"/listings/drafts/{key}/", {"title": "書きかけ", "revision": "0"})
    assert "書きかけ" in browser.get("/listings/mine/").content.decode()
    browser.post(f"/listings/drafts/{key}/deletion/")
    assert "書きかけ" not in browser.get("/listings/mine/").content.decode()


def test_a_draft_that_is_typed_on_shows_its_new_title_at_once(seller):
    browser, key = browser_of(seller), uuid4()
    for revision, title in enumerate(["書きかけ", "書き直し"]):
        Draft.keep(by=seller, key=key, values={"title": title}, revision=revision)
        assert title in browser.get("/listings/mine/").text


def test_the_page_of_another_search_is_another(reading, seller):
    for title in ("火力の希望", "水力の希望"):
        factories.published(seller, title=title)
    assert "火力の希望" in reading.get("/listings/?title=火力").text
    assert "火力の希望" not in reading.get("/listings/?title=水力").text


@pytest.mark.parametrize("page", ["/listings/", "/listings/mine/"])
def test_a_kept_page_comes_compressed_where_the_browser_reads_that(seller, page):
    for _number in range(10):
        factories.listing(seller)
    reading = browser_of(seller)
    plain = reading.get(page)
    packed = reading.get(page, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert without_token(gzip.decompress(packed.content)) == without_token(plain.content)


def without_token(page: bytes) -> bytes:
    return re.sub(rb'name="(csrfmiddlewaretoken|seal)" value="[^"]+"', b"", page)


def test_other_pages_come_compressed_too(reading):
    packed = reading.get("/account/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "アカウント" in gzip.decompress(packed.content).decode()


def test_an_unchanged_list_is_not_sent_again(reading):
    reading.get("/listings/")  # the browser gets its cookie
    tag = reading.get("/listings/").headers["ETag"]
    again = reading.get("/listings/", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == tag


def test_a_changed_list_is_sent(reading, seller):
    reading.get("/listings/")
    tag = reading.get("/listings/").headers["ETag"]
    factories.published(seller)
    assert reading.get("/listings/", headers={"If-None-Match": tag}).status_code == 200


def test_the_list_of_another_reader_is_another(reading, seller):
    reading.get("/listings/")
    tag = reading.get("/listings/").headers["ETag"]
    assert browser_of(seller).get("/listings/", headers={"If-None-Match": tag}).status_code == 200


def test_a_browser_that_has_lost_its_secret_gets_the_list_with_a_token_that_is_good(reading):
    reading.get("/listings/")
    tag = reading.get("/listings/").headers["ETag"]
    del reading.cookies[settings.CSRF_COOKIE_NAME]
    assert reading.get("/listings/", headers={"If-None-Match": tag}).status_code == 200


def test_a_suspended_member_is_out_with_the_next_request(reading, buyer):
    reading.get("/listings/")
    buyer.suspend(by=factories.operator("administrator"), reason="調査のため")
    assert reading.get("/listings/").status_code == 302


def test_a_session_that_was_ended_elsewhere_is_over_with_the_next_request(reading, buyer):
    reading.get("/listings/")
    Session.objects.filter(account=buyer).delete()
    assert reading.get("/listings/").status_code == 302


def test_a_new_password_ends_the_sessions_elsewhere(reading, buyer):
    reading.get("/listings/")
    buyer.change_password("Another-passw0rd-2", by=buyer)
    assert reading.get("/listings/").status_code == 302


def test_new_terms_are_asked_for_on_the_day_they_come_into_force(seller):
    with time_machine.travel("2030-06-14T14:59:00+00:00", tick=False):
        reading = browser_of(seller)
        factories.new_terms(days=1)
        assert reading.get("/listings/").status_code == 200
        assert reading.get("/listings/").status_code == 200
    with time_machine.travel("2030-06-14T15:00:00+00:00", tick=False):
        assert reading.get("/listings/").headers["Location"].startswith("/terms/consent/")


def test_ones_own_listings_are_kept_for_oneself_alone(seller, buyer):
    factories.listing(seller, title="水力の余剰")
    factories.listing(buyer, title="火力の不足")  # so that both have the same version
    assert len(set(OwnVersion.objects.values_list("number", flat=True))) == 1
    first, second = browser_of(seller), browser_of(buyer)
    assert "水力の余剰" in first.get("/listings/mine/").text
    assert "水力の余剰" not in second.get("/listings/mine/").text


def test_a_members_list_is_not_kept_for_the_operator(buyer, reviewer):
    members, operators = browser_of(buyer), browser_of(reviewer)
    assert "/listings/new/" in members.get("/listings/").text
    assert "/listings/new/" not in operators.get("/listings/").text
