"""The background worker: runs waiting tasks, and sends the mails of the outbox.

Mails are no tasks: a worker killed in the middle of one leaves its lease, which ends, and the next
look sends it; and what has piled up goes out some at a time.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from dengen.japan import clock
from dengen.mail import alive, delivery

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
KEEP_FINISHED_TASKS = timedelta(days=1)
HOUR = 3600.0  # seconds


def run(stop: threading.Event | None = None, *, pause: float = PAUSE_SECONDS) -> None:
    """Works until `stop` is set (for ever without one)."""
    stop = stop or threading.Event()
    tidied_at: float | None = None  # by a clock that nobody sets
    log.info("the worker begins")
    guarded(alive.begin)
    while not stop.is_set():
        if tidied_at is None or time.monotonic() - tidied_at > HOUR:
            tidied_at = time.monotonic()
            guarded(tidy)
        guarded(work_once)
        guarded(keep_up)
        guarded(alive.go_on)
        stop.wait(pause)
    log.info("the worker ends")


def work_once() -> None:
    """Runs all waiting tasks, then sends what is still due."""
    close_old_connections()
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"dengen-{threading.get_ident()}",
        excluded_queue_names=[],
    ).run()
    delivery.send_due()


def keep_up() -> None:
    """Runs what the rooms want done all the time."""
    for command in settings.CONTINUAL_COMMANDS:
        guarded(call_command, command)


def tidy() -> None:
    """Runs the housekeeping of all rooms, and forgets finished and orphaned tasks."""
    # A worker that was killed leaves its task "running"; the sweep has done its work since.
    yesterday = clock.now() - KEEP_FINISHED_TASKS
    done = DBTaskResult.objects.exclude(status=TaskResultStatus.READY)
    done.filter(enqueued_at__lt=yesterday).delete()
    for command in settings.HOUSEKEEPING_COMMANDS:
        began = time.monotonic()
        # One that fails must not keep the others from their work.
        if guarded(call_command, command):
            fields = {"command": command, "outcome": "done", "ms": _since(began)}
            log.info("housekeeping", extra={"fields": fields})


def guarded(step: Callable[..., object], *arguments: str) -> bool:
    """Whether it went well. A worker outlives a database that is away: it logs, and goes on."""
    try:
        step(*arguments)
    except Exception:
        log.exception("the worker's %s failed; it goes on", " ".join([step.__name__, *arguments]))
        return False
    return True


def _since(began: float) -> int:
    return round(1000 * (time.monotonic() - began))
