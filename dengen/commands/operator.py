"""`dengen create-operator`, `dengen reset-second-factor` and `dengen reseal`."""

import click
from django.core.exceptions import ValidationError

from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account, AuthenticatorApp, RecoveryCode
from dengen.commands.saying import refused


def create(*, login_id: str, name: str, email: str, role: str, password: str) -> None:
    """Add the account, or say in one line each what is wrong."""
    given = {"login-id": login_id, "name": name, "email": email, "role": role}
    try:
        Account.objects.create_operator(
            login_id=login_id, name=name, email=email, role=role, password=password, by=None
        )
    except ValidationError as error:
        raise refused(error, given) from error
    click.echo(f"{login_id} can log in now, and is asked to set up a second factor.")


def reset_second_factor(login_id: str) -> None:
    """Clear it, for when no other administrator can; say in one line if there is no such ID."""
    found = Account.objects.staff().active().filter(login_id=canonical(login_id)).first()
    if found is None:
        raise click.ClickException(f"None of the operator's staff has the login ID {login_id}.")
    if not found.has_second_factor:
        raise click.ClickException(f"{login_id} has no second factor.")
    found.clear_second_factor(by=None)
    click.echo(f"{login_id} sets up a second factor at the next login.")


def reseal() -> None:
    """Re-encrypt the staff's second factors; tell what still hangs on a former key."""
    count, lost = AuthenticatorApp.reseal_all()
    click.echo(f"{count:,} authenticator apps are encrypted with the present key.")
    owners = RecoveryCode.objects.values("account").distinct().count()
    if owners:
        click.echo(
            f"Recovery codes can't be encrypted anew: {owners:,} of the staff make new ones at "
            "/account/second-factor/ before the former key goes."
        )
    if lost:
        raise click.ClickException(
            f"{lost:,} authenticator apps were encrypted with a key that is neither in "
            "DENGEN_SECRET_KEY nor in DENGEN_SECRET_KEY_FALLBACKS."
        )
