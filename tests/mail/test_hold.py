"""Mails that are held, as a restoration leaves them: none goes out before somebody says so."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from dengen import clock
from dengen.events.models import Event
from dengen.mail import delivery
from dengen.mail.models import MailServer, Message
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(db) -> Message:
    """A mail that waits while all are held."""
    MailServer.state()
    MailServer.objects.update(held_since=clock.now())
    return Message.objects.create(
        kind="test", sender="board@example.jp", recipients=["tanto@minato.example.jp"]
    )


def test_no_mail_goes_out_while_they_are_held(waiting):
    assert delivery.send_due() == 0
    assert not mail.outbox


def test_held_mails_go_out_once_they_are_let_go(waiting, reviewer):
    assert MailServer.release(by=reviewer) == 1
    assert delivery.send_due() == 1
    assert Event.objects.get(name="sending.resumed").particulars == {"count": 1}


def test_letting_go_twice_is_one_step(waiting, reviewer):
    MailServer.release(by=reviewer)
    MailServer.release(by=reviewer)
    assert Event.objects.filter(name="sending.resumed").count() == 1


def test_an_auditor_lets_no_held_mail_go(waiting):
    with pytest.raises(PermissionDenied):
        MailServer.release(by=factories.operator("auditor"))


def test_the_console_says_so_and_has_the_button(waiting, reviewer):
    browser = browser_of(reviewer)
    assert "メールの送信を止めています" in browser.get("/console/").text
    assert "送信を再開する（送信待ち1件）" in browser.get("/console/mails/").text
    page = browser.post("/console/mails/release/", {"confirmed": "1"}, follow=True).text
    assert "メールの送信を再開しました" in page
    assert "メールの送信を止めています" not in page


def test_who_only_reads_sees_it_without_the_button(waiting):
    page = browser_of(factories.operator("auditor")).get("/console/mails/").text
    assert "メールの送信を止めています" in page
    assert "送信を再開する" not in page
