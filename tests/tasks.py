"""Running what waits for the worker, inside the test's own transaction.

The worker itself is tested as the process it is (tests/mail).
"""

from django_tasks_db.models import DBTaskResult


def run_tasks() -> None:
    """Runs each waiting task, in order."""
    for row in DBTaskResult.objects.ready():
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.delete()
