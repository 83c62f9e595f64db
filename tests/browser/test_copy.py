"""Copying what an inquiry needs (manual §4.1)."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)

# As browsers are on a page without HTTPS.
WITHOUT_CLIPBOARD = """window.real = navigator.clipboard;
Object.defineProperty(navigator, "clipboard", {value: undefined})"""


def test_the_copy_buttons_have_a_name_and_say_that_they_copied(open_page):
    listing = factories.published(factories.member())
    factories.member(login_name="Aoba20260", organization_name="株式会社あおば電力")
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(page, "Aoba20260")
    page.goto(f"/listings/{listing.pk}/")
    page.get_by_role("button", name="アドレスをコピー").click()
    expect(page.locator("[data-announcements]")).to_have_text("コピーしました")
    assert page.evaluate("navigator.clipboard.readText()") == listing.contact_mail
    expect(page.get_by_role("button", name="アドレスをコピー")).to_be_visible()
    page.get_by_role("button", name="件名をコピー").click()
    expect(page.locator("[data-announcements]")).to_have_text("コピーしました")
    assert "株式会社あおば電力" in page.evaluate("navigator.clipboard.readText()")


def test_without_a_clipboard_what_was_to_be_copied_is_copied_from_the_selection(open_page):
    listing = factories.published(factories.member())
    factories.member(login_name="Aoba20260", organization_name="株式会社あおば電力")
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(page, "Aoba20260")
    page.goto(f"/listings/{listing.pk}/")
    page.evaluate(WITHOUT_CLIPBOARD)
    page.get_by_role("button", name="アドレスをコピー").click()
    expect(page.locator("[data-announcements]")).to_have_text("コピーしました")
    assert page.evaluate("real.readText()") == listing.contact_mail


def test_a_browser_that_refuses_to_copy_is_said_to_have_refused(open_page):
    listing = factories.published(factories.member())
    factories.member(login_name="Aoba20260", organization_name="株式会社あおば電力")
    page = open_page()
    log_in(page, "Aoba20260")
    page.goto(f"/listings/{listing.pk}/")
    page.evaluate(f"{WITHOUT_CLIPBOARD}; document.execCommand = () => false")
    page.get_by_role("button", name="アドレスをコピー").click()
    expect(page.locator("[data-announcements]")).to_have_text("コピーできませんでした")
    assert page.evaluate("String(getSelection())") == listing.contact_mail
