"""What has been done is said to who doesn't see it (WCAG 4.1.3)."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_done_is_said_on_the_page_that_it_led_to_and_on_no_later_one(open_page):
    listing = factories.published(factories.member(login_name="Minato2026"))
    page = open_page()
    log_in(page, "Minato2026")
    page.goto(f"/listings/{listing.pk}/deletion/")
    page.get_by_role("button", name="OK（削除する）").click()
    shown = page.locator("[data-said]")
    said = page.get_by_role("status").and_(page.locator("[data-announcements]"))
    expect(shown).to_have_count(1)
    expect(said).to_have_text(shown.text_content())
    page.reload()
    expect(shown).to_have_count(0)
    expect(said).to_be_empty()
