"""Back and reload show the answer to a form again: nothing is asked, and nothing sent once more."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.firefox import Window, firefox
from tests.browser.steps import log_in
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db(transaction=True)
TITLE, NEW = "夏季の余剰電力", "/listings/new/"
SEND = "form:has([name=title]) button.button:not([name]):not([type=button])"


@pytest.fixture
def member():
    return factories.member(login_name="Minato2026")


def sent_in_vain(page: Page) -> list[str]:
    """Send the form of a listing with a title alone; return a list of all that is sent from now."""
    page.goto(NEW)
    page.get_by_role("textbox", name="タイトル").fill(TITLE)
    page.locator(SEND).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    posts: list[str] = []
    page.on("request", lambda one: one.method == "POST" and posts.append(one.url))
    return posts


def check_form(page: Page) -> None:
    expect(page.get_by_role("textbox", name="タイトル")).to_have_value(TITLE)
    expect(page.get_by_role("alert").first).to_be_visible()


def test_back_to_a_form_with_errors_shows_what_was_typed_and_the_errors(open_page, member):
    page = open_page()
    log_in(page, member.login_id)
    posts = sent_in_vain(page)
    page.get_by_role("link", name="ヘルプ").first.click()
    page.wait_for_url("**/help/")
    page.go_back()
    check_form(page)
    assert posts == []


def test_reload_of_a_form_with_errors_sends_nothing_again(open_page, member):
    page = open_page()
    log_in(page, member.login_id)
    posts = sent_in_vain(page)
    page.reload()
    check_form(page)
    assert posts == []


def test_after_logging_out_back_shows_nothing_of_a_form_with_errors(open_page, member):
    page = open_page()
    log_in(page, member.login_id)
    sent_in_vain(page)
    page.get_by_role("button", name="ログアウト").click()
    page.wait_for_url("**/login/")
    page.go_back()
    expect(page.get_by_label("会員ID")).to_be_visible()
    assert TITLE not in page.content()


def test_back_to_a_login_page_that_refused_asks_nothing(open_page):
    page = open_page()
    page.goto("/login/")
    page.get_by_label("会員ID").fill("Minato2026")
    page.get_by_label("パスワード").fill("not-the-right-one-1")
    page.get_by_role("main").get_by_role("button", name="ログイン").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.goto("/apply/")
    page.go_back()
    expect(page.get_by_role("alert").first).to_contain_text("正しくありません")
    expect(page.get_by_label("会員ID")).to_have_value("Minato2026")


@pytest.fixture
def window(live_server, tmp_path, member) -> Iterator[Window]:
    """Firefox, with the form of a listing that was sent with a title alone."""
    session = browser_of(member).cookies[settings.SESSION_COOKIE_NAME].value
    with firefox(tmp_path) as window:
        window.set_cookie(settings.SESSION_COOKIE_NAME, session, live_server.url)
        window.go(live_server.url + NEW)
        window.evaluate(f"document.querySelector('[name=title]').value = '{TITLE}'")
        window.press(SEND)
        yield window


def test_in_firefox_back_shows_the_form_with_what_was_typed_and_its_errors(window, live_server):
    window.go(live_server.url + "/help/")
    window.back()
    assert window.evaluate("document.querySelector('[name=title]').value") == TITLE
    assert window.evaluate("document.querySelectorAll('[role=alert]').length") > 0


def test_in_firefox_back_shows_nothing_of_the_form_after_logging_out(window):
    window.press("form[action='/logout/'] button")
    window.back()
    assert TITLE not in window.evaluate("document.documentElement.outerHTML")
    assert window.evaluate("location.pathname") == "/login/"
