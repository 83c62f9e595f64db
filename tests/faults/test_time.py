"""Clocks that jump: forwards over a freeze or a lease, and back again."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as board
from django.test import Client

from dengen.events.models import Event
from dengen.events.verification import verify
from dengen.mail import delivery
from dengen.mail.models import Delivery, MailServer, Message, WorkerHeartbeat
from tests import factories
from tests.outbox import delivery_of

pytestmark = pytest.mark.django_db
NOON = datetime(2030, 6, 12, 3, tzinfo=UTC)
LEASE = board.MAIL_LEASE_SECONDS
DAY = timedelta(days=1)


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def is_let_in(login_id: str, password: str = factories.PASSWORD) -> bool:
    client = Client()
    client.post("/login/", {"login_id": login_id, "password": password})
    return client.get("/listings/").status_code == 200


def a_mail() -> Delivery:
    return delivery_of(
        Message.objects.create(kind="test", sender="a@example.jp", recipients=["b@example.jp"])
    )


def test_a_freeze_is_over_when_the_clock_says_so_and_not_before(seller):
    with at(NOON):
        for _ in range(board.LOGIN_TRIES):
            is_let_in(seller.login_id, "wrong-1234")
    with at(NOON - DAY):  # set back: it lasts longer, and never opens by itself
        assert not is_let_in(seller.login_id)
    freeze = timedelta(hours=board.FREEZE_HOURS)
    with at(NOON + freeze - timedelta(seconds=1)):
        assert not is_let_in(seller.login_id)
    with at(NOON + freeze + timedelta(seconds=1)):
        assert is_let_in(seller.login_id)


def test_a_session_ends_with_a_jump_ahead_and_does_not_come_back_to_life(client, seller):
    with at(NOON):
        client.force_login(seller)
        assert client.get("/listings/").status_code == 200
    with at(NOON + DAY):
        assert client.get("/listings/").status_code == 302
    with at(NOON):
        assert client.get("/listings/").status_code == 302


def test_a_mail_written_ahead_of_time_goes_out_when_the_clock_is_set_right():
    with at(NOON + DAY):
        a_mail()
    with at(NOON):
        assert delivery.send_due() == 1


def test_a_lease_from_ahead_of_time_binds_nobody():
    with at(NOON):
        mail = a_mail()
    with at(NOON + DAY):
        assert mail.lease()
    with at(NOON):
        assert delivery.send_due() == 1


@pytest.mark.parametrize(("seconds", "expected"), [(LEASE - 1, 0), (LEASE + 1, 1)])
def test_a_lease_lasts_as_long_as_it_says(seconds, expected):
    with at(NOON):
        assert a_mail().lease()
    with at(NOON + timedelta(seconds=seconds)):
        assert delivery.send_due() == expected


def test_a_pause_from_ahead_of_time_does_not_keep_the_mail_server_waiting():
    with at(NOON + DAY):
        MailServer.state().note_away("no route")
    with at(NOON):
        assert MailServer.state().is_worth_a_try()


def test_a_sign_of_life_from_ahead_of_time_is_none():
    with at(NOON + DAY):
        WorkerHeartbeat.objects.create(worker="one:1")
    with at(NOON):
        assert not WorkerHeartbeat.objects.living().exists()


def test_the_trail_keeps_the_order_of_steps_whatever_the_clock_said(seller, reviewer):
    with at(NOON):
        listing = factories.listing(seller)
    with at(NOON - DAY):
        listing.approve(by=reviewer, revision=1)
    names = list(Event.objects.about(listing).values_list("name", flat=True))
    assert names == ["listing.submitted", "listing.approved"]
    assert verify().flaw is None
