"""The end of the read-only mode that two administrators declare at once."""

import pytest

from dengen.backup.models import ReadOnlyMode
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from tests import factories
from tests.races import met, one_writer_at_a_time

pytestmark = [pytest.mark.django_db(transaction=True), one_writer_at_a_time]


def test_a_read_only_mode_that_two_end_at_once_is_ended_once():
    administrator = factories.operator("administrator")
    ReadOnlyMode.begin(by=administrator, reason="更新のため")
    refused = met(*[lambda: ReadOnlyMode.end(by=administrator)] * 2)
    assert isinstance(refused, StepNotAllowed)
    assert Event.objects.filter(name="writing.resumed").count() == 1
