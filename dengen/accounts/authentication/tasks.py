"""What the worker looks at later, so that a page's answer and its time tell nothing."""

from django.tasks import task

from dengen.accounts.authentication.password_request import (
    ASKED_FOR_ID,
    ASKED_FROM_NETWORK,
    ASKED_IN_ALL,
    EVERYBODY,
    PasswordRequest,
)
from dengen.accounts.limits import request_network
from dengen.accounts.membership.login_id import canonical


def ask_for_password(**typed: str) -> None:
    """Leave a request for another password to the worker; raise `LimitReached`.

    The limit counts what was typed, so the answer doesn't tell whether there is such an ID.
    """
    ASKED_FROM_NETWORK.take(request_network())
    ASKED_FOR_ID.take(canonical(typed["login_id"]))
    ASKED_IN_ALL.take(EVERYBODY)  # last: what was refused above is nobody else's loss
    receive_password_request.enqueue(**typed)


@task
def receive_password_request(login_id: str, organization_name: str, email: str) -> None:
    """Put the request into the operator's queue if there is such an ID."""
    PasswordRequest.receive(login_id=login_id, organization_name=organization_name, email=email)
