"""Logging in with ID and password (manual §2.2)."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import get_random_string

from dengen.accounts.applications.application.application import Application
from dengen.accounts.authentication.guards.claim import Claim, refuse_early
from dengen.accounts.authentication.guards.guard import tell_refusal
from dengen.accounts.authentication.refusals import (
    LoginRefused,
    NotYetApproved,
    Suspended,
    Temporary,
)
from dengen.accounts.keys import TEMPORARY_PASSWORD, OneTimeKey
from dengen.accounts.limits import request_network
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.login_id import LoginID, canonical
from dengen.accounts.membership.passwords.hashing import place
from dengen.events.trail import record

type Owner = Account | Application | None


@dataclass(frozen=True)
class Compared:
    """What came of comparing a password: whose it may be, and whether it is right.

    `temporary` is the key that it is, if it is a temporary password.
    """

    owner: Owner
    is_right: bool
    temporary: OneTimeKey | None = None

    def is_still_true(self, owner: Owner) -> bool:
        """Return whether the ID still has the password hash that was compared."""
        return _password_of(owner) == _password_of(self.owner)


def log_in(login_id: str, password: str, *, is_known: bool = False) -> Account:
    """Return the account of that ID and password; raise a `LoginRefused`, or `hashing.Busy`.

    `is_known` lets somebody who has logged in with this ID and browser before past the limit of the
    network address. If the account has a second factor, this is only the first half:
    `take_second_step()` is the other.

    Of any number of parallel wrong tries exactly five are checked (see claim.py), none of them
    while a transaction is open. An ID that doesn't exist behaves the same and takes the same time.
    """
    try:
        return _log_in(login_id, password, network=None if is_known else request_network())
    except LoginRefused as refusal:
        tell_refusal(login_id, refusal)
        raise


def confirm_password(account: Account, password: str) -> None:
    """Make sure that it is still the same person; a wrong password counts as one at the login.

    Raise `WrongPassword`, `Frozen` or `hashing.Busy`.
    """
    try:
        _confirm(account, password)
    except LoginRefused as refusal:
        tell_refusal(account.login_id, refusal)
        raise


def _log_in(login_id: str, password: str, *, network: str | None) -> Account:
    refuse_early(login_id, network)
    with place():  # before anything is claimed: who waits takes no try away from anybody
        owner = _owner(login_id)
        claim = Claim.make(login_id, _account(owner), network=network)
        outcome = _settle(claim, _compare(owner, password))
    if isinstance(outcome, LoginRefused):
        raise outcome
    return outcome


def _confirm(account: Account, password: str) -> None:
    refuse_early(account.login_id, None)
    with place():
        claim = Claim.make(account.login_id, account, network=None)
        is_right = check_password(password, account.password)
        with transaction.atomic(durable=True):
            # Else whoever knows the password could try any number of codes, four at a time.
            refusal = claim.settle(
                is_right=is_right, resets=not account.has_second_factor, by=account
            )
    if refusal:
        raise refusal


def _compare(owner: Owner, password: str) -> Compared:
    account = _account(owner)
    temporary = TEMPORARY_PASSWORD.find(password)
    if temporary and account and temporary.account_id == account.pk:
        return Compared(owner, is_right=True, temporary=temporary)
    return Compared(owner, check_password(password, _password_of(owner) or _nobodys_password()))


@transaction.atomic(durable=True)
def _settle(claim: Claim, compared: Compared) -> Account | LoginRefused:
    owner = _owner(claim.typed_id)  # another password may have been set meanwhile
    is_right = compared.is_right and compared.is_still_true(owner)
    has_second_step = isinstance(owner, Account) and owner.has_second_factor
    if refusal := claim.settle(is_right=is_right, resets=not has_second_step):
        return refusal
    if compared.temporary:
        return Temporary(compared.temporary)
    if isinstance(owner, Application):
        return NotYetApproved(owner)
    account = cast("Account", owner)  # nobody's password is never right
    if account.is_suspended:
        return Suspended()
    if not has_second_step:
        record("account.logged_in", account, by=account)
    return account


def _account(owner: Owner) -> Account | None:
    return owner if isinstance(owner, Account) else None


def _password_of(owner: Owner) -> str:
    return owner.password if owner else ""


def _owner(login_id: str) -> Owner:
    taken = LoginID.objects.filter(pk=canonical(login_id)).first()
    if taken is None:
        return None
    account = Account.objects.filter(login=taken).select_related("login", "organization").first()
    if account is None:
        return Application.objects.waiting().filter(login=taken).first()
    return account if account.is_active else None


@cache
def _nobodys_password() -> str:
    """Return a hash that no password fits, so that an unknown ID costs the same time."""
    return make_password(get_random_string(32))
