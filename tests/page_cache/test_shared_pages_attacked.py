"""A page that is kept for all is nobody's: attempts to get at another reader's words."""

import gzip
import re
from html import unescape

import pytest
import time_machine
from django.test import Client

from dengen import clock
from dengen.pages import stand_in
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SEAL = re.compile(r'name="seal" value="[^"]+"')
NAMES = [
    "*name*0123456789abcdef0123456789abcdef*",
    "*organization*" + "f" * 32 + "*",
    "%2Aorganization%2A",
    'name="csrfmiddlewaretoken" value="AAAA"',
    "</title><script>alert(1)</script>",
    "{{ request.user }}{% csrf_token %}",
    "\\1\\g<0>$1",
    "\r\nSet-Cookie: a=b",
]


def named(name: str) -> Client:
    return browser_of(factories.member(organization_name=name))


def pages_of(seller) -> list[str]:
    return ["/listings/", f"/listings/{factories.published(seller).pk}/", "/"]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_somebody_is_called_others_see_nothing_of_it(seller, buyer, name):
    strange, other = named(name), browser_of(buyer)
    for page in pages_of(seller):
        for first, second in [(strange, other), (other, strange)]:
            first.get(page)
            second.get(page)
        html = other.get(page).text
        assert name not in html
        assert "alert(1)" not in html
        assert buyer.organization.name in html


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_name_is_text_on_ones_own_page(seller, name):
    browser = named(name)
    for page in pages_of(seller):
        html = browser.get(page).text
        assert "<script>alert" not in html
        assert "a" not in browser.cookies
        assert len(TOKEN.findall(html)) == html.count('"csrfmiddlewaretoken"')


WRITTEN = '<p>name="csrfmiddlewaretoken" value="AAAA1111"</p>'


@pytest.mark.parametrize("title", ['name="csrfmiddlewaretoken" value="AAAA1111"', "電源"])
def test_a_listing_that_looks_like_a_forms_token_is_shown_as_it_was_written(seller, buyer, title):
    listing = factories.published(seller, title=title, html=WRITTEN)
    for browser in (browser_of(buyer), browser_of(seller), browser_of(buyer)):
        page = unescape(browser.get(f"/listings/{listing.pk}/").text)
        assert 'csrfmiddlewaretoken" value="AAAA1111"</p>' in page
        assert title in page


def test_each_reader_has_a_token_of_their_own_in_every_form(seller, buyer):
    page = f"/listings/{factories.published(seller).pk}/"
    tokens = {TOKEN.findall(browser_of(one).get(page).text)[0] for one in (seller, buyer, buyer)}
    assert len(tokens) == 3
    assert stand_in.FORM_MARK not in browser_of(buyer).get(page).text


def test_who_is_called_by_the_stand_ins_own_name_sees_no_more_than_others(seller, buyer):
    """Nobody can know it; if somebody did, it would stand there as a name and be filled."""
    page = f"/listings/{factories.published(seller).pk}/"
    twin = named(stand_in.ORGANIZATION_MARK)
    assert buyer.organization.name not in twin.get(page).text
    assert stand_in.ORGANIZATION_MARK not in browser_of(buyer).get(page).text
    assert buyer.organization.name not in twin.get(page).text


def test_a_listing_with_the_stand_ins_name_in_it_cannot_be_written(seller, buyer, monkeypatch):
    assert len(stand_in.NAME_MARK) > 32
    assert stand_in.NAME_MARK != stand_in.ORGANIZATION_MARK
    assert stand_in.NAME_MARK not in browser_of(buyer).get("/listings/").text


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Original-URL": "/console/"},
        {"X-Rewrite-URL": "/console/"},
        {"X-HTTP-Method-Override": "POST"},
        {"Forwarded": "host=evil.example"},
        {"Accept-Language": "en"},
        {"X-Forwarded-Scheme": "nothttps"},
        {"Cookie": "sessionid=; csrftoken=x"},
        {"Range": "bytes=0-1"},
    ],
)
def test_a_header_that_is_not_in_the_key_leaves_nothing_in_the_page(seller, buyer, headers):
    attacker, reader = browser_of(seller), browser_of(buyer)
    before = TOKEN.sub("", reader.get("/listings/").text)
    factories.published(factories.member())  # the page is built anew, by the attacker's request
    attacker.get("/listings/", headers=headers)
    after = reader.get("/listings/").text
    assert "evil.example" not in after
    assert reader.get("/listings/").status_code == 200
    assert before.count("<html") == after.count("<html") == 1


