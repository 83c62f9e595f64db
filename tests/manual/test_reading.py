"""4. 発電設備等の情報参照, rule by rule as the manual has it; and the 掲載期間 of what is read."""

import re
from datetime import timedelta

import pytest
import time_machine

from dengen.japan.business_days import today
from tests import factories
from tests.conftest import browser_of
from tests.pages import Page, words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class TestPeriod:
    """Members see a listing on the days of its period and on no other."""

    @pytest.fixture
    def shown_on(self, seller, buyer, reviewer):
        first = today() + 10 * DAY
        listing = factories.published(
            seller, title="期間の水力", start_on=first, end_on=first + DAY
        )

        def shown_on(days: int) -> dict[str, bool]:
            with time_machine.travel(f"{first + days * DAY}T03:00:00+00:00"):
                reader = browser_of(buyer)
                return {
                    "home": bool(Page(reader.get("/")).links("期間の水力")),
                    "list": bool(Page(reader.get("/listings/")).links("期間の水力")),
                    "page": reader.get(f"/listings/{listing.pk}/").status_code == 200,
                }

        return shown_on

    @pytest.mark.parametrize(
        ("days", "is_shown"),
        [(-1, False), (0, True), (1, True), (2, False)],
        ids=["the day before", "its first day", "its last day", "the day after"],
    )
    def test_a_listing_is_shown_from_its_first_day_to_its_last(self, shown_on, days, is_shown):
        assert shown_on(days) == {"home": is_shown, "list": is_shown, "page": is_shown}


class TestReading:
    """4.1: from the home page to the list and the detail, and whom to write to."""

    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("発電設備等の情報売り・買いの希望を探す", "/listings/"),
            ("新規掲載売り・買いの希望を掲載する", "/listings/new/"),
            ("MY掲載自分の掲載の状態を見る・削除する", "/listings/mine/"),
        ],
    )
    def test_the_home_page_leads_to(self, seller, name, place):
        home = Page(browser_of(seller).get("/"))
        assert home.links(name) == [place]
        assert home.links(re.split("売り|自分", name)[0]) == [place]

    @pytest.fixture
    def listing(self, seller):
        return factories.published(
            seller,
            title="水力の余剰",
            contact_mail="power@minato.example.jp",
            contact_phone="03-5550-0002",
            contact_person="髙橋 一郎",
        )

    @pytest.mark.parametrize("name", ["水力の余剰", "もっと見る（水力の余剰）"])
    def test_the_title_and_more_lead_to_the_detail(self, listing, buyer, name):
        reader = browser_of(buyer)
        (address,) = Page(reader.get("/listings/")).links(name)
        assert Page(reader.get(address)).heading() == "水力の余剰"

    def test_the_detail_names_whom_to_write_to(self, listing, buyer):
        page = Page(browser_of(buyer).get(f"/listings/{listing.pk}/"))
        contact = page.fact("③ 問合せ先")
        assert "power@minato.example.jp" in contact
        assert "03-5550-0002" in contact
        assert "髙橋一郎" in contact
        asked = page.section("この掲載について問い合わせる")
        assert "条件が希望に合う場合は、③の問合せ先へ直接ご連絡ください。" in asked

    def test_the_list_has_a_tab_for_all_and_for_each_area_that_had_a_listing(self, listing, buyer):
        page = Page(browser_of(buyer).get("/listings/"))
        tabs = page.soup.select("nav[aria-label=電源所在エリア] a")
        assert [words(tab) for tab in tabs] == ["All1件", "東京1件"]

    @pytest.mark.parametrize(
        "label", ["タイトルに含まれる語", "掲載期間（開始日）", "掲載期間（終了日）"]
    )
    def test_the_list_can_be_searched_by(self, buyer, label):
        assert Page(browser_of(buyer).get("/listings/")).has_field(label)
