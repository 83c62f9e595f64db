"""An application in the reviewer's console."""

import pytest
from django.urls import reverse

from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.models import Account, LoginID
from dengen.mail.models import Message
from tests.console.cast import PASSWORD, make_application


def page_of(application):
    return reverse("console:application", args=[application.pk])


def approve(reviewer_client, application, revision=1):
    address = reverse("console:application-approval", args=[application.pk])
    return reviewer_client.post(address, {"revision": revision}, follow=True)


def deny(reviewer_client, application, reason, revision=1):
    address = reverse("console:application-denial", args=[application.pk])
    return reviewer_client.post(
        address, {"revision": revision, "reason": reason, "confirmed": "1"}, follow=True
    )


def test_the_page_of_an_application_shows_everything_that_was_entered(reviewer_client):
    entered = {
        "login_name": "Kansai0001",
        "organization_name": "𠮷野川発電㈱",
        "family_name": "髙﨑",
        "family_kana": "タカサキ",
        "gender": "female",
        "email2": "second@power.example.jp",
        "building": "電源ビル３階",
        "fax": "03-1111-2222",
        "mobile": "090-1111-2222",
        "work_phone": "06-1111-2222",
        "corporate_number": "7000012050002",
    }
    page = reviewer_client.get(page_of(make_application(**entered))).text
    shown = entered | {"gender": "女性"}
    assert [value for value in shown.values() if value not in page] == []


def test_what_was_left_out_reads_as_the_applicant_saw_it(reviewer_client):
    page = reviewer_client.get(page_of(make_application(gender="", work_phone=""))).text
    assert "回答しない" in page
    assert "（担当者情報と同じ）" in page


def test_an_approved_applicant_can_log_in(reviewer_client):
    application = make_application()
    approve(reviewer_client, application)
    assert log_in(application.login_name, PASSWORD).email == application.email


def test_a_denied_applicants_login_id_is_free_again(reviewer_client):
    application = make_application()
    deny(reviewer_client, application, "書類が足りません")
    assert not LoginID.is_taken(application.login_name)


def test_a_denial_is_mailed_with_its_reason(reviewer_client):
    application = make_application()
    deny(reviewer_client, application, "書類が足りません")
    mail = Message.objects.get(kind="application_denied")
    assert mail.recipients == [application.email]
    assert "書類が足りません" in mail.body


@pytest.mark.parametrize("reason", ["", " \n", "あ" * 2001])
def test_a_bad_reason_is_refused_beside_the_field_and_kept(reviewer_client, reason):
    application = make_application()
    response = deny(reviewer_client, application, reason)
    application.refresh_from_db()
    assert application.status == "waiting"
    assert response.status_code == 422
    assert response.context["form"].errors["reason"]
    assert response.context["form"]["reason"].value() == reason.strip()


def test_the_next_one_opens_after_a_decision(reviewer_client):
    first, second = make_application(), make_application()
    response = approve(reviewer_client, first)
    assert response.context["item"] == second
    assert (
        f"{first.organization_name}（会員ID：{first.login_name}）の利用申込を承認しました。"
        in response.text
    )


def test_what_was_skipped_opens_after_the_last_one(reviewer_client):
    skipped, last = make_application(), make_application()
    assert approve(reviewer_client, last).redirect_chain[-1][0] == page_of(skipped)


def test_the_queue_opens_when_nothing_is_left(reviewer_client):
    queue = reverse("console:application-queue")
    assert approve(reviewer_client, make_application()).redirect_chain[-1][0] == queue


def test_the_second_of_two_businesses_cannot_be_approved(reviewer_client):
    first = make_application(organization_name="双子電力株式会社")
    second = make_application(organization_name="双子電力㈱")
    approve(reviewer_client, first)
    response = approve(reviewer_client, second)
    assert "承認できません" in response.text
    assert response.context["item"] == second
    assert Account.objects.filter(role="member").count() == 1


def test_whoever_comes_second_is_told_what_the_first_did(reviewer_client, colleague_client):
    application = make_application()
    approve(reviewer_client, application)
    response = deny(colleague_client, application, "書類が足りません")
    application.refresh_from_db()
    assert application.status == "approved"
    assert "審査花子さんが承認しました" in response.text
    assert not Message.objects.filter(kind="application_denied").exists()


def test_pressing_twice_decides_on_an_application_once(reviewer_client):
    application = make_application()
    approve(reviewer_client, application)
    response = approve(reviewer_client, application)
    assert "承認しました" in response.text
    assert Message.objects.filter(kind="application_approved").count() == 1


@pytest.mark.parametrize("revision", ["", "abc", "9" * 50])
def test_a_decision_on_nothing_read_is_refused(reviewer_client, revision):
    application = make_application()
    response = approve(reviewer_client, application, revision)
    application.refresh_from_db()
    assert response.status_code == 409
    assert application.status == "waiting"


def test_the_home_page_tells_who_decided_what_lately(reviewer_client):
    application = make_application()
    approve(reviewer_client, application)
    entry = reviewer_client.get(reverse("console:home")).context["decisions"][0]
    assert (entry.item, entry.outcome, entry.event.actor.full_name) == (
        application,
        "approved",
        "審査花子",
    )
