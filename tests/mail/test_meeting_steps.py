"""A step of the outbox that begins while another is under way waits for it."""

import pytest

from dengen import clock
from dengen.events.models import Event
from dengen.mail.models import MailServer, Message
from tests.outbox import delivery_of
from tests.races import again, met, one_writer_at_a_time

pytestmark = [pytest.mark.django_db(transaction=True), one_writer_at_a_time]


@pytest.fixture
def mail(db) -> Message:
    return Message.objects.create(
        kind="test", sender="board@example.jp", subject="件名", body="本文", recipients=["a@b.jp"]
    )


def test_a_mail_that_two_operators_send_once_more_goes_out_once_more(mail, reviewer):
    delivery_of(mail).mark_sent()
    met(*[lambda: again(mail).resend(by=reviewer)] * 2)
    assert Message.objects.filter(kind="test").count() == 2


def test_held_mails_that_two_operators_let_go_are_let_go_once(reviewer):
    MailServer.state()
    MailServer.objects.update(held_since=clock.now())
    met(*[lambda: MailServer.release(by=reviewer)] * 2)
    assert Event.objects.filter(name="sending.resumed").count() == 1
