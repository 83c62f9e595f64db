"""記載要綱 as advice (manual §3.1): hints to the poster and to the reviewer, never a refusal."""

from datetime import date
from typing import Any

import pytest
import time_machine

from dengen.japan.business_days import add_months
from dengen.listings.entry.guideline import hints
from dengen.listings.models import Listing
from tests import factories
from tests.conftest import browser_of
from tests.listings.test_new import URL, filled_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def noticed(seller, settings):
    """The fields that a listing with these values gets hints about."""
    settings.LISTING_PERIOD_MONTHS = 12

    def fields(**changes: Any) -> list[str]:
        values = {
            "title": "発電設備の売り希望（東京エリア）",
            "side": "sell",
            "area": "tokyo",
            "start_on": TODAY,
            "end_on": add_months(TODAY, 12),
            "organization_name": seller.organization_name,
            "contact_mail": "power@minato.example.jp",
        }
        with time_machine.travel(TODAY):
            return [hint.field for hint in hints(Listing(**(values | changes)), seller)]

    return fields


def test_a_listing_that_follows_the_rules_gets_none(noticed):
    assert noticed() == []


@pytest.mark.parametrize(
    ("title", "area", "expected"),
    [
        ("売り希望（関西エリア）", "tokyo", ["area"]),
        ("売り希望（東京エリア・関西エリア）", "kansai", []),
        ("売り希望（関西エリア）", "", ["area"]),
        ("東京湾岸の発電所", "chubu", []),
        ("売り希望", "", []),
    ],
)
def test_the_area_named_in_the_title_is_compared(noticed, title, area, expected):
    assert noticed(title=title, area=area) == expected


@pytest.mark.parametrize(
    ("title", "side", "expected"),
    [
        ("買い希望", "sell", ["side"]),
        ("売電のご案内", "buy", ["side"]),
        ("売り・買いのご相談", "buy", []),
        ("供給力の確保", "sell", []),
    ],
)
def test_the_side_named_in_the_title_is_compared(noticed, title, side, expected):
    assert noticed(title=title, side=side, area="") == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (None, ["end_on"]),
        (date(2026, 11, 22), ["end_on"]),
        (date(2026, 12, 6), ["end_on"]),
        (date(2026, 12, 7), []),
        (date(2027, 11, 23), []),
        (date(2027, 11, 24), ["end_on"]),
    ],
)
def test_the_end_is_about_a_year_away_and_not_over_before_it_begins(noticed, end, expected):
    assert noticed(end_on=end) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("みなと火力発電株式会社", []),
        ("みなと火力発電（株）", ["organization_name"]),
        ("別の電力株式会社", ["organization_name"]),
    ],
)
def test_the_business_is_the_members_by_its_official_name(noticed, name, expected):
    assert noticed(organization_name=name) == expected


def test_another_spelling_of_the_registered_name_is_told_from_another_business(seller):
    listing = Listing(organization_name="みなと火力発電（株）")
    (hint,) = hints(listing, seller)
    assert "正式名称をご確認" in hint.text


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("taro.yamada@minato.example.jp", ["contact_mail"]),
        ("t-yamada@minato.example.jp", ["contact_mail"]),
        ("dengen-ml@minato.example.jp", []),
        ("power.trading@minato.example.jp", []),
        ("", []),
    ],
)
def test_a_shared_mailbox_is_recommended(noticed, address, expected):
    assert noticed(contact_mail=address) == expected


def test_the_members_own_address_is_a_personal_one(noticed, seller):
    assert noticed(contact_mail=seller.email.upper()) == ["contact_mail"]


def test_the_poster_reads_them_before_handing_in_and_may_go_on(seller):
    poster = browser_of(seller)
    page = poster.post(URL, filled_in(title="買い希望", end_on="")).content.decode()
    assert "このままでも申請できます" in page
    assert "食い違っていないか" in page
    assert poster.post(URL, filled_in(title="買い希望", submit="1")).status_code == 302


def test_the_reviewer_reads_them_before_the_listing(seller, reviewer):
    listing = factories.listing(seller, title="買い希望")
    page = browser_of(reviewer).get(f"/console/listings/{listing.pk}/").content.decode()
    assert page.index("食い違っていないか") < page.index("会員に見える内容")


def test_the_reviewer_is_told_when_there_is_nothing_to_look_at(seller, reviewer):
    listing = factories.listing(seller)
    page = browser_of(reviewer).get(f"/console/listings/{listing.pk}/").content.decode()
    assert "気になる点はありません" in page


def test_approving_what_is_already_over_is_warned_of(seller, reviewer):
    with time_machine.travel(TODAY):
        listing = factories.listing(seller, start_on=TODAY, end_on=TODAY)
    with time_machine.travel(add_months(TODAY, 1)):
        page = browser_of(reviewer).get(f"/console/listings/{listing.pk}/").content.decode()
    assert "掲載期間がすでに終わっています" in page
