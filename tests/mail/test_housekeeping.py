"""The worker's hourly housekeeping."""

from datetime import timedelta

import pytest

from dengen import clock
from dengen.accounts.models import UsedChallenge
from dengen.mail import worker

pytestmark = pytest.mark.django_db


def test_a_command_that_fails_keeps_no_other_from_its_work(settings, caplog):
    UsedChallenge.objects.create(signature="old", used_at=clock.now() - timedelta(days=2))
    settings.HOUSEKEEPING_COMMANDS = ["no_such_command", "clear_login_traces"]
    worker.tidy()
    assert not UsedChallenge.objects.exists()
    assert "no_such_command" in caplog.text