def test_every_page_behind_the_login_is_private_and_varies_with_the_cookie(seller, buyer):
    for page in [*pages_of(seller), "/account/", "/listings/mine/", "/account/inbox/"]:
        for _time in range(2):
            headers = browser_of(buyer).get(page).headers
            assert "private" in headers["Cache-Control"], page
            assert "Cookie" in headers["Vary"], page


def test_a_redirect_to_the_login_is_not_kept_for_those_who_are_in(buyer):
    assert Client().get("/listings/").status_code == 302
    assert browser_of(buyer).get("/listings/").status_code == 200
    assert Client().get("/listings/").status_code == 302


def test_the_tag_of_a_page_says_nothing_after_the_logout(buyer):
    browser = browser_of(buyer)
    browser.get("/listings/")
    tag = browser.get("/listings/").headers["ETag"]
    browser.post("/logout/")
    assert browser.get("/listings/", headers={"If-None-Match": tag}).status_code == 302


def test_no_page_is_shown_to_the_next_who_logs_in_with_the_same_browser(buyer, seller):
    browser = browser_of(buyer)
    browser.get("/listings/")
    tag = browser.get("/listings/").headers["ETag"]
    browser.post("/logout/")
    browser.force_login(seller)
    answer = browser.get("/listings/", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert buyer.full_name not in answer.text


@pytest.mark.parametrize("tag", ["*", 'W/"*"', "W/", '""', "x" * 9000])
def test_no_tag_can_be_guessed(buyer, tag):
    answer = browser_of(buyer).get("/listings/", headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_a_page_in_gzip_holds_the_readers_own_names_and_token(seller, buyer):
    page = f"/listings/{factories.published(factories.member()).pk}/"
    browser_of(seller).get(page, headers={"Accept-Encoding": "gzip"})
    packed = browser_of(buyer).get(page, headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(packed.content).decode()
    assert buyer.organization.name in html
    assert seller.organization.name not in html


def test_the_operators_pages_are_never_a_members(seller, reviewer):
    page = f"/listings/{factories.published(seller).pk}/"
    staffs = browser_of(reviewer).get(page).text
    members = browser_of(factories.member()).get(page).text
    assert "/console/" in staffs
    assert "/console/" not in members


def without_token(html: str) -> str:
    return SEAL.sub("", TOKEN.sub("", html))


@pytest.mark.parametrize("state", ["pending", "denied", "deleted"])
def test_what_is_not_ones_own_reads_as_what_never_was(seller, buyer, reviewer, state):
    listing = factories.listing(seller)
    if state == "denied":
        listing.deny(by=reviewer, reason="理由", revision=1)
    if state == "deleted":
        listing.delete(by=seller)
    browser = browser_of(buyer)
    for rest in ["", "deletion/", "replacement/", "resubmission/"]:
        with time_machine.travel(clock.now(), tick=False):  # what expires, expires at once
            hidden = browser.get(f"/listings/{listing.pk}/{rest}")
            unknown = browser.get(f"/listings/999999/{rest}")
        assert hidden.status_code == unknown.status_code == 404
        assert without_token(hidden.text) == without_token(unknown.text)
        own = {"X-Request-ID": "of each request"}
        assert dict(hidden.headers) | own == dict(unknown.headers) | own
