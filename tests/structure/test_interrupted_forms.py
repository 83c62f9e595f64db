"""What was typed into any form of somebody who is logged in survives the end of the login.

Goes through the map of addresses, so that a new form is tried too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse, QueryDict
from django.test import Client

from dengen.accounts.authentication.interrupted_form import KEPT_PER_ACCOUNT
from dengen.accounts.limits import account_subject
from dengen.accounts.models import Account
from dengen.ui.sent_again import is_secret
from tests.races import taken_back
from tests.structure.access import ACCESS, PAGE, expected
from tests.structure.test_addresses import address, clients, world

__all__ = ["clients", "world"]
pytestmark = pytest.mark.django_db

READERS = ("owner", "member", "administrator")
NOT_PAGES = ("-csv", "-jsonl", "-flaws", ":address", ":live", ":ready")
NOT_ABOUT_ONESELF = {"accounts:apply", "accounts:password-request", "accounts:invitation"}
TYPED = '<b>書きかけ</b> & "続き"'
LINES = (None, "text", "email", "tel", "search", "url", "number")


def texts(form: Tag) -> list[Tag]:
    """Return the fields of a form into which one types."""
    lines = form.find_all("input", type=lambda kind: kind in LINES, attrs={"name": True})
    return [*lines, *form.find_all("textarea")]


def forms(text: str) -> list[Tag]:
    """Return the forms of a page that change something and hold text."""
    found = BeautifulSoup(text, "html.parser").find_all("form", method="post")
    return [form for form in found if any(not is_secret(one["name"]) for one in texts(form))]


def sent(form: Tag) -> dict[str, str]:
    """Return what a browser sends once every text field was filled and its button pressed."""
    hidden = form.find_all("input", type="hidden")
    chosen = form.find_all("input", type=["radio", "checkbox"], checked=True, attrs={"name": True})
    values = {one["name"]: one.get("value", "") for one in [*hidden, *chosen]}
    for menu in form.find_all("select", attrs={"name": True}):
        if option := menu.find("option", selected=True) or menu.find("option"):
            values[menu["name"]] = option.get("value", "")
    button = form.find("button", type=lambda kind: kind in {None, "submit"})
    if button and button.get("name"):
        values[button["name"]] = button.get("value", "")
    return values | {one["name"]: f"{TYPED} {one['name']}" for one in texts(form)}


@dataclass(frozen=True)
class Filled:
    """A form that somebody has filled: what to call it, its page, and what its browser sends."""

    name: str
    who: str
    page: str
    target: str
    values: dict[str, str]
    cookies: dict[str, str]

    def press(self, *, without: set[str]) -> tuple[Client, HttpResponse]:
        """Send it as a browser does in which those cookies are gone; return that and its answer."""
        browser = Client(enforce_csrf_checks=True)
        for name in self.cookies.keys() - without:
            browser.cookies[name] = self.cookies[name]
        headers = {"Origin": "http://testserver", "Referer": f"http://testserver{self.page}"}
        return browser, browser.post(self.target, self.values, headers=headers)

    @property
    def typed(self) -> set[str]:
        """What must not be lost of it."""
        return {v for n, v in self.values.items() if TYPED in v and not is_secret(n)}


def all_forms(clients) -> Iterator[Filled]:
    """Yield each form of a page that only somebody who is logged in can see."""
    for name in ACCESS:
        for who in READERS:
            if expected(name, "get")[who] != PAGE or name.endswith(NOT_PAGES):
                continue
            if name in NOT_ABOUT_ONESELF:
                continue
            page = address(name)
            for form in forms(clients[who].get(page).text):
                target = urljoin(page, form.get("action") or "")
                cookies = {key: one.value for key, one in clients[who].cookies.items()}
                called = f"{name} for {who}: {target}"
                yield Filled(called, who, page, target, sent(form), cookies)


@pytest.fixture(scope="module")
def filled(world, django_db_blocker) -> list[Filled]:
    """All of them, read once."""
    with django_db_blocker.unblock(), taken_back():
        return list(all_forms(world))


def account_of(client: Client) -> Account:
    """Return who is logged in there."""
    return Account.objects.get(pk=client.session["_auth_user_id"])


def lost(page: str, target: str, values: dict[str, str]) -> set[str]:
    """Return the names of the texts that stand in no field of a form that is sent to `target`."""
    kept = {}
    for form in forms(page):
        if (form.get("action") or target) == target:
            for one in texts(form):
                text = (
                    one.get_text().removeprefix("\n")
                    if one.name == "textarea"
                    else one.get("value")
                )
                kept[one["name"]] = text
    typed = {name for name, value in values.items() if TYPED in value and not is_secret(name)}
    return {name for name in typed if kept.get(name) != values[name]}


def following(answer: HttpResponse) -> str:
    """Return where one goes on after the login page to which the answer leads."""
    return QueryDict(urlsplit(answer.url).query).get("next", "")


def shown(page: str) -> set[str]:
    """Return the texts that can be copied from a page."""
    found = BeautifulSoup(page, "html.parser").find_all("textarea", readonly=True)
    return {one.get_text().removeprefix("\n") for one in found}


def test_there_are_as_many_forms_as_one_thinks(filled):
    assert len(filled) >= 15


def test_each_typed_value_stands_in_its_field_after_logging_in_again(clients, filled, settings):
    settings.KEPT_FORMS = 1000
    wrong = {}
    for one in filled:
        browser, answer = one.press(without={"sessionid"})
        assert answer.status_code == 302, one.name
        told = "まだ送信されていません" in browser.get(answer.url).text
        browser.force_login(account_of(clients[one.who]))
        missing = lost(browser.get(following(answer)).text, one.target, one.values)
        if missing or not told:
            wrong[one.name] = missing
    assert wrong == {}


def test_each_typed_value_stands_on_the_page_and_in_its_field_after_all_cookies_are_gone(
    clients, filled, settings
):
    settings.KEPT_FORMS = 1000
    wrong = {}
    for one in filled:
        browser, answer = one.press(without=set(one.cookies))
        assert answer.status_code == 403, one.name
        back = BeautifulSoup(answer.text, "html.parser").find("a", string="ログインして続ける")
        if back is None or one.typed - shown(answer.text):
            wrong[one.name] = one.typed - shown(answer.text)
            continue
        browser.force_login(account_of(clients[one.who]))
        if missing := lost(browser.get(back["href"]).text, one.target, one.values):
            wrong[one.name] = missing
    assert wrong == {}


def test_beside_what_was_typed_a_page_shows_no_keys_and_no_choices_of_a_kept_form(filled, settings):
    settings.KEPT_FORMS = 1000
    wrong = {}
    for one in filled:
        _browser, answer = one.press(without=set(one.cookies))
        others = {text for text in shown(answer.text) if text.isascii() and " " not in text}
        if others - one.typed:
            wrong[one.name] = others
    assert wrong == {}


@pytest.mark.parametrize("without", [{"sessionid"}, {"sessionid", "csrftoken"}])
def test_what_is_too_much_to_be_kept_can_be_copied_from_the_answer(
    clients, filled, settings, without
):
    settings.KEPT_FORMS = 1
    for who in READERS:
        KEPT_PER_ACCOUNT.take(account_subject(account_of(clients[who])))
    wrong = {}
    for one in filled:
        _browser, answer = one.press(without=without)
        if answer.status_code != 403 or one.typed - shown(answer.text):
            wrong[one.name] = one.typed - shown(answer.text)
    assert wrong == {}


def test_nobody_else_gets_it(clients, filled):
    one = next(one for one in filled if one.who == "owner")
    browser, answer = one.press(without={"sessionid"})
    browser.force_login(account_of(clients["member"]))
    assert "書きかけ" not in browser.get(following(answer)).text


def test_no_password_is_kept(clients):
    page = "/account/password/"
    form = forms_with_secrets(clients["owner"].get(page).text)
    fields = form.find_all("input", attrs={"name": True})
    values = {one["name"]: one.get("value") or "Himitsu-2026" for one in fields}
    browser = Client()
    browser.post(page, values)
    assert browser.session.get("unfinished") is not None
    assert "Himitsu" not in str(dict(browser.session.items()))


def test_every_field_that_hides_what_is_typed_counts_as_secret(clients):
    named = set()
    for name in ACCESS:
        for who in ("nobody", *READERS):
            if expected(name, "get")[who] == PAGE and not name.endswith(NOT_PAGES):
                soup = BeautifulSoup(clients[who].get(address(name)).text, "html.parser")
                named |= {one["name"] for one in soup.find_all("input", type="password")}
    assert named
    assert {name for name in named if not is_secret(name)} == set()


def forms_with_secrets(text: str) -> Tag:
    """Return the form of a page that asks for a password."""
    return BeautifulSoup(text, "html.parser").find("input", type="password").find_parent("form")


def taken_up_again(clients, who: str, target: str, answer: HttpResponse, **typed: str) -> str:
    """Return the page on which one goes on whose login had ended before the form was sent."""
    form = BeautifulSoup(answer.text, "html.parser").find("main").find("form", method="post")
    hidden = form.find_all("input", type="hidden")
    values = {one["name"]: one.get("value", "") for one in hidden} | typed
    browser = Client()
    sent_in_vain = browser.post(target, values, headers={"Referer": f"http://testserver{target}"})
    browser.force_login(account_of(clients[who]))
    return browser.get(following(sent_in_vain)).text


def test_what_was_typed_on_the_answer_to_a_post_stands_on_a_page_of_its_own(clients):
    target = address("console:listing-denials")
    chosen = {"chosen": f"{address('console:listing').split('/')[-2]}:1"}
    asking = clients["reviewer"].post(target, chosen)
    page = taken_up_again(clients, "reviewer", target, asking, reason=TYPED)
    assert "途中の入力内容" in page
    assert lost(page, target, {"reason": TYPED}) == set()
    form = forms(page)[0]
    assert form["action"] == target
    assert form.find("input", attrs={"name": "chosen"})["value"] == chosen["chosen"]


def test_a_mail_that_was_looked_at_is_not_sent_by_going_on(clients):
    target = address("console:member-letter")
    written = {"subject": f"ご連絡 {TYPED}", "text": f"{TYPED} 登録内容"}
    preview = clients["reviewer"].post(target, written)
    page = taken_up_again(clients, "reviewer", target, preview, send="1")
    assert lost(page, target, written) == set()
    assert 'name="send"' not in page


def test_the_preview_of_a_listing_leads_back_to_the_form_with_all_that_was_typed(clients):
    target, written = address("listings:new"), {"title": f"夏季の余剰 {TYPED}", "preview": "1"}
    preview = clients["owner"].post(target, written)
    page = taken_up_again(clients, "owner", target, preview)
    assert lost(page, target, written) == set()


def test_what_was_typed_after_an_error_stands_in_its_field_again(clients):
    target = address("console:member-suspension")
    refused = clients["reviewer"].post(target, {"reason": ""})
    typed = {"reason": f"{TYPED} 二度目"}
    page = taken_up_again(clients, "reviewer", target, refused, **typed)
    assert lost(page, target, typed) == set()
