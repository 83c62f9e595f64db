"""The auditor's ways: who did what, the board of that day, order and speed, the figures."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from dengen import clock
from dengen.accounts.models import Terms
from dengen.demo.cast import AUDITOR, PASSWORD
from dengen.demo.story import fill_board
from tests import factories
from tests.browser.conftest import keep_picture
from tests.browser.steps import log_in

PAPER = {"width": 718, "height": 1047}  # A4 upright, within its margins

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(open_page):
    """The auditor's browser, on a board with months of life."""
    Terms.objects.all().delete()
    with clock.at(clock.now() - timedelta(days=500)):
        factories.terms()
    fill_board(make_password(PASSWORD))
    page = open_page()
    log_in(page, AUDITOR, PASSWORD)
    page.get_by_role("link", name="監査・集計").click()
    return page


def test_from_the_menu_to_an_event_a_file_and_the_verification(page, shoot):
    shoot(page, "oversight")
    page.get_by_role("link", name="操作の記録").click()
    shoot(page, "audit")
    page.get_by_label("操作", exact=True).select_option(label="掲載の否認")
    page.get_by_role("button", name="検索する").click()
    expect(page.get_by_text("listing.denied").first).to_be_visible()
    shoot(page, "audit-found")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel用").click()
    assert download.value.suggested_filename.endswith(".csv")
    page.get_by_role("button", name="すべての記録を検証する").click()
    expect(page.get_by_text("改ざんはありません").first).to_be_visible()
    shoot(page, "audit-verified")
    page.get_by_label("開始日").fill("2026-06-02")
    page.get_by_label("終了日").fill("2026-06-01")
    page.get_by_role("button", name="検索する").click()
    expect(page.get_by_text("開始日以降の日付")).to_be_visible()
    shoot(page, "audit-errors")


def test_an_auditor_sees_the_board_of_a_day(page, shoot):
    page.get_by_role("link", name="その日の掲示板").click()
    shoot(page, "archive")
    page.locator(".listing-card h3 a").first.click()
    expect(page.get_by_text("会員に次のとおり見えていました").first).to_be_visible()
    shoot(page, "archive-listing")


def test_an_auditor_sees_the_report_and_the_figures(page, shoot):
    page.get_by_role("link", name="審査の中立性").click()
    shoot(page, "neutrality")
    page.goto("/console/neutrality/?first=2025-01-01&last=2099-12-31")
    shoot(page, "neutrality-long")
    page.goto("/console/figures/")
    expect(page.get_by_role("img", name="月末に掲載中の件数").first).to_be_visible()
    shoot(page, "figures")
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    keep_picture(page, "figures-printed")
    assert not is_cut_off(page)
    page.goto("/console/neutrality/?first=2025-01-01&last=2099-12-31")
    keep_picture(page, "neutrality-printed")
    assert not is_cut_off(page)


def is_cut_off(page) -> bool:
    """Whether a table is wider than its place: paper can't be scrolled."""
    script = "all => all.some(one => one.scrollWidth > one.clientWidth)"
    return page.locator(".table-wrap").evaluate_all(script)
