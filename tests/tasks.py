"""Running what waits for the worker, inside the test's own transaction.

The worker itself is tested as the process it is (tests/mail).
"""

from django_tasks_db.models import DBTaskResult


def run_tasks() -> None:
    """Runs each waiting task of the board but the delivery of mails, in order."""
    for row in DBTaskResult.objects.ready().exclude(task_path__contains="mail"):
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.delete()
