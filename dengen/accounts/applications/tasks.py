"""Lists of businesses are compared by the worker: it takes longer than a page may."""

from typing import Any

from django.db import transaction
from django.tasks import task

from dengen.accounts.applications.business_list.business_import import BusinessImport
from dengen.accounts.membership.account.account import Account
from dengen.mail.task_queue import LONG_QUEUE


def upload_business_list(**fields: Any) -> BusinessImport:
    """Keep what was read of a file, and let the worker compare it; see `BusinessImport.upload`."""
    with transaction.atomic():
        return _compared_later(BusinessImport.upload(**fields))


def recall_business_list(version: BusinessImport, *, by: Account) -> BusinessImport:
    """Let the worker compare the list with this version of it; see `BusinessImport.recall`."""
    with transaction.atomic():
        return _compared_later(version.recall(by=by))


def compare_business_list_anew(version: BusinessImport, *, by: Account) -> None:
    """Compare once more, if there is a reason; see `BusinessImport.compare_anew`."""
    with transaction.atomic():
        if version.compare_anew(by=by):
            _compared_later(version)


def _compared_later(version: BusinessImport) -> BusinessImport:
    compare_businesses.enqueue(version.pk, version.attempt)
    return version


@task(queue_name=LONG_QUEUE)
def compare_businesses(pk: int, attempt: int) -> None:
    """Write a version of the list beside the one that counts, and compare both."""
    BusinessImport.objects.get(pk=pk).compare(attempt)
