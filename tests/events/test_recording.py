"""An event is recorded in the transaction of its step, or not at all."""

import pytest
from django.db.transaction import TransactionManagementError

from dengen.events.models import Event
from dengen.events.trail import record
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_of_a_transaction():
    somebody = factories.operator()
    with pytest.raises(TransactionManagementError):
        record("account.logged_out", somebody, by=somebody)
    assert not Event.objects.filter(name="account.logged_out").exists()
