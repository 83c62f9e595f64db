"""The seals of the trail: whatever is done to it behind the triggers shows, and where."""

from datetime import date

import pytest
from django.db import connection, transaction

from dengen.events.append_only import protect, unprotect
from dengen.events.flaw import Flaw
from dengen.events.models import Event, PrivateParticulars, Seal, Unsealed
from dengen.events.sealing import seal_waiting
from dengen.events.trail import record
from dengen.events.verification import verify
from tests import factories
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(db):
    """One of the operator's staff, and the first event."""
    return factories.operator()


@pytest.fixture
def trail(somebody):
    """Five sealed events: their numbers."""
    for _ in range(4):
        somebody.log_out()
    seal_waiting()
    return list(Event.objects.values_list("pk", flat=True))


def tamper(*statements: str) -> None:
    """What somebody does who owns the database."""
    for table in ("events_event", "events_seal"):
        unprotect(connection, table)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    for table in ("events_event", "events_seal"):
        protect(connection, table)


def test_a_whole_trail_has_no_flaw_and_tells_its_head(trail):
    verdict = verify()
    assert (verdict.count, verdict.flaw) == (5, None)
    assert verdict.head == f"5:{Seal.objects.last().digest}"


def test_an_empty_trail_beside_accounts_is_a_flaw(trail):
    tamper("DELETE FROM events_event", "DELETE FROM events_seal", "DELETE FROM events_unsealed")
    assert verify().flaw == Flaw("emptied")


def test_an_empty_trail_of_a_new_board_has_no_flaw(db):
    assert verify().count == 0
    assert verify().head == ""


def test_what_was_just_recorded_is_sealed_first(trail, somebody):
    somebody.log_out()
    assert verify().count == 6
    assert not Unsealed.objects.exists()


def test_any_kind_of_particular_is_read_back_as_it_was_recorded(somebody):
    with transaction.atomic():
        record("account.logged_out", somebody, by=None, on=date(2026, 6, 1), what={"一": [1.5]})
    assert verify().flaw is None


@pytest.mark.parametrize(
    "change",
    [
        "name = 'account.frozen'",
        "actor_id = NULL",
        "subject_id = subject_id + 1",
        "address = '192.0.2.1'",
        "occurred_at = '2020-01-01 00:00:00+00:00'",
        """particulars = '{"reason": "another"}'""",
    ],
)
def test_a_changed_event_is_named(trail, change):
    tamper(f"UPDATE events_event SET {change} WHERE id = {trail[2]}")
    assert verify().flaw == Flaw("changed", trail[2], 3)
    assert verify().count == 2


def test_a_missing_event_is_named(trail):
    tamper(f"DELETE FROM events_event WHERE id = {trail[2]}")
    assert verify().flaw == Flaw("missing", trail[2], 3)


def test_the_place_of_an_event_that_is_missing_with_its_seal_is_named(trail):
    tamper(
        f"DELETE FROM events_event WHERE id = {trail[2]}",
        f"DELETE FROM events_seal WHERE event_id = {trail[2]}",
    )
    assert verify().flaw == Flaw("missing", None, 3)


def test_an_event_that_is_missing_before_it_was_sealed_is_named(trail, somebody):
    somebody.log_out()
    last = Event.objects.last().pk
    tamper(f"DELETE FROM events_event WHERE id = {last}")
    assert verify().flaw == Flaw("missing", last)


COPY = """
INSERT INTO events_event (id, name, subject_type, subject_id, actor_id, particulars, channel,
                          address, request_id, occurred_at)
SELECT {id}, name, subject_type, subject_id, actor_id, particulars, channel, address, request_id,
       occurred_at FROM events_event WHERE id = {of}
"""


def test_an_inserted_event_is_named(trail):
    stranger = trail[-1] + 100
    tamper(COPY.format(id=stranger, of=trail[2]))
    assert verify().flaw == Flaw("inserted", stranger)


