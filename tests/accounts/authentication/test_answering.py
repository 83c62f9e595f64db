"""The page that answers a form has an address: back and reload show it again, and send nothing."""

import zlib
from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from dengen import clock
from dengen.accounts.authentication import kept_answer
from dengen.accounts.limits.room import MEGABYTE, kept_for_strangers
from dengen.accounts.models import KeptAnswer, Session
from dengen.listings.models import Draft
from tests import factories
from tests.conftest import browser_of
from tests.pages import Page

pytestmark = pytest.mark.django_db
NEW, LOGIN = "/listings/new/", "/login/"
WRONG = {"login_id": "Minato2026", "password": "not-the-right-one-1"}
NAVIGATION = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Accept": "text/html,*/*"}


def send(browser: Client, url: str, values: dict[str, str], **headers: str):
    """As a browser does in which the page of the form was open."""
    browser.get(LOGIN)  # has a form, and so gives its secret
    return browser.post(url, values, headers=NAVIGATION | headers)


@pytest.fixture
def browser(seller) -> Client:
    return browser_of(seller)


@pytest.fixture
def stranger(db) -> Client:
    return Client()


def test_the_page_with_errors_is_shown_again_as_often_as_one_likes(browser):
    answer = send(browser, NEW, {"title": "夏季の余剰電力"})
    assert answer.status_code == 303
    pages = [browser.get(answer.url) for _time in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].text == pages[1].text
    assert Page(pages[0]).field("タイトル")["value"] == "夏季の余剰電力"
    assert 'role="alert"' in pages[0].text


def test_a_page_shown_again_has_the_status_the_headers_and_the_policy_of_the_answer(
    browser, seller, settings
):
    settings.ADDRESS_TRIES = 1
    stranger = Client()
    send(stranger, LOGIN, WRONG)
    page = stranger.get(send(stranger, LOGIN, WRONG).url)
    plain = stranger.post(LOGIN, WRONG)
    assert page.status_code == plain.status_code == 429
    for name in ("Retry-After", "Content-Security-Policy", "X-Frame-Options", "Content-Type"):
        assert page.headers[name][:40] == plain.headers[name][:40]
    assert "no-store" in page.headers["Cache-Control"]


def test_a_form_of_the_page_that_is_shown_again_can_be_sent(seller):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(seller)
    shown = browser.get(press(browser, browser.get(NEW), title="").url)
    again = browser.get(press(browser, shown, title="二度目").url)
    assert Page(again).field("タイトル")["value"] == "二度目"


def press(browser: Client, page, **typed: str):
    form = Page(page).field("タイトル").find_parent("form")
    hidden = form.find_all("input", type="hidden", value=True)
    sent = {one["name"]: one["value"] for one in hidden}
    return browser.post(NEW, sent | typed, headers=NAVIGATION)


def test_a_strangers_login_page_is_shown_again_without_a_session(stranger):
    page = stranger.get(send(stranger, LOGIN, WRONG).url)
    assert "会員IDまたはパスワードが正しくありません。" in page.text
    assert not Session.objects.exists()


def test_nobody_else_gets_a_kept_answer(browser, buyer):
    url = send(browser, NEW, {"title": "夏季の余剰電力"}).url
    other = browser_of(buyer)
    other.get(LOGIN)
    for reader in (other, Client()):
        assert reader.get(url).status_code == 302


def test_a_strangers_page_is_for_that_browser_alone(stranger):
    url = send(stranger, LOGIN, WRONG).url
    other = Client()
    other.get(LOGIN)
    assert other.get(url).status_code == 302


def test_nothing_of_a_kept_answer_is_left_after_logging_out(browser):
    url = send(browser, NEW, {"title": "夏季の余剰電力"}).url
    assert KeptAnswer.objects.count() == 1
    browser.post("/logout/")
    assert not KeptAnswer.objects.exists()
    assert "夏季の余剰電力" not in browser.get(url, follow=True).text


def test_an_address_whose_page_is_over_leads_to_the_form_and_says_so(browser, settings):
    url = send(browser, f"{NEW}?side=sell", {"title": "夏季の余剰電力"}).url
    long_ago = clock.now() - timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    KeptAnswer.objects.update(kept_at=long_ago)
    answer = browser.get(url)
    assert answer.url == f"{NEW}?side=sell"
    assert "もう表示できません" in "".join(Page(browser.get(answer.url)).messages())


def test_an_address_that_only_takes_a_form_leads_to_the_page_before(reviewer):
    listing = factories.listing(factories.member())
    browser = browser_of(reviewer)
    url = f"/console/listings/{listing.pk}/denial/?answer-page=gone"
    assert browser.get(url).url == f"/console/listings/{listing.pk}/"


def test_only_so_many_answers_are_kept_for_one_session_and_for_the_strangers_of_one_network(
    browser, stranger, monkeypatch
):
    monkeypatch.setattr(kept_answer, "MOST_ANSWERS", 3)
    for sender, url, values in ((browser, NEW, {"title": "x"}), (stranger, LOGIN, WRONG)):
        urls = [send(sender, url, values).url for _time in range(5)]
        assert [sender.get(one).status_code for one in urls] == [302, 302, 200, 200, 200]


def test_only_so_many_bytes_of_answers_are_kept_for_all_strangers_together(settings):
    strangers = [Client(REMOTE_ADDR=f"203.0.113.{number}") for number in range(4)]
    first, *others = strangers
    send(first, LOGIN, WRONG)
    size = KeptAnswer.objects.get().size
    assert size <= kept_for_strangers()
    settings.STRANGERS_MEGABYTES = 2.5 * size * kept_answer.PART / MEGABYTE
    for one in others:
        send(one, LOGIN, WRONG)
    assert KeptAnswer.objects.count() == 2


def test_a_page_that_is_too_large_is_answered_as_it_is(browser, monkeypatch):
    monkeypatch.setattr(kept_answer, "LARGEST_PAGE", 1000)
    assert send(browser, NEW, {"title": "夏季の余剰電力"}).status_code == 200
    assert not KeptAnswer.objects.exists()


def test_the_table_tells_its_contents_to_nobody(browser):
    send(browser, NEW, {"title": "夏季の余剰電力"})
    sealed = urlsafe_b64decode(bytes(KeptAnswer.objects.get().sealed))
    assert zlib.compress(b"")[:2] not in sealed[:40]
    assert "夏季の余剰電力".encode() not in sealed


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Mode": "cors", "Accept": "*/*"}, {"Sec-Fetch-Mode": "", "Accept": "*/*"}],
)
def test_a_script_gets_its_answer_itself(browser, headers):
    assert send(browser, NEW, {"title": "x"}, **headers).status_code == 200


def test_a_page_with_a_password_that_was_sent_is_not_kept(stranger):
    values = {"login_id": "secret-word-1", "password": "secret-word-1"}
    assert send(stranger, LOGIN, values).status_code == 200
    assert not KeptAnswer.objects.exists()


def test_codes_that_are_shown_once_are_not_kept(reviewer):
    factories.authenticator_app(reviewer)
    answer = send(browser_of(reviewer), "/account/second-factor/recovery-codes/", {})
    assert answer.status_code == 200
    assert not KeptAnswer.objects.exists()


def test_without_the_browsers_secret_nothing_is_kept():
    assert Client().post(LOGIN, WRONG, headers=NAVIGATION).status_code == 200
    assert not KeptAnswer.objects.exists()


def test_what_is_over_is_forgotten_by_the_housekeeping(stranger, settings):
    send(stranger, LOGIN, WRONG)
    with time_machine.travel(clock.now() + timedelta(minutes=settings.SESSION_IDLE_MINUTES)):
        call_command("clear_login_traces")
    assert not KeptAnswer.objects.exists()


def test_a_login_after_the_page_before_leads_on_without_its_number(browser):
    url = send(browser, NEW, {"title": "x"}).url
    stranger = Client()
    answer = stranger.post("/listings/7/deletion/", headers={"Referer": f"http://testserver{url}"})
    assert "answer-page" not in answer.url
    assert not Draft.objects.exists()
