"""What the worker says of its work."""

import pytest

from dengen.accounts.authentication.tasks import receive_password_request
from dengen.mail import delivery, worker
from dengen.mail.models import Message
from tests.mail.conftest import free_port

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def write() -> Message:
    return Message.objects.create(
        kind="test", sender="board@example.jp", recipients=["takahashi@minato.example.jp"]
    )


def test_the_log_tells_the_kind_and_the_outcome_of_a_mail(lines):
    mail = write()
    delivery.send_due()
    line = lines.one("mail")
    assert (line["mail"], line["kind"], line["outcome"], line["tries"]) == (
        mail.pk,
        "test",
        "sent",
        1,
    )


def test_of_a_server_that_is_away_the_kind_of_trouble(lines, settings):
    options = {"host": "127.0.0.1", "port": free_port(), "timeout": 1}
    settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": options}}
    write()
    delivery.send_due()
    line = lines.one("mail server")
    assert (line["level"], line["outcome"]) == ("warning", "away")
    assert line["error"] == "ConnectionRefusedError"


@pytest.mark.django_db(transaction=True)
def test_of_a_task_how_it_ended_and_nothing_of_what_it_was_about(lines):
    receive_password_request.enqueue("Shiranai2026", "株式会社なし", "nobody@example.jp")
    worker.work_once()
    line = lines.one("task")
    assert (line["task"], line["outcome"]) == (
        "dengen.accounts.authentication.tasks.receive_password_request",
        "successful",
    )
    assert "hiranai" not in "".join(lines.texts)


def test_the_log_tells_each_command_of_the_housekeeping(lines, settings):
    settings.HOUSEKEEPING_COMMANDS = ["clear_drafts"]
    worker.tidy()
    assert lines.one("housekeeping")["command"] == "clear_drafts"
