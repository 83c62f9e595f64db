"""What strangers can make the board keep has a bound in bytes, over all networks together."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from dengen import clock
from dengen.accounts.applications.application.submission import FOLLOWING_BYTES
from dengen.accounts.limits.room import MEGABYTE, BoardFull, kept_for_strangers
from dengen.accounts.models import Application, OneTimeKey, Session
from dengen.events.models import Event
from dengen.mail.models import Message
from tests import factories
from tests.accounts.applications.form import URL, answered, confirm

pytestmark = pytest.mark.django_db


def room_for(settings, count: float) -> None:
    """So many more applications have room, each as large as a small one."""
    settings.STRANGERS_MEGABYTES = (kept_for_strangers() + count * FOLLOWING_BYTES) / MEGABYTE


def written(rows) -> int:
    return sum(len(json.dumps(row, default=str, ensure_ascii=False).encode()) for row in rows)


def test_up_to_the_bound_applications_are_taken_and_not_beyond(settings):
    room_for(settings, 1)
    assert factories.application().submit().pk
    with pytest.raises(BoardFull):
        factories.application().submit()


def test_an_application_that_ends_makes_room(settings, reviewer):
    room_for(settings, 1)
    first = factories.application().submit()
    first.deny(by=reviewer, revision=1, reason="名称が違います。")
    assert factories.application().submit().pk


def test_mails_to_those_who_have_the_address_count_for_as_long_as_applications_do(settings):
    """Whoever they go to: a stranger who knows many members' addresses has no more than that."""
    holders = [factories.member().email for _member in range(2)]
    room_for(settings, 1)
    with time_machine.travel(clock.now(), tick=False) as moment:
        factories.application(email=holders[0]).submit()
        with pytest.raises(BoardFull):
            factories.application(email=holders[1]).submit()
        assert Message.objects.filter(kind="application_repeated").count() == 1
        moment.shift(timedelta(hours=settings.APPLICATION_LIMIT_HOURS))
        assert factories.application().submit().pk


def test_applications_from_all_networks_together_have_so_much_room(settings):
    room_for(settings, 1.9)
    first, second = (Client(REMOTE_ADDR=f"203.0.113.{number}") for number in (10, 11))
    url = confirm(second)
    first.post(confirm(first, login_name="Another2026", email="a@other.example.jp"))
    assert Application.objects.count() == 1
    refused = second.post(url)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3600"
    assert "お申し込みが集中しているため、受け付けを一時的に止めています" in refused.text
    assert "みなと火力発電株式会社" in refused.text


def test_before_more_is_kept_in_a_session_the_form_says_so(settings, client):
    values = answered(client)
    room_for(settings, 0.5)
    before = Session.objects.count()
    page = client.post(URL, values)
    assert page.status_code == 429
    assert "受け付けを一時的に止めています" in page.text
    assert 'value="みなと火力発電株式会社"' in page.text
    assert Session.objects.count() == before


def test_who_was_invited_by_a_member_is_no_stranger(settings, seller):
    handover = seller.request_handover(email="kounin@minato.example.jp")
    room_for(settings, 0)
    assert factories.application(handover=handover).submit().pk


def test_without_a_bound_all_are_taken(settings):
    settings.STRANGERS_MEGABYTES = 0
    assert factories.application().submit().pk


def test_a_form_that_waits_in_a_session_counts(client):
    before = kept_for_strangers()
    confirm(client)
    (session,) = Session.objects.all()
    assert kept_for_strangers() - before == len(session.session_data)


def test_no_less_is_counted_than_an_application_and_what_follows_take():
    longest = {"family_name": 40, "street": 200, "building": 100, "work_address": 300}
    long = {name: "髙" * length for name, length in longest.items()}
    addresses = {"email2": f"b@{'a' * 60}.example.jp", "email_confirmed_at": None}
    factories.application(**long, **addresses).submit()
    rows = [model.objects.values() for model in (Application, Message, OneTimeKey, Event)]
    assert 0 < sum(map(written, rows)) < kept_for_strangers()
