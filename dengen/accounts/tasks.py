"""Tasks under the names by which those that wait in the queue of an older board are called."""

from django.tasks import task

from dengen.accounts.applications.business_list.business_import import BusinessImport
from dengen.accounts.applications.tasks import compare_businesses
from dengen.accounts.authentication.tasks import receive_password_request
from dengen.mail.task_queue import LONG_QUEUE

__all__ = ["compare_businesses", "import_businesses", "receive_password_request"]


@task(queue_name=LONG_QUEUE)
def import_businesses(pk: int, attempt: int) -> None:
    """Compare what 0.1.0 left in the queue, which must be looked at again."""
    BusinessImport.objects.get(pk=pk).compare(attempt)
