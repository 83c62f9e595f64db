"""Logging in with ID and password (manual §2.2)."""

from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import get_random_string

from dengen.accounts.limits import Limit, LimitReached, here
from dengen.accounts.models.account import Account
from dengen.accounts.models.application import Application
from dengen.accounts.models.guard import LoginGuard
from dengen.accounts.models.login_id import LoginID, canonical
from dengen.accounts.models.password_request import PasswordRequest, request_opened_by
from dengen.events.trail import record

type Owner = Account | Application | None

# Freezing other people's IDs on purpose must not be cheap. Whoever logged in with that browser
# before is let past it: see known_browser.py.
WRONG_FROM_NETWORK = Limit("login.network", count="ADDRESS_TRIES", minutes="ADDRESS_MINUTES")


class LoginRefused(Exception):
    """The login was refused."""


class WrongPassword(LoginRefused):
    """The ID or the password is wrong; which one is not told."""


class Frozen(LoginRefused):
    """Too many wrong passwords; even the right one is refused now."""


class TooManyFromHere(LoginRefused):
    """Too many wrong passwords from this network; no further one is tried before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class WrongSecondFactor(LoginRefused):
    """The password was right, what should prove the second factor is not."""


class Temporary(LoginRefused):
    """It is a temporary password: good for setting a new one, and for nothing else."""

    def __init__(self, request: PasswordRequest) -> None:
        super().__init__()
        self.request = request


class Suspended(LoginRefused):
    """The password is right, but the operator has locked the account."""


class NotYetApproved(LoginRefused):
    """The password is right, but the application still waits for the operator."""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self.application = application


def log_in(login_id: str, password: str, *, is_known: bool = False) -> Account:
    """The account of that ID and password; raises a `LoginRefused`.

    `is_known` lets somebody past the limit of the network address, who has logged in with this ID
    and this browser before.

    If it has a second factor, that is only half the way: `take_second_step()` is the other.

    The tries for one ID wait for each other, so that of any number of parallel wrong ones exactly
    five are checked. An ID that doesn't exist behaves the same and takes the same time.
    """
    with transaction.atomic():
        guard = LoginGuard.lock_for(login_id)
        outcome = _try(guard, login_id, password, is_known=is_known)
    if isinstance(outcome, LoginRefused):
        guard.log_refusal(outcome)
        raise outcome
    return outcome


def confirm_password(account: Account, password: str) -> None:
    """Makes sure that it is still the same person; a wrong password counts as one at the login.

    Raises `WrongPassword` or `Frozen`.
    """
    with transaction.atomic():
        guard = LoginGuard.lock_for(account.login_id)
        guard.account = account
        refusal = _count(guard, account, is_right=check_password(password, account.password))
    if refusal:
        guard.log_refusal(refusal)
        raise refusal


def _count(guard: LoginGuard, owner: Owner, *, is_right: bool) -> LoginRefused | None:
    if guard.is_frozen():
        return Frozen()
    if is_right:
        # Else whoever knows the password could try any number of codes, four at a time.
        if not _has_second_step(owner):
            guard.reset()
        return None
    guard.count_failure()
    return Frozen() if guard.is_frozen() else WrongPassword()


def _try(
    guard: LoginGuard, login_id: str, password: str, *, is_known: bool
) -> Account | LoginRefused:
    if guard.is_frozen():
        return Frozen()
    network = None if is_known else here()
    try:  # Always after the ID's guard, or two tries could wait for each other.
        WRONG_FROM_NETWORK.take(network)
    except LimitReached as full:
        return TooManyFromHere(full.until)
    outcome = _compare(guard, login_id, password)
    if not isinstance(outcome, WrongPassword | Frozen):
        WRONG_FROM_NETWORK.give_back(network)
    return outcome


def _compare(guard: LoginGuard, login_id: str, password: str) -> Account | LoginRefused:
    owner = _owner(login_id)
    account = guard.account = owner if isinstance(owner, Account) else None
    if request := request_opened_by(account, password):
        if not _has_second_step(account):
            guard.reset()
        return Temporary(request)
    is_right = check_password(password, owner.password if owner else _nobodys_password())
    if refusal := _count(guard, owner, is_right=is_right):
        return refusal
    if isinstance(owner, Application):
        return NotYetApproved(owner)
    if account and account.is_suspended:
        return Suspended()
    if not _has_second_step(owner):
        record("account.logged_in", owner, by=owner)
    return owner


def _has_second_step(owner: Owner) -> bool:
    return isinstance(owner, Account) and owner.has_second_factor


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
    """A hash that no password fits, so that an unknown ID costs the same time."""
    return make_password(get_random_string(32))
