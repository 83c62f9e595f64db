"""What a new password must be, told as one thing to mend, beside its field."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from dengen.accounts.models import Account
from tests import factories
from tests.accounts.applications.form import send
from tests.conftest import browser_of
from tests.keys import mailed_key

pytestmark = pytest.mark.django_db
PRESENT = ["現在のパスワードと同じです。別のパスワードを入力してください。"]
TEMPORARY = "仮パスワードは、新しいパスワードにできません。別のパスワードを入力してください。"


@pytest.fixture
def member(db) -> Account:
    return factories.member(login_name="Minato2026")


def granted(member: Account, reviewer: Account) -> str:
    """A temporary password, as it stands in the mail; with a digit, as most have."""
    for _try in range(20):
        request = member.password_requests.create(organization_name=member.organization_name)
        request.grant(by=reviewer)
        mailed = mailed_key("password_reset_granted")
        if any(sign.isdigit() for sign in mailed):
            return mailed
    raise AssertionError(mailed)


def twice(password: str) -> dict[str, str]:
    return {"password": password, "password_again": password}


def test_the_present_one_is_refused_beside_its_field(member):
    sent = {"old_password": factories.PASSWORD} | twice(factories.PASSWORD)
    form = browser_of(member).post("/account/password/", sent).context["form"]
    assert form.errors == {"password": PRESENT}


def test_whoever_does_not_know_the_present_one_does_not_learn_it_there(member):
    sent = {"old_password": "wrong-1234"} | twice(factories.PASSWORD)
    form = browser_of(member).post("/account/password/", sent).context["form"]
    assert list(form.errors) == ["old_password"]


def test_a_temporary_one_is_refused_where_it_leads(member, reviewer):
    temporary, client = granted(member, reviewer), Client()
    client.post("/login/", {"login_id": "Minato2026", "password": temporary})
    form = client.post("/password/new/", twice(temporary)).context["form"]
    assert form.errors == {"password": [TEMPORARY]}
    assert client.post("/password/new/", twice("atarashii-2027")).url == "/"


def test_the_present_one_is_no_new_one_where_a_temporary_one_leads(member, reviewer):
    client = Client()
    client.post("/login/", {"login_id": "Minato2026", "password": granted(member, reviewer)})
    form = client.post("/password/new/", twice(factories.PASSWORD)).context["form"]
    assert form.errors == {"password": PRESENT}


def test_no_verb_takes_a_temporary_one_that_was_used_before(member, reviewer):
    temporary = granted(member, reviewer)
    client = Client()
    client.post("/login/", {"login_id": "Minato2026", "password": temporary})
    client.post("/password/new/", twice("atarashii-2027"))
    with pytest.raises(ValidationError, match=TEMPORARY):
        member.change_password(temporary, by=member)


@pytest.mark.parametrize("password", ["short", "ｐ", "abc", "12345", "a" * 129])
def test_one_thing_is_told_at_a_time(client, password):
    form = send(client, **twice(password)).context["form"]
    assert form.errors == {"password": ["パスワードは8文字以上128文字以内で入力してください。"]}


def test_a_common_one_is_told_with_what_to_do(client):
    [told] = send(client, **twice("password1")).context["form"].errors["password"]
    assert "よく使われているパスワードのため使えません" in told
    assert "別のパスワードを入力してください" in told
