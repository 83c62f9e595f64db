"""What the worker looks at later, so that a page's answer and its time tell nothing."""

from django.tasks import task

from dengen.accounts.models import BusinessImport, PasswordRequest


@task
def receive_password_request(login_id: str, organization_name: str, email: str) -> None:
    """Puts the request into the operator's queue if there is such an ID."""
    PasswordRequest.receive(login_id=login_id, organization_name=organization_name, email=email)


@task
def import_businesses(pk: int, attempt: int) -> None:
    """Takes over a list of eligible businesses that was confirmed."""
    BusinessImport.objects.get(pk=pk).run(attempt)
