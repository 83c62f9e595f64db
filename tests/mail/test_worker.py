"""The worker as it runs in production: a process of its own, and a mail server that answers."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import transaction

from dengen.mail.models import Delivery, Message
from dengen.mail.outbox import post
from tests import factories
from tests.outbox import pauses_are_over

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30  # seconds until a test gives up; no test measures speed


def wait_until(holds: Callable[[], bool]) -> None:
    """Returns as soon as it holds; fails after a while."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def post_mails(count: int) -> list[str]:
    """Mails in the outbox; their Message-IDs."""
    return [
        post(
            "accounts/mails/application_received",
            {"application": factories.application()},
            to=[f"person-{number}@example.jp"],
        ).message_id
        for number in range(count)
    ]


def test_the_worker_sends_what_a_transaction_wrote(postbox, start_worker):
    ids = post_mails(3)
    start_worker()
    wait_until(lambda: not Message.objects.exclude(state="sent").exists())
    assert [mail["Message-ID"] for mail in postbox.mails] == ids


def test_the_worker_sends_nothing_of_a_transaction_that_failed(postbox, start_worker):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post_mails(1)
        raise ZeroDivisionError
    kept = post_mails(1)
    start_worker()
    wait_until(lambda: Message.objects.filter(state="sent").exists())
    assert [mail["Message-ID"] for mail in postbox.mails] == kept


def test_a_kill_in_the_middle_of_sending_loses_no_mail(postbox, start_worker):
    is_sending, may_answer = threading.Event(), threading.Event()

    def answer_late() -> str:
        is_sending.set()
        return "250 OK" if may_answer.wait(PATIENCE) else "451 later"

    postbox.answer = answer_late
    ids = post_mails(5)
    first = start_worker()
    assert is_sending.wait(PATIENCE)
    first.kill()
    first.wait()
    assert Message.objects.filter(state="waiting").count() == 5
    may_answer.set()
    start_worker()
    wait_until(lambda: not Message.objects.exclude(state="sent").exists())
    assert {mail["Message-ID"] for mail in postbox.mails} == set(ids)


def test_a_server_that_refuses_for_now_gets_the_mail_later(postbox, start_worker):
    answers = iter(["451 try again later"])
    postbox.answer = lambda: next(answers, "250 OK")
    post_mails(1)
    start_worker()
    wait_until(lambda: Delivery.objects.filter(tries=1).exclude(last_error="").exists())
    refused = Message.objects.get()
    assert refused.state == "waiting"
    assert "try again later" in refused.deliveries.get().last_error
    pauses_are_over()
    wait_until(lambda: Message.objects.filter(state="sent").exists())
    assert [mail["Message-ID"] for mail in postbox.mails] == [refused.message_id]
