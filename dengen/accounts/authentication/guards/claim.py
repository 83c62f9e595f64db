"""Five tries in a row for an ID, in any number of parallel requests, with no lock held for long.

A try is claimed in a short transaction, checked outside of any, and settled in another. As many can
be claimed as may still be wrong. A claim that is never settled, because its process has died,
counts as wrong after a minute.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from django.db import transaction

from dengen.accounts.authentication.guards.guard import LoginGuard, guard_key
from dengen.accounts.authentication.guards.login_try import LoginTry
from dengen.accounts.authentication.refusals import (
    Frozen,
    LoginRefused,
    TooManyFromHere,
    WrongPassword,
)
from dengen.accounts.limits import Limit, LimitReached
from dengen.accounts.membership.account.account import Account
from dengen.events import origin

# Freezing other people's IDs on purpose must not be cheap. Whoever logged in with that browser
# before is let past it: see known_browser.py.
WRONG_FROM_NETWORK = Limit("login.network", count="ADDRESS_TRIES", minutes="ADDRESS_MINUTES")


@dataclass(frozen=True)
class Claim:
    """A try that may be checked now. `network` is None where networks aren't counted."""

    typed_id: str
    network: str | None
    number: int

    @classmethod
    def make(cls, typed_id: str, account: Account | None, *, network: str | None) -> Self:
        """Take one of the tries; raise `Frozen` or `TooManyFromHere`, and then write nothing."""
        count_abandoned(guard_key(typed_id))
        with transaction.atomic(durable=True), _for_network():
            guard = LoginGuard.lock_for(typed_id)
            if not guard.has_room():
                raise Frozen
            # Always after the ID's guard, or two tries could wait for each other.
            WRONG_FROM_NETWORK.take(network)
            guard.belongs_to(account)
            return cls(typed_id, network, guard.tries.create().pk)

    def settle(
        self, *, is_right: bool, resets: bool = True, by: Account | None = None
    ) -> LoginRefused | None:
        """Count the outcome; return the refusal that follows from it. Within a transaction.

        A right one `resets` the count unless a second step has to come. `by` as `count_failure`.
        """
        guard = LoginGuard.lock_for(self.typed_id)
        is_open = guard.tries.filter(pk=self.number).delete()[0] > 0
        if is_right:
            WRONG_FROM_NETWORK.give_back(self.network)
            if guard.is_frozen():
                return Frozen()
            if resets:
                guard.reset()
            return None
        if is_open:  # else it was counted as abandoned
            guard.count_failure(by=by)
        return Frozen() if guard.is_frozen() else WrongPassword()


@contextmanager
def _for_network() -> Iterator[None]:
    try:
        yield
    except LimitReached as full:
        raise TooManyFromHere(full.until) from full


def refuse_early(typed_id: str, network: str | None) -> None:
    """Raise `Frozen` or `TooManyFromHere` if it's clear already; only read."""
    if not LoginGuard.is_open_for(typed_id):
        raise Frozen
    with _for_network():
        WRONG_FROM_NETWORK.check(network)


def count_abandoned(key: str | None = None) -> None:
    """Count as wrong the tries that nobody will settle: those of one guard, or all."""
    abandoned = LoginTry.objects.abandoned()
    if key:
        abandoned = abandoned.filter(guard=key)
    for one in set(abandoned.values_list("guard", flat=True)):
        _count_abandoned_of(one)


@transaction.atomic(durable=True)
def _count_abandoned_of(key: str) -> None:
    guard = LoginGuard.objects.select_for_update().get(key=key)
    count, _rows = guard.tries.abandoned().delete()
    token = origin.current.set(origin.COMMAND_LINE)  # whoever comes now hasn't made them
    try:
        for _number in range(count):
            guard.count_failure()
    finally:
        origin.current.reset(token)