def test_an_inserted_event_with_a_note_of_another_is_named_and_never_sealed(trail, somebody):
    somebody.log_out()
    stranger = trail[-1] + 100
    tamper(
        COPY.format(id=stranger, of=trail[2]),
        f"INSERT INTO events_unsealed SELECT {stranger}, signature FROM events_unsealed",
    )
    assert verify().flaw == Flaw("inserted", stranger)
    assert not Seal.objects.filter(event=stranger).exists()


def test_an_event_inserted_with_a_seal_of_ones_own_is_named(trail):
    stranger = trail[-1] + 100
    tamper(
        COPY.format(id=stranger, of=trail[2]),
        f"INSERT INTO events_seal (number, event_id, digest) VALUES (6, {stranger}, '{'0' * 64}')",
    )
    assert verify().flaw == Flaw("changed", stranger, 6)


def test_events_in_another_order_are_named(trail):
    tamper(
        f"UPDATE events_seal SET event_id = -1 WHERE event_id = {trail[1]}",
        f"UPDATE events_seal SET event_id = {trail[1]} WHERE event_id = {trail[3]}",
        f"UPDATE events_seal SET event_id = {trail[3]} WHERE event_id = -1",
    )
    assert verify().flaw == Flaw("reordered", trail[3], 2)


def test_a_lost_end_shows_against_the_head_that_was_noted(trail):
    noted = verify().head
    tamper(
        f"DELETE FROM events_event WHERE id = {trail[-1]}", "DELETE FROM events_seal WHERE number=5"
    )
    assert verify().flaw is None
    assert verify(noted).flaw == Flaw("rewritten")


def test_seals_cannot_be_made_anew_without_the_key(trail, settings):
    noted = verify().head
    tamper("DELETE FROM events_seal")
    assert verify().flaw == Flaw("inserted", trail[0])
    assert verify(noted).flaw == Flaw("rewritten")


@pytest.mark.parametrize("change", ['"別の理由"', "null"])
def test_changed_private_particulars_are_named(trail, somebody, change):
    with transaction.atomic():
        told = {"reason": "理由"}
        event = record("account.suspended", somebody, by=None, private=told)
    assert verify().flaw is None
    with connection.cursor() as cursor:
        value = f'{{"reason": {change}}}'
        cursor.execute('UPDATE events_privateparticulars SET "values" = %s', [value])
    assert verify().flaw == Flaw("changed", event.pk, 6)


def test_erased_private_particulars_leave_the_trail_whole(trail, somebody):
    with transaction.atomic():
        event = record("account.suspended", somebody, by=None, private={"reason": "理由"})
    seal_waiting()
    PrivateParticulars.objects.all().delete()
    event = Event.objects.get(pk=event.pk)
    assert verify().flaw is None
    assert (event.is_erased, event.particular("reason")) == (True, None)
    assert "理由" not in str(event.particulars)


def test_another_key_reads_as_tampering_and_a_key_of_its_own_outlives_the_secret(trail, settings):
    secret = settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    assert verify().flaw == Flaw("changed", trail[0], 1)
    settings.SEAL_KEY = secret
    assert verify().flaw is None


@pytest.mark.django_db(transaction=True)
def test_an_event_that_commits_late_is_sealed_late_and_is_no_tampering(somebody):
    def act(number: int) -> None:
        for _ in range(20):
            somebody.log_out()
            seal_waiting()

    assert at_once(4, act) == [None] * 4
    assert (verify().count, verify().flaw) == (81, None)


@pytest.mark.django_db(transaction=True)
def test_a_lower_number_may_be_sealed_after_a_higher_one(somebody):
    somebody.log_out()
    late, early = Event.objects.order_by("pk")
    note = Unsealed.objects.get(pk=late.pk)
    note.delete()  # as long as its transaction has not committed
    seal_waiting()
    Unsealed.objects.create(event=late, signature=note.signature)
    verdict = verify()
    assert (verdict.count, verdict.flaw) == (2, None)
    assert list(Seal.objects.values_list("event_id", flat=True)) == [early.pk, late.pk]
