"""What the mails say of the password so far: what is true of this ID now."""

import pytest
from django.conf import settings
from django.test import Client

from dengen.accounts.models import Account
from tests import factories
from tests.letters import letter_to
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db
ASKED = "パスワード再設定の依頼を受け付けました"


@pytest.fixture
def member(db) -> Account:
    return factories.member()


@pytest.fixture
def without_password(reviewer) -> Account:
    """Somebody whose application was denied, reconsidered and approved."""
    application = factories.application().submit()
    application.deny(by=reviewer, revision=1, reason="名称が違います。")
    application.reopen(by=reviewer, revision=2)
    application.approve(by=reviewer, revision=3)
    return Account.objects.get(email=application.email)


def freeze(account: Account) -> None:
    for _try in range(settings.LOGIN_TRIES):
        Client().post("/login/", {"login_id": account.login_id, "password": "wrong-1234"})


def ask(account: Account) -> str:
    """Ask for another password; what the mail says."""
    asked = {"login_id": account.login_id, "organization_name": account.organization_name}
    Client().post("/password/", asked)
    run_tasks()
    return letter_to(account.email, ASKED).body


def test_a_forgotten_password_goes_on_until_a_new_one_is_set(member):
    assert "新しいパスワードを設定するまで引き続き使えます" in ask(member)


def test_of_a_frozen_id_it_serves_only_after_the_freeze(member):
    freeze(member)
    body = ask(member)
    assert "凍結中はログインできず、再設定にも対応いたしかねます" in body
    assert "解除の後は、これまでのパスワードでログインできます" in body
    assert "引き続き使えます" not in body


def test_where_there_is_none_nothing_is_said_to_go_on(without_password):
    body = ask(without_password)
    assert "現在お使いいただけるパスワードはありません" in body
    assert "これまでのパスワード" not in body


def test_both_are_told_of_a_frozen_id_without_a_password(without_password):
    freeze(without_password)
    body = ask(without_password)
    assert "凍結中はログインできず" in body
    assert "現在お使いいただけるパスワードはありません" in body
    assert "これまでのパスワード" not in body


def test_a_denial_does_not_speak_of_one_that_is_none(without_password, reviewer):
    ask(without_password)
    request = without_password.password_requests.waiting().get()
    request.deny(by=reviewer, reason="事業者名が違います。")
    body = letter_to(without_password.email, "依頼に対応できませんでした").body
    assert "これまでのパスワード" not in body


def test_the_warning_of_a_freeze_does_not_speak_of_one_that_is_none(without_password):
    freeze(without_password)
    body = letter_to(without_password.email, "凍結のお知らせ").body
    assert "もとのパスワード" not in body
    assert "パスワードの再設定をお願いいたします" in body


def suspended_and_back(account: Account, reviewer: Account) -> str:
    """What is mailed when a suspension has ended."""
    account.suspend(by=reviewer, reason="確認が取れていません。")
    account.lift_suspension(by=reviewer)
    return letter_to(account.email, "利用停止を解除しました").body


def test_the_end_of_a_suspension_tells_of_a_freeze_that_goes_on(member, reviewer):
    freeze(member)
    assert "この会員IDは凍結されているため" in suspended_and_back(member, reviewer)


def test_the_end_of_a_suspension_does_not_speak_of_one_that_is_none(without_password, reviewer):
    body = suspended_and_back(without_password, reviewer)
    assert "これまでのパスワード" not in body
    assert "パスワードの再設定をお願いいたします" in body
