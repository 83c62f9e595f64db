"""Who takes a step by a command: the trail names one of the administrators."""

import click

from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account


def administrator(login_id: str) -> Account:
    """Return the administrator of that ID; fail with one line if there is none."""
    found = Account.objects.staff().active().filter(login_id=canonical(login_id)).first()
    if found is None or not found.may_administer:
        raise click.ClickException(f"{login_id} is the login ID of no administrator.")
    return found
