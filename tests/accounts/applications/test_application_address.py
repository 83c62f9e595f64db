"""An applicant's mail address counts once it was confirmed from there (manual §2.1 ⑤)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from dengen import clock
from dengen.accounts.keys import APPLICATION_ADDRESS
from dengen.accounts.models import Account, Application, LoginID
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from dengen.japan.written_days import long_moment
from dengen.mail.models import Message
from tests import factories
from tests.accounts.applications.form import confirm
from tests.conftest import browser_of
from tests.keys import mailed_key
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db
MAIL = "takahashi@minato.example.jp"
OPERATOR = "board@example.jp"


def link(kind: str = "application_received") -> str:
    return f"/apply/address/{mailed_key(kind)}/"


def unconfirmed(**changes) -> Application:
    values = {"login_name": "Minato2026", "email": MAIL, "email_confirmed_at": None}
    return factories.application(**(values | changes)).submit()


@pytest.fixture
def applied(db) -> Application:
    """An application that waits for its applicant."""
    return unconfirmed()


def again(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def test_who_registers_gets_a_link_and_is_told_to_follow_it():
    client = Client()
    page = client.post(confirm(client), follow=True).text
    assert "メールのリンクからメールアドレスを確認してください" in page
    assert "no-reply@example.jp" in page
    mail = letter_to(MAIL, "利用申込を受け付けました（メールアドレスの確認をお願いします）")
    assert "「このアドレスを確認する」を押してください" in mail.body
    assert link() in mail.body


def test_opening_the_link_of_an_application_changes_nothing(applied, client):
    page = client.get(link())
    assert "このアドレスを確認する" in page.text
    assert MAIL in page.text
    assert not again(applied).is_confirmed("email")


def test_the_button_of_the_link_confirms_the_address_once_and_for_all(applied, client):
    mailed = link()
    for _press in range(2):
        page = client.post(mailed, follow=True)
        assert f"{MAIL} を確認しました" in page.text
    assert again(applied).is_confirmed("email")
    assert Event.objects.filter(name="application.confirmed").count() == 1
    assert f"{MAIL} を確認しました" in client.get(mailed).text


def test_a_made_up_link_is_none(client):
    for page in (client.get("/apply/address/nothing/"), client.post("/apply/address/nothing/")):
        assert page.status_code == 410
        assert "このリンクは使えません" in page.text


def test_the_operator_hears_of_it_only_then(applied, client):
    assert letters_to(OPERATOR, "新しい利用申込") == []
    client.post(link())
    mail = letter_to(OPERATOR, "新しい利用申込")
    assert f"/console/applications/{applied.pk}/" in mail.body


def test_the_operators_days_begin_with_the_confirmation(applied):
    later = clock.now() + timedelta(days=settings.CONFIRMATION_DAYS - 1)
    with clock.at(later):
        applied.confirm(key=APPLICATION_ADDRESS.find(mailed_key("application_received")))
    assert again(applied).submitted_at == later


def test_the_day_of_the_application_keeps_its_name_after_the_confirmation(applied, reviewer):
    with clock.at(clock.now() + timedelta(days=settings.CONFIRMATION_DAYS - 1)):
        applied.confirm(key=APPLICATION_ADDRESS.find(mailed_key("application_received")))
    mail = letter_to(OPERATOR, "新しい利用申込").body
    page = browser_of(reviewer).get(f"/console/applications/{applied.pk}/").text
    for moment in (applied.consented_at, again(applied).submitted_at):
        assert long_moment(moment) in mail
        assert long_moment(moment) in page
    assert "申込日時" in mail
    assert "申込日時" in page


class TestApproval:
    def test_an_unconfirmed_application_waits_and_the_refusal_says_what_to_do(
        self, applied, reviewer
    ):
        with pytest.raises(StepNotAllowed, match="受付完了メールのリンクから確認すると"):
            applied.approve(by=reviewer, revision=1)
        assert not Account.objects.filter(login_id="minato2026").exists()

    def test_after_the_confirmation_it_goes_on(self, applied, reviewer, client):
        client.post(link())
        applied.approve(by=reviewer, revision=1)
        assert Account.objects.get(login_id="minato2026").email == MAIL

    def test_where_the_operator_does_not_want_it_nothing_waits(self, settings, reviewer):
        settings.CONFIRMATION_REQUIRED = False
        application = unconfirmed()
        assert letter_to(OPERATOR, "新しい利用申込")
        application.approve(by=reviewer, revision=1)
        assert Account.objects.get(login_id="minato2026").is_active

    def test_each_unconfirmed_one_of_several_applications_is_named(self, applied, reviewer):
        other = factories.application().submit()
        chosen = {"chosen": [f"{one.pk}:1" for one in (applied, other)], "confirmed": "1"}
        page = browser_of(reviewer).post("/console/applications/approvals/", chosen, follow=True)
        assert "1件を承認しました" in page.text
        assert f"{applied.organization_name}（会員ID：Minato2026）の利用申込" in page.text
        assert "メールアドレスが未確認のため、承認できません" in page.text

    def test_a_denial_is_mailed_to_nobody(self, applied, reviewer):
        before = len(letters_to(MAIL))
        applied.deny(by=reviewer, revision=1, reason="名称が違います。")
        assert len(letters_to(MAIL)) == before
        with pytest.raises(StepNotAllowed, match="未確認"):
            applied.reopen(by=reviewer, revision=2)


class TestConsole:
    def test_what_is_not_confirmed_stands_apart_in_the_queue(self, applied, reviewer):
        reviewer_client = browser_of(reviewer)
        assert applied.organization_name not in reviewer_client.get("/console/applications/").text
        page = reviewer_client.get("/console/applications/?state=unconfirmed").text
        assert applied.organization_name in page
        assert "未確認" in page
        assert Application.objects.reviewable().count() == 0

    def test_confirmed_it_waits_for_the_operator(self, applied, reviewer, client):
        client.post(link())
        page = browser_of(reviewer).get("/console/applications/").text
        assert applied.organization_name in page
        assert "未確認" not in page

    def test_the_page_of_an_unconfirmed_application_offers_no_approval(
        self, applied, reviewer, client
    ):
        reviewer_client = browser_of(reviewer)
        page = reviewer_client.get(f"/console/applications/{applied.pk}/").text
        assert "未確認" in page
        assert "自動的に取り消され" in page
        assert "承認する</button>" not in page
        client.post(link())
        page = reviewer_client.get(f"/console/applications/{applied.pk}/").text
        assert "未確認" not in page
        assert "承認する</button>" in page

    def test_where_nothing_waits_for_it_the_queue_marks_it(self, settings, reviewer):
        settings.CONFIRMATION_REQUIRED = False
        application = unconfirmed()
        page = browser_of(reviewer).get("/console/applications/").text
        assert application.organization_name in page
        assert "未確認" in page

    def test_the_confirmation_stands_in_the_audit_log(self, applied, client):
        client.post(link())
        page = browser_of(factories.operator("auditor")).get("/console/audit/").text
        assert "申込のメールアドレスの確認" in page


class TestEnd:
    def test_an_unconfirmed_application_ends_by_itself_in_its_time_and_not_a_second_earlier(
        self, applied
    ):
        end = applied.submitted_at + timedelta(days=settings.CONFIRMATION_DAYS)
        with time_machine.travel(end - timedelta(seconds=1), tick=False):
            call_command("end_unconfirmed_applications")
            assert again(applied)
        with time_machine.travel(end, tick=False):
            call_command("end_unconfirmed_applications")
        assert not Application.objects.exists()
        assert Event.objects.get(name="application.lapsed").subject_id == applied.pk

    def test_the_id_of_a_lapsed_application_is_free_and_its_mails_are_forgotten(self, applied):
        assert letter_to(MAIL, "利用申込")
        with time_machine.travel(applied.confirm_by):
            call_command("end_unconfirmed_applications")
        assert not LoginID.is_taken("Minato2026")
        assert MAIL not in str(list(Message.objects.values()))
        assert applied.family_name not in str(list(Message.objects.values()))
        assert unconfirmed()

    def test_no_mail_tells_of_a_lapsed_application(self, applied):
        letters_to(MAIL)
        with time_machine.travel(applied.confirm_by):
            call_command("end_unconfirmed_applications")
        assert not Message.objects.waiting().exists()

    def test_the_link_of_a_lapsed_application_says_so(self, applied, client):
        mailed = link()
        with time_machine.travel(applied.confirm_by):
            assert "期限までに確認されなかった" in client.post(mailed, follow=True).text
            call_command("end_unconfirmed_applications")
            page = client.post(mailed)
        assert page.status_code == 410
        assert "期限までに確認されなかった" in page.text

    def test_a_confirmed_application_does_not_lapse(self, applied, client):
        client.post(link())
        with time_machine.travel(clock.now() + timedelta(days=100)):
            call_command("end_unconfirmed_applications")
        assert again(applied)

    def test_where_nobody_has_to_confirm_none_ends(self, settings):
        settings.CONFIRMATION_REQUIRED = False
        application = unconfirmed()
        with time_machine.travel(application.confirm_by):
            call_command("end_unconfirmed_applications")
        assert again(application)

    def test_a_reviewer_who_comes_too_late_is_told(self, applied, reviewer):
        stale = again(applied)
        with time_machine.travel(applied.confirm_by):
            call_command("end_unconfirmed_applications")
        with pytest.raises(StepNotAllowed, match="終了"):
            stale.approve(by=reviewer, revision=1)


class TestDisowning:
    def test_whoever_has_not_applied_ends_it(self, applied, client):
        mailed = link()
        assert "この利用申込を取り消しますか" in client.post(f"{mailed}withdrawal/").text
        assert again(applied)
        page = client.post(f"{mailed}withdrawal/", {"confirmed": "1"}, follow=True)
        assert "取り消され、入力された内容は消去されています" in page.text
        assert not Application.objects.exists()
        assert not LoginID.is_taken("Minato2026")
        assert Event.objects.get(name="application.disowned").subject_id == applied.pk

    def test_a_confirmed_application_cannot_be_disowned(self, applied, client):
        mailed = link()
        client.post(mailed)
        client.post(f"{mailed}withdrawal/", {"confirmed": "1"})
        assert again(applied)

    def test_an_application_is_not_disowned_by_its_second_address(self, client):
        application = unconfirmed(email2="b@minato.example.jp")
        client.post(f"{link('second_address_confirmation')}withdrawal/", {"confirmed": "1"})
        assert again(application)


class TestAgain:
    def test_who_applies_again_gets_a_fresh_link(self, applied, client):
        first = link()
        factories.application(email=MAIL.title()).submit()
        mail = letter_to(MAIL, "このメールアドレスでのお申し込みについて")
        assert Application.objects.get() == applied
        assert "新しいメールのリンク" in client.get(first).text
        fresh = mail.body.split("/apply/address/")[1].split("/")[0]
        client.post(f"/apply/address/{fresh}/")
        assert again(applied).is_confirmed("email")

    def test_the_completion_page_sends_the_link_again(self, settings):
        settings.REPEATED_APPLICATION_MAILS = 2
        client = Client()
        client.post(confirm(client))
        for _press in range(2):
            page = client.post("/apply/delivery/", follow=True).text
            assert "確認が済んでいないお申し込みがあれば" in page
        assert len(letters_to(MAIL, "利用申込")) == 3
        client.post(link())
        assert Application.objects.get().is_confirmed("email")

    def test_only_the_mail_that_is_sent_again_says_that_the_link_before_it_is_void(self):
        client = Client()
        client.post(confirm(client))
        first, told = link(), "前にお送りしたメールのリンクは使えなくなりました"
        client.post("/apply/delivery/")
        mails = [mail.body for mail in letters_to(MAIL, "利用申込")]
        assert [told in body for body in mails] == [False, True]
        client.post(first)
        assert not Application.objects.get().is_confirmed("email")

    def test_whoever_logs_in_with_the_password_can_have_it_sent_again_there(self, applied, client):
        login = {"login_id": "Minato2026", "password": factories.PASSWORD}
        page = client.post("/login/", login).text
        assert 'action="/apply/delivery/"' in page
        assert "確認のメールを再送しました" in client.post("/apply/delivery/", follow=True).text
        client.post(link())
        assert again(applied).is_confirmed("email")
        told = client.post("/apply/delivery/", follow=True).text
        assert "すでに確認が済んでいます" in told

    def test_whoever_has_a_wrong_password_can_not(self, applied, client):
        page = client.post("/login/", {"login_id": "Minato2026", "password": "wrong-1234"}).text
        assert 'action="/apply/delivery/"' not in page
        assert client.post("/apply/delivery/").url == "/login/"

    def test_a_link_is_sent_again_so_often_and_no_more(self, settings):
        settings.REPEATED_APPLICATION_MAILS = 2
        client = Client()
        client.post(confirm(client))
        for _press in range(3):
            page = client.post("/apply/delivery/", follow=True).text
        assert "以降に、もう一度お送りできます" in page
        assert len(letters_to(MAIL, "利用申込")) == 3

    def test_sending_the_link_again_answers_the_same_for_an_address_that_is_known(self, settings):
        settings.REPEATED_APPLICATION_MAILS = 2
        factories.member(email=MAIL)
        before = len(letters_to(MAIL, "利用申込を受け付け"))
        client = Client()
        client.post(confirm(client))
        told = [client.post("/apply/delivery/", follow=True).text for _press in range(3)]
        assert "確認が済んでいないお申し込みがあれば" in told[1]
        assert "以降に、もう一度お送りできます" in told[2]
        assert len(letters_to(MAIL, "利用申込を受け付け")) == before

    def test_after_a_withdrawal_nothing_is_said_to_have_been_sent(self):
        client = Client()
        client.post(confirm(client))
        client.post(f"{link()}withdrawal/", {"confirmed": "1"})
        page = client.post("/apply/delivery/", follow=True).text
        assert "確認が済んでいないお申し込みがあれば、まもなくメールが届きます" in page
        assert "再送しました" not in page

    def test_no_link_is_sent_again_for_a_confirmed_application(self):
        client = Client()
        client.post(confirm(client))
        client.post(link())
        client.post("/apply/delivery/")
        assert len(letters_to(MAIL, "利用申込")) == 1


def test_by_the_link_of_a_handover_it_is_confirmed_already(seller, reviewer):
    handover = seller.request_handover(email=MAIL)
    successor = factories.application(handover=handover, email_confirmed_at=None).submit()
    assert again(successor).is_confirmed("email")
    assert "確認" not in letter_to(MAIL, "利用申込を受け付けました").subject
    successor.approve(by=reviewer, revision=1)
    assert Account.objects.get(email=MAIL).is_active


def test_who_logs_in_too_early_is_told_to_confirm_first(applied, client):
    form = {"login_id": "Minato2026", "password": factories.PASSWORD}
    assert "メールアドレスが、まだ確認されていません" in client.post("/login/", form).text


class TestSecondAddress:
    SECOND = "futatsume@minato.example.jp"

    def test_an_unconfirmed_second_address_gets_its_confirmation_and_nothing_else(self, reviewer):
        application = unconfirmed(email2=self.SECOND)
        application.confirm(key=APPLICATION_ADDRESS.find(mailed_key("application_received")))
        application.deny(by=reviewer, revision=1, reason="名称が違います。")
        assert len(letters_to(MAIL)) == 2
        letter_to(self.SECOND, "メールアドレスの確認をお願いします")
        assert len(letters_to(self.SECOND)) == 1

    def test_a_second_address_counts_once_it_is_confirmed(self, reviewer, client):
        application = factories.application(email2=self.SECOND).submit()
        client.post(link("second_address_confirmation"))
        again(application).approve(by=reviewer, revision=1)
        member = Account.objects.get(login_id=application.login_id)
        assert member.email2 == self.SECOND
        assert letter_to(self.SECOND, "利用申込の承認が完了しました")

    def test_unconfirmed_it_is_asked_for_of_the_member(self, reviewer, client):
        application = factories.application(email2=self.SECOND).submit()
        application.approve(by=reviewer, revision=1)
        member = Account.objects.get(login_id=application.login_id)
        assert member.email2 == ""
        assert letters_to(self.SECOND, "利用申込の承認が完了しました") == []
        browser_of(member).post(f"/account/mail-address/{mailed_key('mail_address_confirmation')}/")
        member.refresh_from_db()
        assert member.email2 == self.SECOND

    def test_a_second_address_is_nobodys_while_nobody_has_confirmed_it(self):
        factories.application(email2=MAIL).submit()
        assert factories.application(email=MAIL).submit().pk


def test_one_applications_link_confirms_no_other(applied):
    key = APPLICATION_ADDRESS.open_for(f"{applied.pk}:email")
    other = unconfirmed(login_name="Betsu2026", email="betsu@aoba.example.jp")
    with pytest.raises(StepNotAllowed):
        other.confirm(key=key)
    assert not again(other).is_confirmed("email")


def test_what_was_confirmed_in_time_does_not_lapse(applied):
    applied.confirm(key=APPLICATION_ADDRESS.open_for(f"{applied.pk}:email"))
    applied.lapse()
    assert again(applied)
