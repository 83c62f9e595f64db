"""What the worker looks at later, so that a page's answer and its time tell nothing."""

from django.tasks import task

from dengen.accounts.limits import here
from dengen.accounts.models import BusinessImport, PasswordRequest
from dengen.accounts.models.login_id import canonical
from dengen.accounts.models.password_request import ASKED_FOR_ID, ASKED_FROM_NETWORK


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


@task
def import_businesses(pk: int, attempt: int) -> None:
    """Takes over a list of eligible businesses that was confirmed."""
    BusinessImport.objects.get(pk=pk).run(attempt)
