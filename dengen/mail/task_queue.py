"""The tasks that wait for a worker, and those that one has begun and not ended.

A task stays unfinished if its worker is killed, is told to stop, or loses the database; then it is
run once more. So each task must be written so that it can be begun again.
"""

import logging
from collections.abc import Iterator

from django.db.models import Q
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from dengen.mail.alive import Interrupted
from dengen.mail.models.heartbeat import WorkerHeartbeat
from dengen.mail.models.process_name import own_name

log = logging.getLogger(__name__)

LONG_QUEUE = "long"  # the queue of tasks that take minutes: they run beside the worker's other work
MOST_TRIES = 5  # of a task under which one worker after another breaks down
# Tasks that failed with these did nothing wrong.
NOT_THE_TASKS_FAULT = (
    f"{Interrupted.__module__}.{Interrupted.__qualname__}",
    "django.db.utils.OperationalError",
)


class GivenUp(Exception):
    """A task was begun again and again, and never ended."""


def run_short() -> None:
    """Run all that wait and are soon done."""
    _put_back(~Q(queue_name=LONG_QUEUE))
    _run(["*"], [LONG_QUEUE])


def run_long() -> None:
    """Run all that wait and take long."""
    _run([LONG_QUEUE], [])


def has_long() -> bool:
    """Return whether there are any of those; nobody in this process runs one meanwhile."""
    _put_back(Q(queue_name=LONG_QUEUE))
    return DBTaskResult.objects.ready().filter(queue_name=LONG_QUEUE).exists()


def _run(queues: list[str], excluded: list[str]) -> None:
    Worker(
        queue_names=queues,
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=own_name(),
        excluded_queue_names=excluded,
    ).run()


def _put_back(of: Q) -> None:
    """Let the unfinished ones of these wait again; this process has none of them in hand."""
    for task in _unfinished(of):
        if len(task.worker_ids) < MOST_TRIES:
            same = DBTaskResult.objects.filter(
                pk=task.pk, status=task.status, started_at=task.started_at
            )
            same.update(status=TaskResultStatus.READY, exception_class_path="", traceback="")
        elif task.status == TaskResultStatus.RUNNING:
            task.set_failed(GivenUp())
            log.error("task", extra={"fields": {"task": task.task_path, "outcome": "given up"}})


def _unfinished(of: Q) -> Iterator[DBTaskResult]:
    yield from DBTaskResult.objects.failed().filter(
        of, exception_class_path__in=NOT_THE_TASKS_FAULT
    )
    running = list(DBTaskResult.objects.running().filter(of))
    others = WorkerHeartbeat.objects.at_work() if running else set()
    yield from (task for task in running if task.worker_ids[-1] not in others)
