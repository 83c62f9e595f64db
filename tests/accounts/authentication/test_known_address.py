"""That a mail address is known is told in a mail to that address, never on the screen."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengen import clock
from dengen.accounts.models import Application, LoginID
from dengen.events.models import Event
from dengen.mail.models import Message
from tests import factories
from tests.accounts.applications.form import confirm

pytestmark = pytest.mark.django_db
MAIL = "takahashi@minato.example.jp"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')


@pytest.fixture(params=["member", "second address of a member", "applicant", "operator"])
def holder(request):
    """Somebody who has the address, in another case."""
    if request.param == "member":
        return factories.member(login_name="Shinano2026", email=MAIL.title())
    if request.param == "second address of a member":
        member = factories.member(login_name="Shinano2026")
        member.email2 = MAIL
        member.save()
        return member
    if request.param == "operator":
        return factories.operator(email=MAIL)
    return factories.application(login_name="Shinano2026", email=MAIL.title()).submit()


def apply(**changes) -> str:
    """What the last page says to a browser that applies."""
    client = Client()
    page = client.post(confirm(client, **changes), follow=True)
    assert page.redirect_chain == [("/apply/completion/", 302)]
    return TOKEN.sub("", page.text)


def test_the_pages_are_the_same_word_for_word(holder):
    with clock.at(clock.now()):  # both within one minute
        known = apply(email=MAIL)
        other = apply(email="takahasho@minato.example.jp")
    assert known == other.replace("takahasho", "takahashi")


def test_nothing_is_kept_of_an_application_with_a_known_address(holder):
    before = Application.objects.count()
    apply(email=MAIL)
    assert Application.objects.count() == before
    assert not LoginID.is_taken("Minato2026")
    assert not Message.objects.filter(kind="application_arrived", subject__contains="みなと火力")
    assert apply(email="another@minato.example.jp")


def test_a_mail_to_that_address_says_what_happened(holder):
    apply(email=MAIL)
    mail = Message.objects.get(kind="application_repeated")
    assert MAIL in [address.lower() for address in mail.recipients]
    assert f"{holder.full_name} 様" in mail.body
    assert "会員IDは担当者お一人に一つのため、受け付けませんでした" in mail.body
    assert Event.objects.get(name="application.repeated").subject_id == holder.pk


def test_a_member_is_told_the_id_and_an_applicant_that_it_waits(holder):
    apply(email=MAIL)
    body = Message.objects.get(kind="application_repeated").body
    is_applicant = isinstance(holder, Application)
    assert ("すでに下記の内容で受け付けています" in body) == is_applicant
    assert ("パスワードをお忘れの場合" in body) == (not is_applicant)
    if not is_applicant:
        assert str(holder.login) in body


def test_each_reader_of_that_mail_is_told_one_thing_to_do(holder):
    apply(email=MAIL)
    body = Message.objects.get(kind="application_repeated").body
    assert body.count("心当たりがない場合") == 1
    assert body.count("お手続きは必要ありません") == 1
    assert "取り消して" not in body


def test_where_the_earlier_one_waits_for_its_applicant_no_step_contradicts_another():
    factories.application(email=MAIL, email_confirmed_at=None).submit()
    apply(email=MAIL)
    body = Message.objects.get(kind="application_repeated").body
    assert body.count("心当たりがない場合") == 1
    assert "確認せずに、このメールを破棄してください" in body
    assert "お手続きは必要ありません" not in body


def test_the_stranger_learns_nothing_about_the_holder_on_the_way_back(holder):
    client = Client()
    url = confirm(client, email=MAIL)
    client.post(url)
    assert client.get(url).url == client.post(url).url == "/apply/completion/"


def test_a_known_and_an_unknown_address_take_about_as_many_steps_in_the_database():
    """So that the time tells as little as the screen."""
    factories.member(email=MAIL)

    def steps(mail: str) -> int:
        application = factories.application(email=mail)
        with CaptureQueriesContext(connection) as queries:
            application.submit()
        return len(queries)

    assert abs(steps(MAIL) - steps("new@minato.example.jp")) <= 6
