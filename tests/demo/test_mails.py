"""Reading the outgoing mails of a demo."""

import pytest

from dengen import clock
from dengen.mail.models import Message
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt():
    """The mail that somebody who applied gets."""
    factories.application(email="takahashi@minato.example.jp").submit()
    return Message.objects.get(kind="application_received")


def test_the_list_tells_to_whom_what_and_whether_it_went_out(client, receipt):
    page = client.get("/demo/mails/").text
    for text in [receipt.subject, "takahashi@minato.example.jp", "送信待ち"]:
        assert text in page


def test_the_newest_mail_of_the_demo_comes_first(client, receipt):
    factories.application().submit()
    first = client.get("/demo/mails/").context["page_obj"][0]
    assert first == Message.objects.latest("pk")


def test_a_mail_is_shown_as_it_is_sent(client, receipt):
    assert receipt.body.strip() in client.get(f"/demo/mails/{receipt.pk}/").text


def test_a_mail_that_was_erased_after_sending_says_why_it_is_empty(client, receipt):
    Message.objects.update(state="sent", sent_at=clock.now())
    Message.objects.all().forget_texts()
    assert "送信の後に消去" in client.get("/demo/mails/").text
    page = client.get(f"/demo/mails/{receipt.pk}/").text
    assert "会員IDが削除されたため、送信の後に、件名・宛先・本文を消去しました" in page


def test_an_empty_outbox_says_so(client):
    assert "まだメールはありません" in client.get("/demo/mails/").text


def test_an_unknown_mail_is_not_found(client):
    assert client.get("/demo/mail-previews/love_letter/").status_code == 404


def test_the_previews_list_every_mail(client):
    page = client.get("/demo/mail-previews/").text
    assert page.count("/demo/mail-previews/") >= 9
