"""Presets of reasons: delivered, and then the operator's."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dengen.events.models import Event
from dengen.listings.models import ReasonPreset
from dengen.listings.presets.first_presets import add_first_presets
from dengen.listings.presets.reason_preset import fields_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def delivered(db):
    ReasonPreset.objects.all().delete()
    add_first_presets()


def labels(queue="listing"):
    return [preset.label for preset in ReasonPreset.objects.of_queue(queue)]


def test_a_new_board_has_some_for_both_queues_and_they_fit_their_fields():
    for queue in ("listing", "application"):
        presets = ReasonPreset.objects.of_queue(queue)
        assert len(presets) > 5
        assert {preset.field for preset in presets} <= {"", *fields_of(queue)}
        for preset in presets:
            preset.clean_fields()


def test_the_first_presets_are_delivered_once(reviewer):
    for preset in ReasonPreset.objects.all():
        preset.remove(by=reviewer, read=preset.revision)
    add_first_presets()
    assert not ReasonPreset.objects.exists()


def test_a_new_preset_stands_last(reviewer):
    ReasonPreset(queue="listing", field="title", label="新しい", text="文面").keep(by=reviewer)
    assert labels()[-1] == "新しい"
    assert Event.objects.get(name="preset.added").actor == reviewer


def test_presets_are_put_in_another_order(reviewer):
    before = labels()
    ReasonPreset.objects.of_queue("listing")[1].move(by=reviewer, up=True)
    assert labels() == [before[1], before[0], *before[2:]]
    ReasonPreset.objects.of_queue("listing")[0].move(by=reviewer, up=False)
    assert labels() == before


def test_the_first_preset_cannot_move_up(reviewer):
    before = labels()
    ReasonPreset.objects.of_queue("listing").first().move(by=reviewer, up=True)
    assert labels() == before
    assert not Event.objects.filter(name="preset.moved").exists()


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        ("field", "login_name"),
        ("label", ""),
        ("text", ""),
        ("text", "あ" * 301),
        ("queue", "other"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(reviewer, field, broken):
    values = {"queue": "listing", "field": "title", "label": "見出し", "text": "文面"}
    with pytest.raises(ValidationError) as refusal:
        ReasonPreset(**values | {field: broken}).keep(by=reviewer)
    assert list(refusal.value.error_dict) == [field]


def test_auditors_only_read_the_presets():
    auditor = factories.operator("auditor")
    preset = ReasonPreset.objects.first()
    with pytest.raises(PermissionDenied):
        preset.keep(by=auditor)
    with pytest.raises(PermissionDenied):
        preset.remove(by=auditor, read=preset.revision)
    with pytest.raises(PermissionDenied):
        preset.move(by=auditor, up=True)
