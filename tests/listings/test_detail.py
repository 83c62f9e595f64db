"""One listing: who may see it, and how to inquire (manual §4.1)."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine

from dengen.japan.business_days import today
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


def see(account, listing) -> int:
    return browser_of(account).get(f"/listings/{listing.pk}/").status_code


def test_members_see_a_published_listing_whole(seller, buyer):
    listing = factories.published(seller, html="<p>出力は<strong>5,000kW</strong>です。</p>")
    page = browser_of(buyer).get(f"/listings/{listing.pk}/").content.decode()
    for text in [
        listing.title,
        "売",
        "みなと火力発電株式会社",
        "power@minato.example.jp",
        "東京",
        "<strong>5,000kW</strong>",
    ]:
        assert text in page


def test_the_owner_sees_how_a_pending_listing_stands(seller):
    listing = factories.listing(seller)
    page = browser_of(seller).get(f"/listings/{listing.pk}/").content.decode()
    assert "承認待ちです" in page


def test_the_reason_of_a_denial_stands_at_the_top_of_the_owners_view(seller, reviewer):
    listing = factories.listing(seller)
    listing.deny(by=reviewer, reason="②が正式名称ではありません", revision=1)
    page = browser_of(seller).get(f"/listings/{listing.pk}/").content.decode()
    top = page[page.index("<h1>") : page.index('<dl class="facts">')]
    assert "②が正式名称ではありません" in top


def inquiry_of(page):
    """The address behind the button, which the address in ③ leads to as well."""
    found = re.findall(r'href="(mailto:[^"]+[?][^"]+)"', page.content.decode())
    assert len(found) == 2
    assert len(set(found)) == 1
    return urlsplit(unescape(found[0]))


def test_the_inquirys_subject_is_the_manuals_with_today_and_the_readers_company(seller, buyer):
    with time_machine.travel("2030-12-01T15:30:00+00:00"):  # 2 December in Tokyo
        listing = factories.published(seller)
        page = browser_of(buyer).get(f"/listings/{listing.pk}/")
    mailto = inquiry_of(page)
    assert mailto.path == "power@minato.example.jp"
    assert parse_qs(mailto.query)["subject"] == [
        "【ご連絡】発電設備等の情報掲示板について（2030/12/02：株式会社あおば電力）"
    ]
    assert "\n" not in unquote(mailto.query)


def test_without_a_mail_address_the_way_to_inquire_is_the_phone(seller, buyer):
    listing = factories.published(seller, contact_mail="", contact_phone="03-5550-0001")
    page = browser_of(buyer).get(f"/listings/{listing.pk}/").content.decode()
    assert 'href="tel:0355500001"' in page
    assert "mailto:?" not in page
    assert "件名" not in page


def test_the_owner_is_not_offered_to_inquire_of_themselves(seller):
    listing = factories.published(seller)
    page = browser_of(seller).get(f"/listings/{listing.pk}/").content.decode()
    assert "問い合わせる" not in page


@pytest.mark.parametrize(
    ("state", "expected"),  # owner, another member, the operator
    [
        ("pending", (200, 404, 200)),
        ("published", (200, 200, 200)),
        ("denied", (200, 404, 200)),
        ("deleted", (404, 404, 404)),
        ("ahead", (200, 404, 200)),
        ("over", (200, 404, 200)),
        ("unknown", (404, 404, 404)),
    ],
)
def test_who_finds_a_listing_in_which_state(seller, buyer, reviewer, state, expected):
    day = today()
    start = {"ahead": day + timedelta(days=1)}.get(state, day)
    listing = factories.listing(seller, start_on=start, end_on=start)
    if state in ("published", "ahead", "over"):
        listing.approve(by=reviewer, revision=1)
    if state == "denied":
        listing.deny(by=reviewer, reason="理由", revision=1)
    if state == "deleted":
        listing.delete(by=seller)
    if state == "unknown":
        listing.pk = 999_999
    with time_machine.travel(timedelta(days=state == "over")):
        assert tuple(see(who, listing) for who in (seller, buyer, reviewer)) == expected


def test_a_stranger_is_sent_to_the_login_page(client, seller):
    listing = factories.published(seller)
    assert client.get(f"/listings/{listing.pk}/").url.startswith("/login/")


def test_the_operators_staff_are_not_offered_to_inquire(seller, reviewer):
    listing = factories.published(seller)
    page = browser_of(reviewer).get(f"/listings/{listing.pk}/").content.decode()
    assert "問い合わせる" not in page
    assert 'href="mailto:power@minato.example.jp"' in page


def test_an_address_adds_no_header_of_its_own_to_the_inquiry(seller, buyer):
    listing = factories.published(seller, contact_mail="a?bcc=x&b%0a@minato.example.jp")
    url = inquiry_of(browser_of(buyer).get(f"/listings/{listing.pk}/"))
    assert unquote(url.path) == "a?bcc=x&b%0a@minato.example.jp"
    assert list(parse_qs(url.query)) == ["subject"]


def test_a_companys_name_is_kept_whole_in_the_subject(seller):
    reader = factories.member(organization_name="Ａ＆Ｂ電力（１００％出資）＃１／𠮷野")
    listing = factories.published(seller)
    page = browser_of(reader).get(f"/listings/{listing.pk}/")
    subject = parse_qs(inquiry_of(page).query)["subject"][0]
    assert subject in page.content.decode()
    assert subject.endswith(f"{reader.organization_name}）")


def test_a_link_whose_text_names_another_host_says_where_it_leads(seller, buyer):
    html = '<p><a href="https://evil.example/">https://www.meti.go.jp/</a></p>'
    listing = factories.published(seller, html=html)
    page = browser_of(buyer).get(f"/listings/{listing.pk}/").content.decode()
    assert "https://www.meti.go.jp/</a><span" in page
    assert "（evil.example）" in page
