"""What was sealed with a wrong key, or is lost, is taken as it is by a recorded step."""

import pytest

from dengen.events import head
from dengen.events.digests import link
from dengen.events.keys import wrong_key
from dengen.events.models import Event, Seal, Unsealed
from dengen.events.sealing import seal_waiting
from dengen.events.verification import verify
from dengen.oversight.models import Acknowledgement, NothingToAcknowledge
from tests import factories
from tests.events.test_head import cut_off
from tests.events.test_seals import tamper

pytestmark = pytest.mark.django_db
REASON = "鍵のファイルを取り違えたまま一日動かしたため"


@pytest.fixture
def administrator(db):
    return factories.operator("administrator")


@pytest.fixture
def wrongly_sealed(administrator, settings) -> list[int]:
    """Two good seals, then six of another key, as a program without the check made them."""
    administrator.log_out()
    seal_waiting()
    right, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    for _ in range(6):
        administrator.log_out()
    newest = Seal.objects.last()
    number, digest = newest.number, newest.digest
    made = []
    for event in Event.objects.filter(seal=None).order_by("pk"):
        number, digest = number + 1, link(number + 1, digest, event)
        Seal.objects.create(number=number, event=event, digest=digest)
        made.append(event.pk)
    Unsealed.objects.all().delete()
    settings.SECRET_KEY = right
    return made


def test_the_board_goes_on_and_the_trail_says_who_took_it(wrongly_sealed, administrator):
    assert wrong_key()
    Acknowledgement.make(by=administrator, reason=REASON)
    assert not wrong_key()
    administrator.log_out()
    verdict = verify()
    assert (verdict.flaw, verdict.count, verdict.acknowledged) == (None, 10, 6)
    event = Event.objects.get(name="trail.acknowledged")
    assert (event.actor, event.particular("reason")) == (administrator, REASON)
    assert (event.particular("first"), event.particular("last")) == (3, 8)


def test_what_was_taken_cannot_be_changed_afterwards_either(wrongly_sealed, administrator):
    Acknowledgement.make(by=administrator, reason=REASON)
    assert verify().flaw is None
    tamper(f"UPDATE events_event SET address = '192.0.2.9' WHERE id = {wrongly_sealed[1]}")
    assert verify().flaw.kind == "changed"


def test_an_acknowledgement_that_the_board_has_not_recorded_counts_for_nothing(wrongly_sealed):
    forged = {"first": 3, "last": 8, "cover": "0" * 64, "reason": "嘘"}
    event = Event.objects.create(
        name="trail.acknowledged",
        subject_type="oversight.acknowledgement",
        subject_id=1,
        particulars=forged,
        channel="command",
    )
    Unsealed.objects.create(event=event, signature="0" * 64)
    assert wrong_key()
    assert verify().flaw is not None


def test_what_was_signed_with_a_wrong_key_gets_its_seal(administrator, settings):
    seal_waiting()
    right, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    administrator.log_out()
    settings.SECRET_KEY = right
    assert verify().flaw.kind == "inserted"
    Acknowledgement.make(by=administrator, reason=REASON)
    assert verify().flaw is None
    assert Event.objects.get(name="trail.acknowledged").particular("count") == 1


def test_a_lost_end_can_be_acknowledged(administrator):
    for _ in range(4):
        administrator.log_out()
    seal_waiting()
    head.note_head()
    cut_off()
    assert verify().flaw.kind == "rewritten"
    Acknowledgement.make(by=administrator, reason=REASON)
    assert verify().flaw is None


def test_a_key_that_fits_nothing_acknowledges_nothing(administrator, settings):
    seal_waiting()
    settings.SECRET_KEY = "another"
    with pytest.raises(NothingToAcknowledge, match="not this board's"):
        Acknowledgement.make(by=administrator, reason=REASON)


def test_a_whole_trail_has_nothing_to_acknowledge(administrator):
    with pytest.raises(NothingToAcknowledge, match="whole"):
        Acknowledgement.make(by=administrator, reason=REASON)
