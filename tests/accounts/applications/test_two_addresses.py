"""Two mail addresses of one person: each its own, each named rightly by the mails about it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from dengen import clock
from dengen.accounts.models import Account
from dengen.mail.models import Message
from tests import factories
from tests.accounts.applications.form import send
from tests.conftest import browser_of
from tests.keys import mailed_key
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db
FIRST, SECOND = "takahashi@minato.example.jp", "suzuki@minato.example.jp"
SAME = ["メールアドレス1と同じアドレスです。別のアドレスを入力するか、空欄にしてください。"]


@pytest.fixture
def member(db) -> Account:
    return factories.member(email=FIRST, email2=SECOND)


@pytest.fixture
def client(member) -> Client:
    return browser_of(member)


def change(client: Client, **changes: str):
    form = client.get("/account/contact/").context["form"]
    values = {field.name: field.value() or "" for field in form}
    values["old_password"] = factories.PASSWORD
    return client.post("/account/contact/", values | changes)


def follow_link(client: Client):
    link = f"/account/mail-address/{mailed_key('mail_address_confirmation')}/"
    return client.post(link, follow=True)


def addresses(member: Account) -> list[str]:
    return Account.objects.get(pk=member.pk).addresses


class TestTheSameTwice:
    @pytest.mark.parametrize("again", [FIRST, "TAKAHASHI@Minato.example.jp"])
    def test_the_registration_refuses_it_beside_the_second(self, db, again):
        form = send(Client(), email=FIRST, email2=again).context["form"]
        assert form.errors == {"email2": SAME}

    def test_no_application_can_have_one_address_twice(self, db):
        with pytest.raises(ValidationError, match="メールアドレス1と同じ"):
            factories.application(email=FIRST, email2=FIRST).submit()

    def test_a_member_is_refused_it_beside_the_second(self, client):
        assert change(client, email2=FIRST.title()).context["form"].errors == {"email2": SAME}

    def test_no_verb_takes_one_address_twice(self, member):
        with pytest.raises(ValidationError, match="メールアドレス1と同じ"):
            member.change_contact({"email": FIRST, "email2": FIRST}, by=member)

    def test_two_that_are_exchanged_are_never_one(self, client, member):
        change(client, email=SECOND, email2=FIRST)
        first, second = (
            re.search(r"/account/mail-address/\S+", one.whole_body)[0]
            for one in Message.objects.filter(kind="mail_address_confirmation").order_by("pk")
        )
        client.post(first)
        assert addresses(member) == [SECOND]
        client.post(second)
        assert addresses(member) == [SECOND, FIRST]

    def test_the_first_is_not_confirmed_as_the_second_too(self, client, member):
        change(client, email2="new@minato.example.jp")
        link = f"/account/mail-address/{mailed_key('mail_address_confirmation')}/"
        change(client, email="new@minato.example.jp")
        follow_link(client)
        page = client.post(link, follow=True)
        assert "このアドレスは、すでにメールアドレス1として登録されています" in page.text
        assert addresses(member) == ["new@minato.example.jp", SECOND]

    def test_a_mail_to_an_address_that_was_kept_twice_goes_there_once(self, client, member):
        Account.objects.filter(pk=member.pk).update(email2=FIRST.title())
        client.post(
            "/account/password/",
            {
                "old_password": factories.PASSWORD,
                "password": "atarashii-2027",
                "password_again": "atarashii-2027",
            },
        )
        assert len(letters_to(FIRST.title(), "パスワードを変更しました")) == 1
        assert letters_to(FIRST, "パスワードを変更しました") == []


def test_the_second_is_confirmed_from_there(db):
    factories.application(email=FIRST, email2=SECOND).submit()
    assert Message.objects.get(kind="second_address_confirmation").recipients == [SECOND]


def test_a_denial_goes_to_both_once_they_are_confirmed(reviewer):
    confirmed = {"email2_confirmed_at": clock.now()}
    submitted = factories.application(email=FIRST, email2=SECOND, **confirmed).submit()
    submitted.deny(by=reviewer, revision=1, reason="理由")
    assert Message.objects.get(kind="application_denied").recipients == [FIRST, SECOND]


def test_confirming_the_second_says_that_the_first_still_waits_and_how(db):
    factories.application(email=FIRST, email2=SECOND, email_confirmed_at=None).submit()
    link = f"/apply/address/{mailed_key('second_address_confirmation')}/"
    page = Client().post(link, follow=True).text
    assert f"{SECOND} を確認しました" in page
    assert "メールアドレス1は、まだ確認されていません" in page
    assert "メールアドレス1に届いた受付完了メールのリンクを開き" in page
    assert FIRST not in page


def test_with_both_confirmed_nothing_is_said_to_wait(db):
    factories.application(email=FIRST, email2=SECOND).submit()
    link = f"/apply/address/{mailed_key('second_address_confirmation')}/"
    assert "まだ確認されていません" not in Client().post(link, follow=True).text


class TestWhoIsTold:
    def test_a_removed_address_is_told_that_it_was_removed(self, client):
        change(client, email2="")
        body = letter_to(SECOND, "このメールアドレスの登録が外れました").body
        assert f"外れたアドレス：{SECOND}" in body
        assert letters_to(FIRST, "登録が外れました") == []

    def test_a_replaced_address_is_told_that_it_was_replaced(self, client):
        change(client, email2="new@minato.example.jp")
        follow_link(client)
        assert letter_to(SECOND, "このメールアドレスの登録が外れました")

    def test_nobody_of_a_removal_where_only_a_phone_changed(self, client):
        change(client, phone="03-9999-0001")
        assert letters_to(SECOND, "登録が外れました") == []

    def test_addresses_that_stay_are_told_where_mails_go_now(self, client):
        change(client, email2="new@minato.example.jp")
        follow_link(client)
        body = letter_to(FIRST, "メールアドレスを変更しました").body
        assert "メールアドレス2を変更しました" in body
        assert f"メールアドレス1：{FIRST}" in body
        assert "メールアドレス2：new@minato.example.jp" in body

    def test_addresses_that_stay_until_a_confirmation_are_named(self, client):
        change(client, email2="new@minato.example.jp")
        body = letter_to(FIRST, "メールアドレスの変更を受け付けました").body
        assert "メールアドレス2を変更する操作がありました" in body
        assert f"登録中のアドレス：{FIRST}、{SECOND}" in body
