"""A kind of key: how it is made, found, and how long it lasts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from secrets import choice, token_urlsafe
from typing import TYPE_CHECKING, Any

from django.conf import settings

from dengen import clock
from dengen.accounts.keys.key import REPLACED, OneTimeKey
from dengen.keyed import keyed_hash, keyed_hashes
from dengen.mail.secret import Secret

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike; twelve of them are 59 bits
TYPED_LENGTH = 12


def typed_key() -> str:
    """Return a key that a person can type."""
    return "".join(choice(LETTERS) for _letter in range(TYPED_LENGTH))


def linked_key() -> str:
    """Return a key that stands in a link: 256 bits."""
    return token_urlsafe(32)


@dataclass(frozen=True)
class Kind:
    """One kind. `hours` or `days` is the name of the setting that says how long a key lasts.

    `replaces` are kinds that serve the same end: issuing one voids those of the same slot.
    """

    name: str
    hours: str = ""
    days: str = ""
    make: Callable[[], str] = linked_key
    replaces: tuple[str, ...] = ()
    purpose: str = ""  # of its keyed hash, where an earlier release had a name of its own

    @property
    def lifetime(self) -> timedelta:
        """How long a key of this kind lasts."""
        if self.hours:
            return timedelta(hours=getattr(settings, self.hours))
        return timedelta(days=getattr(settings, self.days))

    def issue(self, account: "Account | None", slot: Any = None) -> Secret:
        """Make a new key, which voids an older one of the slot; return its text for the mail.

        `account` is the one whose standing the key depends on, if there is one; `slot` is what the
        key opens, by default the account itself. It runs in the transaction of the verb that calls
        it.
        """
        slot = str(slot if slot is not None else account.pk if account else "")
        kinds = (self.name, *self.replaces)
        OneTimeKey.objects.filter(kind__in=kinds, slot=slot).void(REPLACED)
        text = self.make()
        key = OneTimeKey.objects.create(
            kind=self.name,
            account=account,
            slot=slot,
            hash=keyed_hash(self._purpose, text),
            expires_at=clock.now() + self.lifetime,
        )
        return Secret(text, key=key.pk)

    def find(self, typed: str) -> OneTimeKey | None:
        """Return the open key of this text, or None. Upper and lower case differ in links only."""
        found = self.find_any(typed)
        return found if found and found.is_open else None

    def find_any(self, typed: str) -> OneTimeKey | None:
        """Return the key of this text whatever became of it, or None if there never was one."""
        text = typed.strip().lower() if self.make is typed_key else typed
        hashes = keyed_hashes(self._purpose, text)
        return OneTimeKey.objects.filter(kind=self.name, hash__in=hashes).first()

    def open_for(self, slot: Any) -> OneTimeKey | None:
        """Return the open key of that slot, or None."""
        return OneTimeKey.objects.open().filter(kind=self.name, slot=str(slot)).first()

    @property
    def _purpose(self) -> str:
        return self.purpose or f"dengen.key.{self.name}"
