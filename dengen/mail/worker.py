"""The background worker: runs waiting tasks, and sends the mails of the outbox.

Mails are no tasks: a worker killed in the middle of one leaves its lease, which ends, and the mail
is sent at the next look; and a backlog goes out in portions. Long tasks and the housekeeping run
beside that, so that no mail and no seal waits for them.
"""

import logging
import threading
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import Error, close_old_connections, connection
from django_tasks_db.models import DBTaskResult

from dengen import clock
from dengen.database import read_only
from dengen.events.clock_check import TOLERANCE, clock_fault
from dengen.mail import alive, delivery, task_queue
from dengen.mail.aside import SideThread, end_together, guarded

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
KEEP_FINISHED_TASKS = timedelta(days=1)
HOUR = 3600.0  # seconds
MINUTE = 60.0
ENDING_SECONDS = 60.0  # in which what is done beside ends at its next step
LONGEST_PAUSE = 30.0  # seconds between two looks for a database that is away


def run(stop: threading.Event | None = None, *, pause: float = PAUSE_SECONDS) -> None:
    """Work until `stop` is set (for ever without one)."""
    stop = stop or threading.Event()
    tidied_at: float | None = None  # by a clock that nobody sets
    began = (time.monotonic(), clock.now())
    log.info("the worker begins")
    if not wait_for_database(stop):
        return
    guarded(alive.begin)
    housekeeping = SideThread(tidy)
    long_tasks = SideThread(task_queue.run_long, has_work=task_queue.has_long)
    while wait_for_database(stop):
        if tidied_at is None or time.monotonic() - tidied_at > HOUR:
            tidied_at = time.monotonic()
            if fault := clock_jump_since(*began) or clock_fault():
                log.error("no housekeeping", extra={"fields": {"error": fault}})
            else:
                housekeeping.begin()
        guarded(long_tasks.begin)
        guarded(work_once)
        guarded(run_continual_commands)
        guarded(alive.heartbeat)
        stop.wait(pause)
    end_together(housekeeping, long_tasks, seconds=ENDING_SECONDS)
    guarded(alive.end)
    log.info("the worker ends")


def wait_for_database(stop: threading.Event) -> bool:
    """Wait until the database answers and takes changes; return False if told to stop meanwhile.

    One that is away is asked less and less often, and the log hears of it once a minute.
    """
    pause, told_at = 1.0, -MINUTE
    while not stop.is_set():
        try:
            close_old_connections()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            mode = read_only.mode()
        except Error as error:
            connection.close()
            if time.monotonic() - told_at >= MINUTE:
                told_at = time.monotonic()
                fields = {"outcome": "away", "error": type(error).__name__}
                log.error("database", extra={"fields": fields})  # noqa: TRY400 - one line
            stop.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            if mode is None:
                return not stop.is_set()
            if time.monotonic() - told_at >= MINUTE:
                told_at = time.monotonic()
                log.info("database", extra={"fields": {"outcome": "read-only"}})
            stop.wait(PAUSE_SECONDS)
    return False


def work_once() -> None:
    """Run the waiting tasks that are soon done, then send what is still due."""
    close_old_connections()
    task_queue.run_short()
    delivery.send_due()


def clock_jump_since(ticks: float, moment: datetime) -> str:
    """Return what is wrong if the clock was set since then; ticks come from a monotonic clock.

    Otherwise everything that is deleted by its age would go too early, sessions first of all.
    """
    jump = clock.now() - moment - timedelta(seconds=time.monotonic() - ticks)
    if abs(jump) <= TOLERANCE:
        return ""
    return f"the clock has jumped by {jump.total_seconds():,.0f} seconds; restart the worker"


def run_continual_commands() -> None:
    """Run what the rooms want done all the time."""
    for command in settings.CONTINUAL_COMMANDS:
        guarded(call_command, command)


def tidy() -> None:
    """Run the housekeeping of all rooms, and forget finished tasks."""
    yesterday = clock.now() - KEEP_FINISHED_TASKS
    DBTaskResult.objects.finished().filter(finished_at__lt=yesterday).delete()
    for command in settings.HOUSEKEEPING_COMMANDS:
        began = time.monotonic()
        # One that fails must not keep the others from their work.
        if guarded(call_command, command):
            fields = {"command": command, "outcome": "done", "ms": _since(began)}
            log.info("housekeeping", extra={"fields": fields})


def _since(began: float) -> int:
    return round(1000 * (time.monotonic() - began))
