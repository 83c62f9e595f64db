"""`dengen create-operator` and `dengen reset-second-factor`."""

import click
from django.core.exceptions import ValidationError

from dengen.accounts.models import Account
from dengen.accounts.models.login_id import canonical


def create(*, login_id: str, name: str, email: str, role: str, password: str) -> None:
    """Adds the account, or says in one line each what is wrong."""
    try:
        Account.objects.create_operator(
            login_id=login_id, name=name, email=email, role=role, password=password, by=None
        )
    except ValidationError as error:
        raise click.ClickException("\n".join(error.messages)) from error
    click.echo(f"{login_id} can log in now, and is asked to set up a second factor.")


def reset_second_factor(login_id: str) -> None:
    """Clears it, for when no other administrator can; says in one line if there is no such ID."""
    found = Account.objects.staff().active().filter(login_id=canonical(login_id)).first()
    if found is None:
        raise click.ClickException(f"None of the operator's staff has the login ID {login_id}.")
    if not found.has_second_factor:
        raise click.ClickException(f"{login_id} has no second factor.")
    found.clear_second_factor(by=None)
    click.echo(f"{login_id} sets up a second factor at the next login.")
