"""Another secret key: whatever the former one has signed or encrypted is good while it stays."""

import re
from base64 import b64encode
from hashlib import sha256
from json import dumps, loads

import pytest
from django.test import Client

from dengen.accounts.applications.captcha import captcha
from dengen.accounts.authentication.sessions import store as sessions
from dengen.accounts.keys import TEMPORARY_PASSWORD
from dengen.accounts.models import AuthenticatorApp
from dengen.mail.models import Message
from tests import factories
from tests.accounts.applications.form import URL, answered
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
STEP = "/login/second-step/"


@pytest.fixture
def rotate(settings):
    """Another key; the former one stays as a fallback, or goes."""

    def change(*, keep: bool = True) -> None:
        if keep:
            settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
            settings.SECRET_KEY = "another-" * 8
        else:
            settings.SECRET_KEY_FALLBACKS = []
        sessions._proven.clear()  # as in the process that the change starts anew

    return change


@pytest.fixture
def reviewer(db):
    """Somebody with an authenticator app."""
    account = factories.operator(login_id="Shinsa2026")
    factories.authenticator_app(account)
    return account


def half_in() -> Client:
    """A browser between the two steps of the login."""
    client = Client()
    client.post("/login/", {"login_id": "Shinsa2026", "password": factories.PASSWORD})
    return client


def opens(client: Client, **proof: str) -> bool:
    """Whether the second step is done by it."""
    client.post(STEP, proof)
    return client.get("/console/").status_code == 200


def test_who_is_logged_in_stays_so_also_when_the_former_key_has_gone(rotate, seller):
    browser = browser_of(seller)
    rotate()
    assert browser.get("/").status_code == 200
    assert browser.get("/").status_code == 200
    rotate(keep=False)
    assert browser.get("/").status_code == 200


def test_who_did_not_come_while_the_former_key_stayed_logs_in_anew(rotate, seller):
    browser = browser_of(seller)
    rotate()
    rotate(keep=False)
    assert browser.get("/").status_code == 302


def test_a_login_is_completed_that_had_begun(rotate, reviewer):
    browser = half_in()
    rotate()
    assert opens(browser, way="app", code=factories.code(reviewer))


def test_an_authenticator_app_outlives_the_former_key_once_it_was_sealed_anew(rotate, reviewer):
    rotate()
    code = factories.code(reviewer)
    assert AuthenticatorApp.reseal_all() == (1, 0)
    rotate(keep=False)
    assert opens(half_in(), way="app", code=code)


def test_a_secret_that_was_not_sealed_anew_is_told(rotate, reviewer):
    rotate()
    rotate(keep=False)
    assert AuthenticatorApp.reseal_all() == (0, 1)


def test_sealing_anew_leaves_alone_what_is_right(reviewer):
    before = AuthenticatorApp.objects.get().sealed_secret
    AuthenticatorApp.reseal_all()
    assert AuthenticatorApp.objects.get().sealed_secret == before


def test_recovery_codes_are_good_while_the_former_key_stays(rotate, reviewer):
    first, second, *_others = reviewer.renew_recovery_codes()
    rotate()
    assert opens(half_in(), way="recovery_code", recovery_code=first)
    rotate(keep=False)
    assert not opens(half_in(), way="recovery_code", recovery_code=second)


def test_a_temporary_password_is_good_while_the_former_key_stays(rotate, seller):
    plain = TEMPORARY_PASSWORD.issue(seller).reveal()
    rotate()
    answer = Client().post("/login/", {"login_id": seller.login_id, "password": plain})
    assert answer.url == "/password/new/"


def test_the_link_of_an_invitation_is_good_while_the_former_key_stays(rotate):
    factories.invitation(factories.operator("administrator"), name="監査 三郎")
    body = Message.objects.get(kind="operator_invited").whole_body
    link = re.search(r"http://[^/]+(/invitation/\S+)", body)[1]
    rotate()
    assert "監査 三郎" in Client().get(link).text


def test_a_form_that_was_open_can_be_sent(rotate, client):
    filled = answered(client)
    rotate()
    assert client.post(URL, filled).status_code == 302


def test_a_proof_of_work_that_was_begun_counts(rotate):
    challenge = loads(captcha.new_challenge())
    rotate()
    number = next(
        number
        for number in range(captcha.MOST_HASHES + 1)
        if sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]
    )
    solution = {key: challenge[key] for key in ("algorithm", "challenge", "salt", "signature")}
    assert captcha.proved(b64encode(dumps(solution | {"number": number}).encode()).decode())
