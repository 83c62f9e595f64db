"""The end of a login is told beforehand, and half a text is not taken away unasked."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dengen import clock
from dengen.accounts.models import Session
from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_shortly_before_the_end_a_dialog_offers_to_go_on(open_page):
    member = factories.member(login_name="Minato2026")
    page = open_page()
    page.clock.install()
    log_in(page, member.login_id)
    Session.objects.filter(account=member).update(expire_date=clock.now() + timedelta(minutes=4))
    page.clock.fast_forward("40:00")
    dialog = page.get_by_role("alertdialog")
    expect(dialog.get_by_role("button", name="続ける")).to_be_focused()
    with page.expect_response("**/session/"):
        page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    left = Session.objects.get(account=member).expire_date - clock.now()
    assert left > timedelta(minutes=30)


def test_enter_in_a_line_of_a_long_form_sends_nothing(open_page):
    member = factories.member(login_name="Minato2026")
    page = open_page()
    log_in(page, member.login_id)
    page.get_by_role("link", name="新規掲載").first.click()
    title = page.get_by_role("textbox", name="タイトル")
    title.fill("地熱")
    title.press("Enter")
    expect(page.get_by_role("heading", name="新規掲載")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(title).to_have_value("地熱")


def test_a_second_press_within_a_second_of_a_decision_decides_nothing(open_page):
    reviewer, seller = factories.operator(login_id="Shinsa2026"), factories.member()
    first, second = factories.listing(seller), factories.listing(seller)
    page = open_page()
    log_in(page, reviewer.login_id)
    page.goto(f"/console/listings/{first.pk}/")
    expect(page.locator("html[data-keys-ready]")).to_be_attached()
    page.keyboard.press("a")
    page.wait_for_url(f"**/console/listings/{second.pk}/")
    page.keyboard.press("a")
    expect(page.locator("html[data-keys-ready]")).to_be_attached()
    second.refresh_from_db()
    assert second.status == "pending"


def test_half_a_reason_asks_before_a_key_takes_it_away(open_page):
    reviewer, seller = factories.operator(login_id="Shinsa2026"), factories.member()
    first = factories.listing(seller)
    factories.listing(seller)
    page = open_page()
    log_in(page, reviewer.login_id)
    page.goto(f"/console/listings/{first.pk}/")
    expect(page.locator("html[data-keys-ready]")).to_be_attached()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("textbox", name="否認理由").fill("期間を")
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(page.get_by_role("textbox", name="否認理由")).to_have_value("期間を")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.url.endswith(f"/console/listings/{first.pk}/")


def test_after_a_colleague_was_faster_keys_lead_on_and_a_reason_serves_nothing_else(open_page):
    seller, colleague = factories.member(), factories.operator(login_id="Shinsa2027")
    factories.operator(login_id="Shinsa2026")
    before, read, after = (factories.listing(seller) for _number in range(3))
    mine, theirs = open_page(), open_page()
    for page, login_id in [(mine, "Shinsa2026"), (theirs, "Shinsa2027")]:
        log_in(page, login_id)
        page.goto(f"/console/listings/{read.pk}/")
    mine.get_by_role("textbox", name="否認理由").fill("期間をご確認ください。")
    theirs.get_by_role("button", name="承認する").click()
    theirs.wait_for_url(f"**/console/listings/{after.pk}/")
    mine.get_by_role("button", name="否認する").click()
    expect(mine.get_by_role("alert")).to_contain_text(colleague.full_name)
    expect(
        mine.get_by_role("region", name="入力していた内容").get_by_text("期間をご確認ください。")
    ).to_be_visible()
    expect(mine.get_by_role("textbox", name="否認理由")).to_have_value("")
    expect(mine.locator("html[data-keys-ready]")).to_be_attached()
    for key, following in [("j", after), ("k", before)]:
        mine.keyboard.press(key)
        mine.wait_for_url(f"**/console/listings/{following.pk}/")
        expect(mine.get_by_role("textbox", name="否認理由")).to_have_value("")
        expect(mine.locator("html[data-keys-ready]")).to_be_attached()
    read.refresh_from_db()
    assert read.status == "published"
