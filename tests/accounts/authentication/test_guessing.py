"""Guessing passwords: so many tries, for the canonical ID, and nothing learnt from the answers."""

import unicodedata
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from dengen.accounts.authentication.refusals import Frozen, TooManyFromHere, WrongPassword
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.models import LoginGuard
from dengen.events import origin
from dengen.events.models import Event
from dengen.events.origin import Origin
from dengen.mail.models import Message
from tests import factories
from tests.hashers import CheapArgon2Hasher
from tests.races import at_once

SPELLINGS = [
    "Minato2026",
    "minato2026",
    "MINATO2026",
    "ｍｉｎａｔｏ２０２６",
    "  Minato2026\u3000",
    "𝐌inato2026",
    "Ⓜinato2026",
    "minato２０26\u00a0",
]


def guess(login_id: str, password: str = "wrong-1234", client: Client | None = None):
    """As a browser does, each from an address of its own."""
    data = {"login_id": login_id, "password": password}
    return (client or Client()).post("/login/", data)


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_the_id_opens_a_second_count(spelling):
    member = factories.member(login_name="Minato2026")
    for number in range(settings.LOGIN_TRIES - 1):
        guess(SPELLINGS[number % len(SPELLINGS)])
    assert "現在使用できません" in guess(spelling).text
    assert LoginGuard.objects.get().account == member
    assert "現在使用できません" in guess("Minato2026", factories.PASSWORD).text


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_normal_form_of_unicode_does_not_evade_the_freeze(form):
    for _try in range(settings.LOGIN_TRIES - 1):
        guess("がくせい2026")
    assert "現在使用できません" in guess(unicodedata.normalize(form, "がくせい2026")).text


def guess_four_times(number: int) -> list[str]:
    """A quarter of the guesses are under way at once: a database has so many connections."""
    return [guess(SPELLINGS[(number + turn) % len(SPELLINGS)]).text for turn in range(4)]


@pytest.mark.django_db(transaction=True)
def test_of_200_guesses_at_once_through_http_exactly_those_allowed_are_checked():
    member = factories.member(login_name="Minato2026")
    with patch.object(CheapArgon2Hasher, "verify", autospec=True, return_value=False) as verify:
        pages = [page for four in at_once(50, guess_four_times) for page in four]
    assert verify.call_count == settings.LOGIN_TRIES
    assert sum("正しくありません" in page for page in pages) == settings.LOGIN_TRIES - 1
    assert sum("現在使用できません" in page for page in pages) == 201 - settings.LOGIN_TRIES
    assert LoginGuard.objects.get(account=member).failures == settings.LOGIN_TRIES
    assert Event.objects.filter(name="account.frozen").count() == 1
    assert Message.objects.filter(kind="account_frozen").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_40_guesses_at_once_at_40_ids_from_one_network_no_more_than_the_limit_are_checked(
    settings,
):
    settings.ADDRESS_TRIES = 6

    def act(number: int):
        origin.current.set(Origin("web", "203.0.113.9"))
        return log_in(f"somebody{number}", "wrong-1234")

    outcomes = [type(one) for one in at_once(40, act)]
    assert outcomes.count(WrongPassword) == 6
    assert outcomes.count(TooManyFromHere) == 34


@pytest.mark.django_db(transaction=True)
def test_the_right_password_among_many_wrong_ones_lets_in_or_not_but_never_twice_the_limit():
    factories.member(login_name="Minato2026")
    right = 17

    def act(number: int):
        return log_in("minato2026", factories.PASSWORD if number == right else "wrong-1234")

    outcomes = at_once(60, act)
    wrong = [type(one) for one in outcomes].count(WrongPassword)
    is_in = not isinstance(outcomes[right], Exception)
    before = settings.LOGIN_TRIES - 1
    assert wrong <= (2 * before if is_in else before)  # as many may follow it
    assert [type(one) for one in outcomes].count(Frozen) == 60 - wrong - is_in


@pytest.mark.django_db
def test_the_right_password_is_taken_in_the_very_second_in_which_the_freeze_ends():
    factories.member(login_name="Minato2026")
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock:
        for _try in range(settings.LOGIN_TRIES):
            guess("Minato2026")
        clock.shift(timedelta(hours=settings.FREEZE_HOURS) - timedelta(microseconds=1))
        assert "現在使用できません" in guess("Minato2026", factories.PASSWORD).text
        clock.shift(timedelta(microseconds=1))
        assert guess("Minato2026", factories.PASSWORD).status_code == 302


@pytest.mark.django_db
def test_after_the_freeze_as_many_tries_as_before_are_needed():
    factories.member(login_name="Minato2026")
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock:
        for _try in range(settings.LOGIN_TRIES):
            guess("Minato2026")
        clock.shift(timedelta(hours=settings.FREEZE_HOURS))
        for _try in range(settings.LOGIN_TRIES - 1):
            assert "正しくありません" in guess("Minato2026").text
        assert "現在使用できません" in guess("Minato2026").text


def hashes(login_id: str, password: str = "wrong-1234") -> int:
    """How many passwords are computed for one try: the clock of a test tells nothing."""
    verify = CheapArgon2Hasher.verify
    with patch.object(CheapArgon2Hasher, "verify", autospec=True, side_effect=verify) as counted:
        guess(login_id, password)
    return counted.call_count


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["member", "waiting", "retired", "suspended", "unknown", "odd"])
def test_every_id_costs_the_same_and_reads_the_same(kind, reviewer):
    guess("warming00")  # the hash that nobody has is made once
    if kind == "waiting":
        factories.application(login_name="Minato2026").submit()
    elif kind in {"member", "retired", "suspended"}:
        member = factories.member(login_name="Minato2026")
    if kind == "retired":
        member.retire(by=reviewer, reason=factories.REASON)
    if kind == "suspended":
        member.suspend(by=reviewer, reason="確認中です。")
    typed = "'; DROP TABLE--" if kind == "odd" else "Minato2026"
    assert hashes(typed) == 1
    assert "会員IDまたはパスワードが正しくありません" in guess(typed).text
    for _try in range(settings.LOGIN_TRIES - 3):
        guess(typed)
    assert "現在使用できません" in guess(typed).text
    assert hashes(typed) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("login_id", ["", " \u3000", "x" * 10_240, "\ud800", "\x00", "髙" * 5000])
def test_an_id_that_is_none_does_no_harm(login_id):
    body = urlencode({"login_id": login_id.encode("utf-8", "surrogatepass"), "password": "x"})
    answer = Client().post("/login/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert "エラー" in answer.text
    assert len(answer.content) < 60_000


@pytest.mark.django_db
def test_a_password_of_ten_thousand_characters_is_refused_as_any_other():
    factories.member(login_name="Minato2026")
    assert "正しくありません" in guess("Minato2026", "x" * 10_240).text


@pytest.mark.django_db
def test_the_owner_is_told_when_and_from_where(settings):
    settings.FREEZE_HOURS = 24
    factories.member(login_name="Minato2026")
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False):
        client = Client(REMOTE_ADDR="203.0.113.9")
        for _try in range(settings.LOGIN_TRIES):
            guess("Minato2026", client=client)
    letter = Message.objects.get(kind="account_frozen").body
    assert "2030年6月14日（金）12:00（接続元のIPアドレス 203.0.113.9）" in letter
    assert "2030年6月15日（土）12:00" in letter
