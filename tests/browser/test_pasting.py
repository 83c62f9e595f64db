"""What is pasted reads the same in the editor, in the preview and on the page without scripts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from dengen.listings.rich_text import MAX_TAGS, clean_rich_text
from tests import factories
from tests.browser.steps import field, log_in
from tests.listings.test_pastes import PASTES

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """(element, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "文字だけ");
  element.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def text_of(html: str) -> str:
    """The words alone: where lines break is the paste's test, tests/listings/test_pastes.py."""
    return re.sub(r"<[^>]*>|\s", "", html)


@pytest.fixture
def page(open_page) -> Page:
    factories.member(login_name="Minato2026")
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    return page


def paste(page: Page, html: str) -> Locator:
    """Into the editor, in the place of all that is in it."""
    editor = page.locator(".editor__text")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    with page.expect_response("**/listings/rich-text/"):
        editor.evaluate(PASTE, html)
    expect(editor).to_have_text(re.compile(r"\S"))
    return editor


def test_every_paste_is_the_same_in_the_editor_and_in_what_it_hands_in(page):
    for name, (copied, kept, _read) in PASTES.items():
        editor = paste(page, copied)
        assert text_of(editor.inner_html()) == text_of(kept), name
        written = page.locator("textarea[name=html]").input_value()
        assert clean_rich_text(written) == kept, name


def test_a_list_that_begins_elsewhere_does_so_in_the_preview(page):
    paste(page, PASTES["a list that begins elsewhere"][0])
    page.get_by_role("button", name="プレビュー").click()
    expect(page.locator("main ol").first).to_have_attribute("start", "4")
    expect(page.locator("main")).to_contain_text("記号")


def test_of_a_paste_that_is_too_much_the_words_come_and_the_reason_is_said(page):
    editor = page.locator(".editor__text")
    editor.click()
    editor.evaluate(PASTE, "<b>x</b>" * MAX_TAGS)
    expect(page.get_by_role("alert")).to_contain_text("書式の情報が多すぎる")
    expect(editor).to_have_text("文字だけ")


def test_a_paste_goes_where_the_caret_is_in_the_line(page):
    editor = page.locator(".editor__text")
    editor.click()
    page.keyboard.type("出力はです")
    for _step in range(2):
        page.keyboard.press("ArrowLeft")
    with page.expect_response("**/listings/rich-text/"):
        editor.evaluate(PASTE, "<b>900kW</b>")
    expect(editor.locator("p")).to_have_text("出力は900kWです")
    assert field(page, "タイトル").input_value() == ""


TABLE = "<table><tr><td>佐々木</td><td>500kW</td></tr></table>"


@pytest.mark.parametrize(
    ("copied", "said"),
    [
        (TABLE, "表は文字に変わりました。ご確認ください。"),
        ("<p>図</p><img src='data:,'>", "図は貼り付けられません。ご確認ください。"),
    ],
    ids=["table", "picture"],
)
def test_a_paste_that_lost_something_says_so(page, copied, said):
    paste(page, copied)
    expect(page.locator("[data-editor-trouble]")).to_have_text(said)


def test_a_paste_that_lost_nothing_says_nothing(page):
    paste(page, TABLE)
    paste(page, "<p>文字</p>")
    expect(page.locator("[data-editor-trouble]")).to_be_hidden()


def test_a_pasted_heading_does_not_stick_to_the_line_before(page):
    editor = paste(page, "<p>佐々木</p>")
    page.keyboard.press("ControlOrMeta+End")
    with page.expect_response("**/listings/rich-text/"):
        editor.evaluate(PASTE, "<h2>設備の概要</h2><p>500kW</p>")
    expect(editor.get_by_role("heading", name="設備の概要", exact=True)).to_be_visible()
    expect(editor.get_by_text("佐々木", exact=True)).to_be_visible()
