"""Where a person is logged in, and ending that elsewhere."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from dengen.accounts.models import LoginGuard, Session
from dengen.events.models import Event
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
EDGE = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"


@pytest.fixture
def member(db):
    return factories.member(login_name="Minato2026")


def log_in(browser: str, address: str = "192.0.2.1", password: str = factories.PASSWORD) -> Client:
    client = Client(headers={"User-Agent": browser}, REMOTE_ADDR=address)
    client.post("/login/", {"login_id": "Minato2026", "password": password})
    return client


def test_the_account_page_shows_each_browser_since_when_and_from_where(member):
    log_in(SAFARI, "192.0.2.7")
    page = log_in(EDGE).get("/account/").content.decode()
    for text in [
        "Edge（Windows）",
        "Safari（iPhone）",
        "192.0.2.7",
        "この端末以外をログアウトする",
    ]:
        assert text in page
    assert page.count("この端末</span>") == 1


@pytest.mark.parametrize(
    ("says", "name"),
    [
        ("(Windows NT 10.0) Chrome/130.0.0.0 Safari/537.36", "Chrome（Windows）"),
        ("(Windows NT 10.0) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0", "Opera（Windows）"),
        (
            "(Linux; Android 10) SamsungBrowser/27.0 Chrome/125.0 Safari/537.36",
            "Samsung（Android）",
        ),
        ("(iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/130.0 Safari/604.1", "Chrome（iPhone）"),
        ("(iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile", "不明なブラウザー（iPhone）"),
    ],
)
def test_a_browser_has_the_name_that_its_owner_knows(member, says, name):
    assert name in log_in(f"Mozilla/5.0 {says}").get("/account/").text


def test_logging_out_elsewhere_ends_the_others_on_their_next_click(member):
    here, elsewhere = log_in(EDGE), log_in(SAFARI)
    here.post("/account/other-sessions/end/")
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert Event.objects.get(name="session.ended").particulars == {"count": 1}


def test_logging_out_elsewhere_ends_nobody_elses_session(member):
    other = Client()
    other.force_login(factories.member())
    log_in(EDGE).post("/account/other-sessions/end/")
    assert other.get("/").status_code == 200


def test_a_freeze_ends_no_session_that_began_before(member):
    here = log_in(EDGE)
    for _try in range(settings.LOGIN_TRIES):
        log_in(SAFARI, password="wrong-1234")
    assert LoginGuard.objects.get(account=member).is_frozen()
    assert here.get("/account/").status_code == 200
    assert here.post("/account/other-sessions/end/").url == "/account/"


def test_the_oldest_session_ends_when_there_is_one_too_many(member, settings):
    settings.SESSIONS_PER_ACCOUNT = 3
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock:
        browsers = []
        for _login in range(4):
            browsers.append(log_in(EDGE))
            clock.shift(timedelta(seconds=1))
        assert [one.get("/account/").status_code for one in browsers] == [302, 200, 200, 200]
    assert Event.objects.get(name="session.ended").particulars == {"count": 1}


def test_other_peoples_sessions_do_not_count(member, settings):
    settings.SESSIONS_PER_ACCOUNT = 2
    others = [browser_of(factories.member()) for _login in range(3)]
    log_in(EDGE)
    assert [one.get("/account/").status_code for one in others] == [200, 200, 200]


def test_the_end_of_the_id_ends_all_sessions(member, reviewer):
    log_in(EDGE)
    member.retire(by=reviewer, reason=factories.REASON)
    assert not Session.objects.filter(account=member).exists()


def test_a_browser_that_says_nothing_is_shown_all_the_same(member):
    assert "不明なブラウザー" in log_in("").get("/account/").content.decode()


def suspend(member, reviewer) -> None:
    member.suspend(by=reviewer, reason="確認が取れていません。")


def retire(member, reviewer) -> None:
    member.retire(by=reviewer, reason=factories.REASON)


@pytest.mark.parametrize("lock_out", [suspend, retire])
def test_a_session_that_outlived_it_all_the_same_opens_nothing(member, reviewer, lock_out):
    lock_out(member, reviewer)
    assert browser_of(member).get("/").status_code == 302
