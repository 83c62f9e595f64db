"""What the worker looks at later, so that a page's answer and its time tell nothing."""

from typing import Any

from django.db import transaction
from django.tasks import task

from dengen.accounts.limits import here
from dengen.accounts.models import Account, BusinessImport, PasswordRequest
from dengen.accounts.models.login_id import canonical
from dengen.accounts.models.password_request import ASKED_FOR_ID, ASKED_FROM_NETWORK
from dengen.mail.task_queue import LONG


def ask_for_password(**typed: str) -> None:
    """Leave a request for another password to the worker; raise `LimitReached`.

    What is counted is what was typed, so the answer doesn't tell whether there is such an ID.
    """
    ASKED_FROM_NETWORK.take(here())
    ASKED_FOR_ID.take(canonical(typed["login_id"]))
    receive_password_request.enqueue(**typed)


@task
def receive_password_request(login_id: str, organization_name: str, email: str) -> None:
    """Puts the request into the operator's queue if there is such an ID."""
    PasswordRequest.receive(login_id=login_id, organization_name=organization_name, email=email)


def upload_business_list(**fields: Any) -> BusinessImport:
    """Keep what was read of a file, and let the worker compare it; see `BusinessImport.upload`."""
    with transaction.atomic():
        return _compared_later(BusinessImport.upload(**fields))


def recall_business_list(version: BusinessImport, *, by: Account) -> BusinessImport:
    """Let the worker compare the list with this version of it; see `BusinessImport.recall`."""
    with transaction.atomic():
        return _compared_later(version.recall(by=by))


def compare_business_list_anew(version: BusinessImport, *, by: Account) -> None:
    """Once more, if there is a reason; see `BusinessImport.compare_anew`."""
    with transaction.atomic():
        if version.compare_anew(by=by):
            _compared_later(version)


def _compared_later(version: BusinessImport) -> BusinessImport:
    compare_businesses.enqueue(version.pk, version.attempt)
    return version


@task(queue_name=LONG)
def compare_businesses(pk: int, attempt: int) -> None:
    """Writes a version of the list beside the one that counts, and compares both."""
    BusinessImport.objects.get(pk=pk).compare(attempt)


@task(queue_name=LONG)
def import_businesses(pk: int, attempt: int) -> None:
    """What 0.1.0 has left in the queue: it is compared, and wants to be looked at again."""
    BusinessImport.objects.get(pk=pk).compare(attempt)
