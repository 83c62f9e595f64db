"""Outgoing mails in the console: what became of each, and what the operator can do about it."""

import pytest

from dengen.events.models import Event
from dengen.mail.models import Message
from dengen.mail.secret import Secret, seal_secrets
from dengen.ui.templatetags.ui import without_board_name
from tests import factories
from tests.conftest import browser_of
from tests.outbox import deliveries_of, delivery_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(reviewer):
    return browser_of(reviewer)


def a_mail(**changes) -> Message:
    values = {
        "kind": "test",
        "sender": "board@example.jp",
        "recipients": ["tanto@minato.example.jp"],
        "subject": "掲載が承認されました",
        "body": "本文です。",
    }
    return Message.objects.create(**(values | changes))


def a_sent_mail(**changes) -> Message:
    mail = a_mail(**changes)
    for delivery in deliveries_of(mail):
        delivery.mark_sent()
    mail.refresh_from_db()
    return mail


def test_a_mail_is_found_by_its_subject_its_recipient_and_its_state(client):
    wanted = a_mail(state="failed", last_error="550 user unknown")
    a_mail(subject="別のお知らせ", recipients=["other@example.jp"])
    for search in ["?q=承認され", "?q=TANTO@minato", "?state=failed"]:
        page = client.get(f"/console/mails/{search}")
        assert list(page.context["page_obj"]) == [wanted]


def test_the_page_of_a_mail_tells_what_the_server_answered(client):
    refused = a_mail(state="failed", tries=9, last_error="550 user unknown")
    page = client.get(f"/console/mails/{refused.pk}/").content.decode()
    for text in ["本文です。", "550 user unknown", "9回", "この宛先には届いていません"]:
        assert text in page


def test_a_given_up_mail_is_tried_again_with_all_its_time(client, reviewer):
    mail = a_mail(state="failed", tries=125)
    client.post(f"/console/mails/{mail.pk}/retry/")
    refused = delivery_of(mail)
    assert (refused.message.state, refused.state, refused.tries) == ("waiting", "waiting", 0)
    refused.mark_refused("451 later")
    assert refused.state == "waiting"
    assert Event.objects.get(name="mail.retried").actor == reviewer


def test_a_sent_mail_goes_out_once_more_however_often_the_button_is_pressed(client):
    sent = a_sent_mail()
    for _press in range(2):
        client.post(f"/console/mails/{sent.pk}/resending/")
    copy = Message.objects.exclude(pk=sent.pk).get()
    assert (copy.body, copy.state, copy.recipients) == (sent.body, "waiting", sent.recipients)
    assert copy.message_id != sent.message_id
    assert Event.objects.filter(name="mail.repeated").count() == 1


def test_a_key_to_an_account_is_neither_shown_nor_sent_anew(client):
    key = Secret("abc123")
    sealed = seal_secrets([key])
    secret = a_sent_mail(body=f"仮パスワード：{key}", secrets=sealed, is_confidential=True)
    assert "abc123" not in client.get(f"/console/mails/{secret.pk}/").content.decode()
    client.post(f"/console/mails/{secret.pk}/resending/")
    assert Message.objects.count() == 1


def test_a_test_mail_goes_to_whoever_asks_for_it(client, reviewer):
    answer = client.post("/console/mails/test/", follow=True)
    test = Message.objects.get(kind="test")
    assert test.recipients == [reviewer.email]
    assert "届いていれば" in test.body
    assert f"{reviewer.email} へテストメールを送ります" in answer.text


def test_a_test_mail_that_is_announced_is_made_though_one_still_waits(client):
    for _press in range(2):
        client.post("/console/mails/test/")
    assert Message.objects.waiting().filter(kind="test").count() == 2


def test_a_mail_whose_subject_a_member_typed_is_shown_as_text(client):
    a_mail(subject="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/console/mails/").content.decode()


def test_the_page_of_a_mail_costs_the_same_however_many_mails_there_are(
    client, django_assert_num_queries
):
    for _number in range(30):
        a_mail()
    client.get("/console/mails/")
    with django_assert_num_queries(8):
        client.get("/console/mails/")


def test_the_members_inbox_has_what_was_mailed_to_them_and_nothing_else(seller, buyer):
    listing = factories.published(seller)
    page = browser_of(seller).get("/inbox/").content.decode()
    letter = Message.objects.get(kind="listing_approved")
    assert without_board_name(letter.subject) in page
    assert listing.title in browser_of(seller).get(f"/inbox/{letter.pk}/").content.decode()
    assert browser_of(buyer).get(f"/inbox/{letter.pk}/").status_code == 404
    assert (
        without_board_name(letter.subject) not in browser_of(buyer).get("/inbox/").content.decode()
    )


def test_the_inbox_does_not_show_a_key_to_the_account(seller):
    secret = a_mail(reader=seller, is_confidential=True)
    assert browser_of(seller).get(f"/inbox/{secret.pk}/").status_code == 404


def test_the_home_page_shows_the_newest(seller):
    factories.published(seller)
    letter = Message.objects.get(kind="listing_approved")
    assert without_board_name(letter.subject) in browser_of(seller).get("/").content.decode()
