"""1.1: the board writes from two addresses, its own and the operator's."""

import pytest
from django.conf import settings

from dengen.mail.models import Message
from tests.demo.test_story import demo

pytestmark = pytest.mark.django_db
__all__ = ["demo"]


def test_whatever_happens_by_itself_is_told_by_the_board(demo):
    letters = Message.objects.exclude(kind__in=["operator_letter", "listing_overdue"])
    senders = dict(letters.values_list("kind", "sender").distinct())
    assert {"application_received", "application_approved", "listing_denied"} < set(senders)
    assert set(senders.values()) == {settings.SYSTEM_MAIL_FROM}
