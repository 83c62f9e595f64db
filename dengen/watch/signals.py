"""Telling the log what Django tells by signals."""

import logging
import sys

from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.tasks import TaskResult
from django.tasks.signals import task_finished

from dengen.database.read_only import ReadOnly

log = logging.getLogger("dengen.requests")
tasks = logging.getLogger("dengen.tasks")


@receiver(got_request_exception)
def tell_of_failure(sender: object, **signal: object) -> None:
    """Log where it happened; the line of the request itself follows.

    That the board is read-only is no failure: an administrator has said so.
    """
    if isinstance(sys.exc_info()[1], ReadOnly):
        log.info("read-only")
        return
    log.error("failure", exc_info=True)  # noqa: LOG014 - Django sends this while it handles it


@receiver(task_finished)
def tell_of_task(sender: object, task_result: TaskResult, **signal: object) -> None:
    """Log which task it was, and whether it did what it should."""
    is_good = task_result.status == "SUCCESSFUL"
    fields = {"task": task_result.task.module_path, "outcome": task_result.status.lower()}
    tasks.log(
        logging.INFO if is_good else logging.ERROR,
        "task",
        extra={"fields": fields},
        exc_info=not is_good,
    )
