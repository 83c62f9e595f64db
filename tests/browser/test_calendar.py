"""The browser's calendar offers no day that would be refused."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dengen.japan.business_days import today
from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_end_of_a_listing_can_be_chosen_from_its_start_on(open_page):
    factories.member(login_name="Minato2026")
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    start, end = page.get_by_label("開始日"), page.get_by_label("終了日")
    expect(start).to_have_attribute("min", f"{today()}")
    later = f"{today() + timedelta(days=30)}"
    start.fill(later)
    expect(end).to_have_attribute("min", later)
    start.fill("")
    expect(end).to_have_attribute("min", f"{today()}")


def test_the_board_of_that_day_can_be_chosen_up_to_today(open_page):
    factories.operator(login_id="Kansa2026", role="auditor")
    page = open_page()
    log_in(page, "Kansa2026")
    page.goto("/console/archive/")
    expect(page.get_by_label("日付")).to_have_attribute("max", f"{today()}")
