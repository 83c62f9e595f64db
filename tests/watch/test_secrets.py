"""People go in by every way that knows a secret, and the log knows none of them."""

import re

import pytest
from django.test import Client
from pyotp import TOTP

from dengen.accounts.models import Account, AuthenticatorApp, PasswordRequest
from dengen.mail import delivery
from dengen.mail.models import Message
from dengen.sealing import unseal
from tests import factories
from tests.accounts.applications.form import URL, answered
from tests.keys import mailed_key
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db
NEW = "kakushigoto-2031"
WRONG = "chigau-gokuhi-77"


def link(kind: str) -> str:
    """The path of the address in the latest mail of that kind."""
    return re.search(
        r"http://[^/]+(/\S+)", Message.objects.filter(kind=kind).latest("pk").whole_body
    )[1]


def told(lines, *secrets: str) -> list[str]:
    """The secrets that stand in the log."""
    log = "\n".join(lines.texts)
    assert '"request"' in log
    return [secret for secret in secrets if secret in log]


def test_a_login_with_a_wrong_and_a_right_password_and_the_second_step(lines, client):
    account = factories.operator()
    factories.authenticator_app(account)
    secret = unseal(AuthenticatorApp.objects.get(account=account).sealed_secret)
    code = factories.code(account)
    login = {"login_id": account.login_id, "next": "/console/?q=himitsu-9"}
    client.post("/login/", login | {"password": WRONG})
    client.post("/login/", login | {"password": factories.PASSWORD})
    client.post("/login/second-step/", {"way": "app", "code": code})
    session = client.session.session_key
    assert client.get("/console/").status_code == 200
    secrets = [WRONG, factories.PASSWORD, secret, session, account.login_id, "himitsu-9"]
    assert not told(lines, *secrets)
    assert f'"{code}"' not in "".join(lines.texts)
    assert TOTP(secret)


def test_an_application_with_all_of_a_persons_data(lines, client):
    form = answered(client)
    page = client.post(URL, form)
    client.post(page.url)
    factories.application().submit()
    for _mail in range(3):
        delivery.send_due()
    values = [str(form[name]) for name in form if len(str(form[name])) > 3]
    assert not told(lines, *values)


def test_a_forgotten_password_from_the_mail_to_the_login(lines, settings, client):
    settings.PASSWORD_SELF_SERVICE = True
    member = factories.member(login_name="Minato2026")
    typed = {
        "login_id": "Minato2026",
        "email": member.email,
        "organization_name": member.organization_name,
    }
    client.post("/password/", typed)
    run_tasks()
    delivery.send_due()
    address = link("password_link")
    client.get(address, follow=True)
    client.get(f"{address}x")
    client.post("/password/new/", {"password": NEW, "password_again": NEW})
    assert PasswordRequest.objects.exists()
    key = address.rstrip("/").rpartition("/")[2]
    assert len(key) > 8
    assert not told(lines, key, NEW, member.email, "Minato2026", member.organization_name)


def test_an_invitation_to_the_staff_tells_the_log_no_secret(lines, client):
    invitation = factories.invitation(factories.operator("administrator"))
    key = mailed_key("operator_invited")
    delivery.send_due()
    address = link("operator_invited")
    client.get(address)
    client.post(address, {"password": NEW, "password_again": NEW})
    assert Account.objects.filter(login_id=invitation.login_name.lower()).exists()
    assert not told(lines, key, address, NEW, invitation.email, invitation.name)


def test_a_form_that_fails_tells_the_log_no_secret(lines, troubled: Client):
    typed = {"password": NEW, "email": "takahashi@minato.example.jp"}
    assert troubled.post(f"/broken/{WRONG}/?asked=himitsu-9", typed).status_code == 500
    assert not told(lines, WRONG, "himitsu-9", *typed.values())
