"""The second step of the login: a code, a passkey or a recovery code, after the password."""

import json

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from dengen.accounts.authentication.guards.guard import LoginGuard, tell_refusal
from dengen.accounts.authentication.refusals import Frozen, LoginRefused, WrongSecondFactor
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.second_factor import relying_party
from dengen.accounts.membership.second_factor.recovery_code import digests
from dengen.events.trail import record


class Way(models.TextChoices):
    """How somebody proves the second factor."""

    APP = "app", _("認証アプリ")
    PASSKEY = "passkey", _("パスキー")
    RECOVERY_CODE = "recovery_code", _("リカバリーコード")


def take_second_step(
    account: Account, way: str, proof: str, *, challenge: bytes = b"", logs_in: bool
) -> None:
    """Take the proof, once; raise `WrongSecondFactor` or `Frozen`.

    A wrong one counts as a wrong password does. `proof` is what was typed, or the browser's answer
    to `challenge` in JSON; `logs_in` is false when somebody who is in proves it anew.
    """
    with transaction.atomic():
        guard = LoginGuard.lock_for(account.login_id)  # tries queue up: no code is taken twice
        refusal = _try(guard, account, way, proof, challenge)
        if refusal is None and logs_in:
            record("account.logged_in", account, by=account, second_factor=way)
    if refusal:
        tell_refusal(account.login_id, refusal)
        raise refusal


def _try(
    guard: LoginGuard, account: Account, way: str, proof: str, challenge: bytes
) -> LoginRefused | None:
    guard.belongs_to(account)
    if not guard.has_room():
        return Frozen()
    if _is_right(account, way, proof, challenge):
        guard.reset()
        return None
    guard.count_failure()
    return Frozen() if guard.is_frozen() else WrongSecondFactor()


def _is_right(account: Account, way: str, proof: str, challenge: bytes) -> bool:
    if way == Way.APP:
        app = account.app
        return app is not None and app.accepts(proof)
    if way == Way.PASSKEY:
        return _is_proven_by_passkey(account, proof, challenge)
    return _is_recovery_code(account, proof)


def _is_proven_by_passkey(account: Account, proof: str, challenge: bytes) -> bool:
    passkeys = {passkey.public_half.credential_id: passkey for passkey in account.passkeys.all()}
    known = [passkey.public_half for passkey in passkeys.values()]
    try:
        used, count = relying_party.proven(known, json.loads(proof), challenge)
    except (relying_party.BadAnswer, ValueError, RecursionError):
        return False
    return passkeys[used.credential_id].accepts(count)


def _is_recovery_code(account: Account, proof: str) -> bool:
    used = account.recovery_codes.filter(digest__in=digests(account.pk, proof)).delete()[0]
    if used:
        record("recovery_code.used", account, by=account, left=account.recovery_codes.count())
    return bool(used)
