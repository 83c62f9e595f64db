"""A mail server that is away for a while: nothing is lost, nothing is given up, nothing storms."""

from datetime import timedelta

import pytest
from django.conf import settings as board
from django.test import Client

from dengen import clock
from dengen.mail import delivery
from dengen.mail.models import Delivery, MailServer, Message
from dengen.mail.secret import Secret, seal_secrets
from tests.mail.conftest import free_port

pytestmark = pytest.mark.django_db
BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def write(count: int) -> list[Message]:
    return [
        Message.objects.create(
            kind="test", sender="board@example.jp", recipients=[f"person-{number}@example.jp"]
        )
        for number in range(count)
    ]


@pytest.fixture
def talk_to(settings):
    """Points the board at the mail server on that port."""

    def point(port: int) -> None:
        options = {"host": "127.0.0.1", "port": port, "timeout": 5}
        settings.MAILERS = {"default": {"BACKEND": BACKEND, "OPTIONS": options}}

    return point


def test_while_it_is_away_nothing_counts_against_a_mail(talk_to):
    talk_to(free_port())
    write(3)
    assert delivery.send_due() == 0
    found = Delivery.objects.values_list("message__state", "state", "tries", "last_error")
    assert list(found) == [("waiting", "waiting", 0, "")] * 3


def test_a_mail_server_that_is_away_is_asked_once_and_left_alone_for_a_growing_pause(talk_to):
    talk_to(free_port())
    write(3)
    moment = clock.now()
    pauses = []
    for _round in range(8):
        with clock.at(moment):
            delivery.send_due()
            delivery.send_due()  # still in the pause: not asked
        server = MailServer.state()
        pauses.append(int((server.next_try_at - moment).total_seconds()))
        moment = server.next_try_at
    assert pauses == [15, 30, 60, 120, 240, 300, 300, 300]
    assert server.failures == 8


def test_when_it_is_back_after_days_everything_goes_out_in_order(talk_to, postbox):
    talk_to(free_port())
    written = write(5)
    delivery.send_due()
    talk_to(int(postbox.url.rpartition(":")[2]))
    with clock.at(clock.now() + timedelta(days=6)):
        assert delivery.send_due() == 5
    assert [mail["Message-ID"] for mail in postbox.mails] == [mail.message_id for mail in written]
    assert MailServer.state().away_since is None


def test_what_piled_up_goes_out_some_at_a_time(settings, talk_to, postbox):
    settings.MAIL_BURST = 2
    talk_to(int(postbox.url.rpartition(":")[2]))
    write(5)
    assert [delivery.send_due() for _round in range(4)] == [2, 2, 1, 0]


def test_a_mail_that_is_refused_does_not_hold_up_the_others(talk_to, postbox):
    answers = iter(["554 no such thing", "451 later"])
    postbox.answer = lambda: next(answers, "250 OK")
    talk_to(int(postbox.url.rpartition(":")[2]))
    write(3)
    assert delivery.send_due() == 1
    assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == [
        "waiting",
        "waiting",
        "sent",
    ]


def test_a_server_that_takes_its_leave_is_away(talk_to, postbox):
    postbox.answer = lambda: "421 closing down"
    talk_to(int(postbox.url.rpartition(":")[2]))
    write(2)
    assert delivery.send_due() == 0
    assert MailServer.state().away_since
    assert set(Delivery.objects.values_list("tries", flat=True)) == {0}


def test_the_console_says_so_and_what_to_look_at(talk_to, reviewer):
    talk_to(free_port())
    write(1)
    delivery.send_due()
    client = Client()
    client.force_login(reviewer)
    for address in ["/console/", "/console/mails/"]:
        assert "メールサーバーに" in client.get(address).content.decode()
    page = client.get("/console/mails/").content.decode()
    assert "接続できるようになると古いものから順に送信されます" in page
    assert "Connection refused" in page
    assert "DENGEN_MAIL_URL" in page


def test_a_confidential_mail_is_forgotten_once_it_is_sent(settings, talk_to, postbox):
    settings.KEEP_CONFIDENTIAL_MAILS = False
    talk_to(int(postbox.url.rpartition(":")[2]))
    secret = Secret("秘密")
    Message.objects.create(
        kind="test",
        sender=board.SYSTEM_MAIL_FROM,
        recipients=["person@example.jp"],
        body=f"鍵：{secret}",
        secrets=seal_secrets([secret]),
        is_confidential=True,
    )
    assert "秘密" not in Message.objects.get().shown_body
    delivery.send_due()
    assert "秘密" in postbox.mails[0].get_payload(decode=True).decode()
    assert Message.objects.get().secrets == ""
