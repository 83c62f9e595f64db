"""`dengen create-operator`."""

import click
from django.core.exceptions import ValidationError

from dengen.accounts.models import Account


def create(*, login_id: str, name: str, email: str, role: str, password: str) -> None:
    """Adds the account, or says in one line each what is wrong."""
    try:
        Account.objects.create_operator(
            login_id=login_id, name=name, email=email, role=role, password=password, by=None
        )
    except ValidationError as error:
        raise click.ClickException("\n".join(error.messages)) from error
    click.echo(f"{login_id} can log in now.")
