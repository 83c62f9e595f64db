"""The background worker: runs waiting tasks, and sweeps up mails that no task is left for.

The sweep is what makes the outbox safe: a worker killed in the middle of a mail leaves its task
"running" for ever, but the mail's lease ends and the next sweep sends it.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from dengen.japan import clock
from dengen.mail import delivery

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
KEEP_FINISHED_TASKS = timedelta(days=1)
HOUR = timedelta(hours=1)


def run(stop: threading.Event | None = None, *, pause: float = PAUSE_SECONDS) -> None:
    """Works until `stop` is set (for ever without one)."""
    stop = stop or threading.Event()
    tidied_at = None
    while not stop.is_set():
        if tidied_at is None or clock.now() - tidied_at > HOUR:
            tidied_at = clock.now()
            guarded(tidy)
        guarded(work_once)
        guarded(keep_up)
        stop.wait(pause)


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
        guarded(call_command, command)  # one that fails must not keep the others from their work


def guarded(step: Callable[..., object], *arguments: str) -> None:
    """A worker outlives a database that is away for a while: it logs, and tries again later."""
    try:
        step(*arguments)
    except Exception:
        log.exception("the worker's %s failed; it goes on", " ".join([step.__name__, *arguments]))
