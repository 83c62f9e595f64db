"""The head that this machine notes: an end of the trail that was cut off shows by itself."""

import logging

import pytest
from django.core.management import call_command
from django.db import connection

from dengen.events import head
from dengen.events.append_only import protect, unprotect
from dengen.events.flaw import Flaw
from dengen.events.models import Event, Seal
from dengen.events.sealing import seal_waiting
from dengen.events.verification import verify
from dengen.oversight.faults import trail_faults
from tests import factories

pytestmark = pytest.mark.django_db
LOST = "its end is missing"


@pytest.fixture
def somebody(db):
    return factories.operator()


@pytest.fixture
def noted(somebody) -> str:
    """The head of five events, noted as the worker does."""
    for _ in range(4):
        somebody.log_out()
    call_command("seal_events")
    return str(Seal.objects.last())


def cut_off(count: int = 2) -> None:
    """What somebody does who owns the database: the newest part goes."""
    tables = ("events_event", "events_seal")
    last = Seal.objects.last().number
    for table in tables:
        unprotect(connection, table)
    gone = Seal.objects.filter(number__gt=last - count)
    pks = list(gone.values_list("event_id", flat=True))
    gone.delete()
    Event.objects.filter(pk__in=pks).delete()
    for table in tables:
        protect(connection, table)


def test_the_worker_notes_the_head_beside_the_database_and_in_the_log(somebody, caplog):
    caplog.set_level(logging.INFO, "dengen.events.head")
    call_command("seal_events")
    assert head.read().head == str(Seal.objects.last())
    line = next(one for one in caplog.records if one.name == "dengen.events.head")
    assert line.fields == {"head": str(Seal.objects.last())}


def test_the_head_is_not_noted_again_every_second(noted, somebody):
    somebody.log_out()
    call_command("seal_events")
    assert head.read().head == noted
    head.forget_pauses()
    call_command("seal_events")
    assert head.read().head == str(Seal.objects.last())


def test_a_lost_end_is_told_by_the_worker_and_by_the_check(noted, caplog):
    cut_off()
    head.forget_pauses()
    call_command("seal_events")
    assert LOST in caplog.text
    assert any(LOST in fault for fault in trail_faults())
    assert verify().flaw == Flaw("rewritten")


def test_steps_after_the_cut_do_not_hide_it(noted, somebody):
    cut_off()
    for _ in range(9):
        somebody.log_out()
    head.forget_pauses()
    call_command("seal_events")
    assert head.read().head == noted
    assert verify().flaw == Flaw("rewritten")


def test_a_restoration_explains_another_head(noted):
    from dengen import clock
    from dengen.backup.models import Restoration

    cut_off()
    Restoration.note(backed_up_at=clock.now(), head="3:0")
    seal_waiting()
    head.forget_pauses()
    call_command("seal_events")
    assert verify().flaw is None
    assert head.read().head == str(Seal.objects.last())


@pytest.mark.parametrize("text", ["", "nonsense", "1:2", "９:1 2026-01-01T00:00:00+09:00"])
def test_a_file_that_says_nothing_is_none(somebody, text):
    head.file().write_text(text, "utf-8")
    assert head.read() is None
    assert trail_faults() == []
    assert verify().flaw is None


def test_an_empty_trail_beside_accounts_fails_the_check(noted):
    cut_off(5)
    assert any("is empty" in fault for fault in trail_faults())
