"""1.1: who writes the mails of a board with life in every corner."""

import pytest
from django.conf import settings

from dengen.mail.models import Message
from tests.demo.test_story import demo, filled

pytestmark = pytest.mark.django_db
__all__ = ["demo", "filled"]


def test_whatever_happens_by_itself_is_told_by_the_board(demo):
    letters = Message.objects.exclude(kind__in=["operator_letter", "listing_overdue"])
    senders = dict(letters.values_list("kind", "sender").distinct())
    assert {"application_received", "application_approved", "listing_denied"} < set(senders)
    assert set(senders.values()) == {settings.SYSTEM_MAIL_FROM}


def test_every_mail_names_whom_to_ask(demo):
    silent = Message.objects.exclude(body__contains=f"お問い合わせ：{settings.OPERATOR_MAIL}\n")
    assert Message.objects.exists()
    assert not silent.exists()
