"""A mail of the outbox that the mail server refuses."""

from datetime import timedelta

import pytest

from dengen import clock
from dengen.mail.models import GIVEN_UP_AFTER, Delivery, Message
from tests.outbox import delivery_of

pytestmark = pytest.mark.django_db


def refused(tries: int, age: timedelta) -> Delivery:
    message = Message.objects.create(
        kind="test",
        sender="board@example.jp",
        recipients=["person@example.jp"],
        tries=tries,
        tried_since=clock.now() - age,
    )
    delivery = delivery_of(message)
    delivery.mark_refused("451 later")
    return delivery


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 2), (6, 32), (7, 60), (125, 60)])
def test_the_pauses_grow_to_an_hour(tries, minutes):
    delivery = refused(tries, timedelta(hours=1))
    pause = delivery.next_try_at - clock.now()
    assert delivery.state == "waiting"
    assert timedelta(minutes=minutes - 1) < pause <= timedelta(minutes=minutes)


def test_a_refused_mail_is_given_up_after_some_days():
    assert refused(125, GIVEN_UP_AFTER + timedelta(minutes=1)).state == "failed"
