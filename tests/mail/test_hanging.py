"""A mail server that takes connections and then says nothing."""

import asyncio

import pytest

from dengen import clock
from dengen.mail import delivery
from dengen.mail.models import Delivery, MailServer, Message
from tests.faults.conftest import talk_to
from tests.mail.conftest import Postbox
from tests.outbox import pauses_are_over

__all__ = ["talk_to"]

pytestmark = pytest.mark.django_db
TIMEOUT = 0.2  # seconds


def write(count: int) -> None:
    for number in range(count):
        Message.objects.create(
            kind="test", sender="board@example.jp", recipients=[f"person-{number}@example.jp"]
        )


@pytest.fixture
def hang(postbox, talk_to, settings):
    """Lets it hang at each mail that this is true for; it is told how many have come before."""
    settings.MAIL_TIMEOUT_SECONDS = TIMEOUT
    seen: list[int] = []

    def begin(hangs) -> None:
        async def handle_data(server, session, envelope) -> str:
            seen.append(1)
            if hangs(len(seen) - 1):
                await asyncio.sleep(10)
            return await Postbox.handle_DATA(postbox, server, session, envelope)

        postbox.handle_DATA = handle_data
        talk_to(postbox, timeout=TIMEOUT)

    return begin


def looks(count: int) -> int:
    return sum(delivery.send_due() for _look in range(count))


def test_a_mail_server_is_away_after_the_second_time_out_and_no_mail_is_the_worse_for_it(hang):
    hang(lambda _number: True)
    write(3)
    looks(1)
    assert MailServer.state().away_since is None
    looks(1)
    assert MailServer.state().away_since
    told = set(Delivery.objects.values_list("state", "tries", "last_error"))
    assert told == {("waiting", 0, "")}


def test_while_it_is_away_one_mail_is_tried_after_each_pause(hang):
    hang(lambda _number: True)
    write(3)
    looks(2)
    server = MailServer.state()
    with clock.at(server.next_try_at):
        looks(3)
    assert MailServer.state().failures == 2
    assert set(Delivery.objects.values_list("state", "tries")) == {("waiting", 0)}


def test_once_it_answers_everything_goes_out(hang, postbox):
    hang(lambda number: number < 2)
    write(3)
    looks(2)
    with clock.at(MailServer.state().next_try_at):
        assert looks(3) == 3
    assert MailServer.state().away_since is None
    assert not Message.objects.exclude(state="sent").exists()


def test_one_mail_that_it_hangs_at_is_that_mails_own_fault(hang):
    hang(lambda number: number in {0, 3})
    write(2)
    looks(2)
    assert MailServer.state().away_since is None
    write(1)
    pauses_are_over()
    looks(3)
    assert MailServer.state().away_since is None


def test_the_worker_comes_to_its_other_duties_between_two_time_outs(hang, settings):
    hang(lambda _number: True)
    write(3)
    looks(1)
    assert Delivery.objects.filter(unanswered_at__isnull=False).count() == 1


def test_a_slow_server_is_left_after_one_time_out_and_goes_on_at_the_next_look(
    settings, postbox, talk_to
):
    settings.MAIL_TIMEOUT_SECONDS = 0  # every mail is slow
    talk_to(postbox, timeout=5)
    write(3)
    assert [delivery.send_due() for _look in range(4)] == [1, 1, 1, 0]
