"""The reviewer's whole way: the queues, an approval, a denial, a second thought."""

import pytest
from playwright.sync_api import expect

from dengen.accounts.models import Application
from dengen.mail.models import Message
from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reviewer():
    return factories.operator(login_id="Shinsa2026")


def test_a_reviewer_comes_from_the_queue_of_applications_to_the_decisions(
    open_page, shoot, reviewer
):
    for name in ["みなと火力発電株式会社", "みなと火力発電㈱"]:
        factories.application(organization_name=name).submit()
    page = open_page()
    log_in(page, "Shinsa2026")
    shoot(page, "console-home")
    page.get_by_role("link", name="審査する").first.click()
    shoot(page, "console-applications")
    page.goto(f"/console/applications/{Application.objects.waiting().first().pk}/")
    expect(page.get_by_text("事業者名が同じです")).to_be_visible()
    shoot(page, "console-application")
    page.get_by_role("button", name="承認する").click()
    expect(page.get_by_text("を承認しました").first).to_be_visible()
    page.get_by_role("button", name="否認する").click()
    expect(page.get_by_text("否認理由か、項目ごとの指摘を入力してください").first).to_be_visible()
    shoot(page, "console-application-errors")
    page.get_by_label("否認理由").fill("同じ事業者の会員がいます。")
    page.get_by_role("button", name="否認する").click()
    page.get_by_role("button", name="この内容で否認する").click()
    expect(page.get_by_text("を否認しました").first).to_be_visible()
    shoot(page, "console-applications-empty")
    assert "同じ事業者の会員がいます。" in Message.objects.get(kind="application_denied").body


def test_a_listing_is_approved_and_denied_later(open_page, shoot, reviewer):
    seller = factories.member(by=reviewer)
    factories.listing(seller, title="水力の余剰")
    page = open_page()
    log_in(page, "Shinsa2026")
    page.get_by_role("link", name="掲載情報", exact=True).click()
    shoot(page, "console-listings")
    page.get_by_role("link", name="水力の余剰").click()
    shoot(page, "console-listing")
    page.get_by_role("button", name="承認する").click()
    expect(page.get_by_text("を承認しました").first).to_be_visible()
    page.get_by_role("link", name="審査済み").click()
    page.get_by_role("link", name="水力の余剰").click()
    page.get_by_label("否認理由").fill("設備が重複しています。")
    page.get_by_role("button", name="否認").click()
    page.get_by_role("button", name="この内容で否認する").click()
    expect(page.get_by_text("を否認しました").first).to_be_visible()
    shoot(page, "console-listing-denied")
    assert "設備が重複しています。" in Message.objects.get(kind="listing_denied").body


def test_the_second_operator_is_told_what_the_first_did(open_page, shoot, reviewer):
    factories.operator(login_id="Shinsa2027")
    waiting = factories.application().submit()
    first, second = open_page(), open_page()
    for page, login_id in [(first, "Shinsa2026"), (second, "Shinsa2027")]:
        log_in(page, login_id)
        page.goto(f"/console/applications/{waiting.pk}/")
    first.get_by_role("button", name="承認する").click()
    second.get_by_label("否認理由").fill("名称が違います。")
    second.get_by_role("button", name="否認する").click()
    expect(second.get_by_role("alert")).to_contain_text(reviewer.full_name)
    shoot(second, "console-overtaken")
    assert Application.objects.get(pk=waiting.pk).status == "approved"
