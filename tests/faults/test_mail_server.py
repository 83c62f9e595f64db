"""Mail servers that do what they should not: no mail is lost, none holds up the others."""

import asyncio
import socket
import time

import pytest

from dengen.mail import delivery
from dengen.mail.models import Delivery, MailServer, Message
from tests.mail.conftest import Postbox
from tests.outbox import pauses_are_over

pytestmark = pytest.mark.django_db


def write(count: int) -> list[Message]:
    return [
        Message.objects.create(
            kind="test", sender="board@example.jp", recipients=[f"person-{number}@example.jp"]
        )
        for number in range(count)
    ]


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def ids(postbox: Postbox) -> list[str]:
    return [mail["Message-ID"] for mail in postbox.mails]


def test_a_slow_mail_server_gets_each_mail_once(postbox, talk_to):
    def slowly() -> str:
        time.sleep(0.3)
        return "250 OK"

    postbox.answer = slowly
    talk_to(postbox, timeout=5)
    written = write(3)
    assert delivery.send_due() == 3
    assert delivery.send_due() == 0
    assert ids(postbox) == [one.message_id for one in written]


def test_one_that_hangs_after_the_mail_gets_it_again_later(postbox, talk_to):
    answers = iter([1.2, 0, 0])

    async def hang(server, session, envelope) -> str:
        await asyncio.sleep(next(answers))
        postbox.mails.append(envelope)
        return "250 OK"

    postbox.handle_DATA = hang
    talk_to(postbox, timeout=0.3)
    write(2)
    assert delivery.send_due() == 1
    assert states() == ["waiting", "sent"]
    pauses_are_over()
    assert delivery.send_due() == 1
    assert states() == ["sent", "sent"]


def test_a_mail_server_that_never_speaks_is_away(talk_to):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        talk_to(silent.getsockname()[1], timeout=0.3)
        write(3)
        assert delivery.send_due() == 0
    assert MailServer.state().away_since
    assert set(Delivery.objects.values_list("state", "tries")) == {("waiting", 0)}


def test_one_that_hangs_up_in_the_middle_of_a_mail_gets_it_later(postbox, talk_to):
    first = True

    async def hang_up(server, session, envelope) -> str:
        nonlocal first
        if first:
            first = False
            server.transport.abort()
            return ""
        return await Postbox.handle_DATA(postbox, server, session, envelope)

    postbox.handle_DATA = hang_up
    talk_to(postbox)
    written = write(2)
    assert delivery.send_due() == 1
    assert states() == ["waiting", "sent"]
    pauses_are_over()
    assert delivery.send_due() == 1
    assert set(ids(postbox)) == {one.message_id for one in written}


def test_a_mail_server_that_says_not_now_and_then_never_ends_in_a_mail_given_up(
    postbox, talk_to, lines
):
    answers = iter(["451 later", "550 no such person"])

    async def refuse(server, session, envelope, address, options) -> str:
        return next(answers)

    postbox.handle_RCPT = refuse
    talk_to(postbox)
    write(1)
    delivery.send_due()
    assert states() == ["waiting"]
    pauses_are_over()
    delivery.send_due()
    assert states() == ["failed"]
    assert [line["outcome"] for line in lines.all("mail")] == ["waiting", "failed"]


def test_one_that_wants_a_login_nobody_gave_holds_every_mail(postbox, talk_to):
    async def refuse(server, session, envelope, address, options) -> str:
        return "530 5.7.0 Authentication required"

    postbox.handle_MAIL = refuse
    talk_to(postbox)
    write(2)
    assert delivery.send_due() == 0
    assert states() == ["waiting", "waiting"]
