"""Logging in and out, and the freeze (manual §2.2, §2.3)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from dengen.events.models import Event
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of
from tests.pages import Page, words

pytestmark = pytest.mark.django_db
FROZEN = "このアカウントは現在使用できません"
WRONG = "会員IDまたはパスワードが正しくありません"


def try_to_log_in(client, login_id: str, password: str) -> str:
    """The page that follows."""
    data = {"login_id": login_id, "password": password}
    return client.post("/login/", data, follow=True).content.decode()


def fail(client, login_id: str, times: int) -> str:
    for _ in range(times):
        page = try_to_log_in(client, login_id, "wrong-1234")
    return page


@pytest.fixture
def member(db):
    return factories.member(login_name="Minato2026")


def test_a_login_leads_a_member_to_the_home_page(client, member):
    response = client.post("/login/", {"login_id": "Minato2026", "password": factories.PASSWORD})
    assert response.url == "/"


def test_who_is_in_already_is_led_to_the_home_page(member):
    assert browser_of(member).get("/login/").url == "/"


@pytest.mark.parametrize("typed", ["minato2026", "MINATO2026", " ｍｉｎａｔｏ２０２６ "])
def test_case_width_and_spaces_of_the_id_do_not_count(client, member, typed):
    assert "ログアウト" in try_to_log_in(client, typed, factories.PASSWORD)


def test_a_wrong_id_and_a_wrong_password_read_alike(client, member):
    wrong_id = try_to_log_in(client, "nobody123", factories.PASSWORD)
    wrong_password = try_to_log_in(client, "Minato2026", "wrong-1234")
    assert WRONG in wrong_id
    assert WRONG in wrong_password


def test_the_last_wrong_password_allowed_freezes(client, member):
    assert FROZEN not in fail(client, "Minato2026", settings.LOGIN_TRIES - 1)
    assert FROZEN in fail(client, "Minato2026", 1)


def test_while_frozen_the_right_password_is_refused_too(client, member):
    fail(client, "Minato2026", settings.LOGIN_TRIES)
    assert FROZEN in try_to_log_in(client, "Minato2026", factories.PASSWORD)


def test_an_id_that_does_not_exist_freezes_in_the_same_way(client):
    assert FROZEN not in fail(client, "nobody123", settings.LOGIN_TRIES - 1)
    assert FROZEN in fail(client, "NOBODY123", 1)


def test_a_right_password_resets_the_count_of_wrong_ones(client, member):
    fail(client, "Minato2026", settings.LOGIN_TRIES - 1)
    try_to_log_in(client, "Minato2026", factories.PASSWORD)
    client.post("/logout/")
    assert FROZEN not in fail(client, "Minato2026", settings.LOGIN_TRIES - 1)


def test_after_the_freeze_the_right_password_is_right_again(client, member):
    fail(client, "Minato2026", settings.LOGIN_TRIES)
    end = timezone.now() + timedelta(hours=settings.FREEZE_HOURS)
    with time_machine.travel(end - timedelta(minutes=1), tick=False):
        assert FROZEN in try_to_log_in(client, "Minato2026", factories.PASSWORD)
    with time_machine.travel(end + timedelta(seconds=1), tick=False):
        assert "ログアウト" in try_to_log_in(client, "Minato2026", factories.PASSWORD)


def test_tries_while_frozen_do_not_lengthen_the_freeze(client, member):
    fail(client, "Minato2026", settings.LOGIN_TRIES)
    until = member.guard.frozen_until
    fail(client, "Minato2026", 3)
    member.guard.refresh_from_db()
    assert member.guard.frozen_until == until


def test_the_owner_is_told_of_the_freeze_once(client, member):
    fail(client, "Minato2026", settings.LOGIN_TRIES + 2)
    assert Message.objects.get(kind="account_frozen").recipients == [member.email]
    assert Event.objects.filter(name="account.frozen").count() == 1


def test_before_approval_the_right_password_says_so(client):
    factories.application(login_name="Waiting01").submit()
    page = try_to_log_in(client, "Waiting01", factories.PASSWORD)
    assert "承認完了メールを受信するまでログインできません" in page


def test_the_heading_over_an_application_under_review_blames_no_input(client):
    factories.application(login_name="Waiting01").submit()
    sent = {"login_id": "Waiting01", "password": factories.PASSWORD}
    heading = Page(client.post("/login/", sent)).soup.find(id="error-summary-title")
    assert words(heading) == "ログインできません"


def test_before_approval_a_wrong_password_reads_as_any_other(client):
    factories.application(login_name="Waiting01").submit()
    assert WRONG in try_to_log_in(client, "Waiting01", "wrong-1234")


def test_a_retired_member_reads_as_an_unknown_id(client, member):
    member.retire(by=factories.operator(), reason=factories.REASON)
    assert WRONG in try_to_log_in(client, "Minato2026", factories.PASSWORD)


def test_retirement_erases_the_person_and_keeps_the_trail(member):
    member.retire(by=factories.operator(), reason=factories.REASON)
    member.refresh_from_db()
    assert (member.full_name, member.email, member.phone) == ("", "", "")
    told = list(Event.objects.about(member).values_list("name", flat=True))
    assert told[-2:] == ["account.retired", "person.erased"]
    assert Message.objects.filter(kind="account_retired").exists()


@pytest.mark.parametrize("login_id", ["", "x" * 10_000, "\x00\u202e", "' OR 1=1 --"])
def test_an_empty_or_monstrous_id_does_no_harm(client, login_id):
    data = {"login_id": login_id, "password": "wrong-1234"}
    assert client.post("/login/", data).status_code == 200


def test_the_typed_id_stays_and_the_password_does_not(client):
    page = try_to_log_in(client, "nobody123", "wrong-1234")
    assert 'value="nobody123"' in page
    assert "wrong-1234" not in page


def test_a_login_goes_on_to_the_page_that_was_asked_for(client, member):
    data = {"login_id": "Minato2026", "password": factories.PASSWORD, "next": "/listings/mine/"}
    assert client.post("/login/", data).url == "/listings/mine/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_a_login_never_leads_to_another_site(client, member, elsewhere):
    data = {"login_id": "Minato2026", "password": factories.PASSWORD, "next": elsewhere}
    assert client.post("/login/", data).url == "/"


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/listings/mine/?page=2", "/listings/mine/?page=2"),
        ("", "/"),
        ("http://[", "/"),
        ("http://testserver//evil.example/", "/"),
    ],
)
def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(
    client, member, page, back
):
    login_page = client.post("/logout/", headers={"Referer": page}, follow=True)
    data = {"login_id": "Minato2026", "password": factories.PASSWORD}
    data["next"] = login_page.context["next"]
    assert client.post("/login/", data).url == back


@pytest.mark.parametrize(
    "target", ["listings", "?page=2", "//evil.example/", "https://evil.example/"]
)
def test_what_is_no_page_of_the_board_leads_home(client, member, target):
    data = {"login_id": "Minato2026", "password": factories.PASSWORD, "next": target}
    assert client.post("/login/", data).url == "/"


def test_operators_are_led_to_the_console(client):
    factories.operator(login_id="Shinsa2026")
    data = {"login_id": "Shinsa2026", "password": factories.PASSWORD}
    assert client.post("/login/", data).url == "/console/"


def test_a_login_renews_the_session(client, member):
    client.get("/login/")
    client.session["left"] = "over"
    before = client.session.session_key
    try_to_log_in(client, "Minato2026", factories.PASSWORD)
    assert client.session.session_key != before


def test_logging_out_ends_the_session_and_returns_to_the_login_page(client, member):
    client.force_login(member)
    response = client.post("/logout/", follow=True)
    assert response.redirect_chain[-1][0] == "/login/"
    assert "ログアウトしました" in response.content.decode()
    assert client.get("/").status_code == 302


def test_a_mere_visit_does_not_log_out(client, member):
    client.force_login(member)
    assert client.get("/logout/").status_code == 405


@pytest.mark.parametrize("page", ["/", "/listings/new/", "/account/", "/terms/"])
def test_the_browser_keeps_no_page_that_could_be_seen_after_logging_out(client, member, page):
    client.force_login(member)
    assert "no-store" in client.get(page).headers["Cache-Control"]


def test_the_list_may_be_kept_if_the_browser_asks_each_time_and_forgets_it_at_the_logout(
    client, member
):
    client.force_login(member)
    assert client.get("/listings/").headers["Cache-Control"] == "private, no-cache"
    assert client.post("/logout/").headers["Clear-Site-Data"] == '"cache"'


def test_the_terms_may_be_kept_by_the_browser_of_nobody_in_particular(client):
    factories.terms()
    assert "Cache-Control" not in client.get("/terms/").headers


NO_PAGES = [
    "/logout/",
    "/logout/?a=b",
    "/account/other-sessions/end/",
    "/console/listings/7/approval/",
    "/csp-reports/",
    "/no-such-page/",
    "/listings/x/",
]


@pytest.mark.parametrize("target", NO_PAGES)
def test_nobody_is_led_to_what_is_no_page(client, member, target):
    data = {"login_id": "Minato2026", "password": factories.PASSWORD, "next": target}
    assert client.post("/login/", data).url == "/"
