"""Resubmitting and replacing, as a member sees it (manual §3.2)."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import field, log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_published_listing_is_replaced_by_a_new_one(open_page, shoot):
    reviewer = factories.operator(login_id="Shinsa2026")
    seller = factories.member(login_name="Minato2026")
    html = "<p>出力は 5,000kW です。</p>"
    factories.published(seller, by=reviewer, title="水力の余剰", html=html)
    page, reviewer_page = open_page(), open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/mine/")
    page.get_by_role("link", name="差し替え申請").click()
    expect(page.get_by_text("「水力の余剰」の差し替えです")).to_be_visible()
    expect(page.locator("[contenteditable=true]")).to_have_text("出力は 5,000kW です。")
    shoot(page, "replacement")
    field(page, "タイトル").fill("水力の余剰（改）")
    page.get_by_role("button", name="確認する").last.click()
    page.get_by_role("button", name="この内容で申請する").click()
    expect(page.get_by_text("差し替え申請が承認待ちです")).to_be_visible()
    shoot(page, "mine-replacement")

    log_in(reviewer_page, "Shinsa2026")
    reviewer_page.get_by_role("link", name="審査する").click()
    reviewer_page.get_by_role("link", name="水力の余剰（改）").click()
    expect(reviewer_page.get_by_text("承認すると、次の掲載は同時に削除されます")).to_be_visible()
    shoot(reviewer_page, "console-replacement")
    reviewer_page.get_by_role("button", name="承認する").click()
    page.reload()
    expect(page.get_by_role("link", name="水力の余剰（改）", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="水力の余剰", exact=True)).to_have_count(0)
