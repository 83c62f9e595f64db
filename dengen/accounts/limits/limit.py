"""One kind of thing that is limited: counted with one conditional UPDATE, on both databases."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, F, Q, When

from dengen import clock
from dengen.accounts.limits.count import LimitCount
from dengen.keyed import keyed_hash

known: dict[str, "Limit"] = {}  # every limit of the board, by name


class LimitReached(Exception):
    """There were too many; before `until` no further one is taken."""

    def __init__(self, name: str, until: datetime) -> None:
        super().__init__(name)
        self.until = until


@dataclass(frozen=True)
class Limit:
    """At most `count` in a window that begins with the first; 0 stands for any number.

    `count`, `minutes` and `hours` are names of settings; one of the latter two gives the window's
    length, which is an hour without either. Its `name` is part of the key, so no two may have the
    same.
    """

    name: str
    count: str
    minutes: str = ""
    hours: str = ""

    def __post_init__(self) -> None:
        known[self.name] = self

    def take(self, subject: str | None) -> None:
        """Count one; raise `LimitReached`, and write nothing, if there is no room for it."""
        if not self._applies_to(subject):
            return
        key, now = self._key(subject), clock.now()
        while not self._count_one(key, now):
            self._make_room(key, now)

    def check(self, subject: str | None) -> None:
        """Raise `LimitReached` if there is no room for one more; never write."""
        if self._applies_to(subject):
            self._refuse_if_full(self._find(self._key(subject)), clock.now())

    def give_back(self, subject: str | None) -> None:
        """Give back one that was taken: it doesn't count after all."""
        if self._applies_to(subject):
            running = LimitCount.objects.filter(pk=self._key(subject), ends_at__gt=clock.now())
            running.filter(count__gt=0).update(count=F("count") - 1)

    @property
    def most(self) -> int:
        """How many are allowed; 0 for any number."""
        return getattr(settings, self.count)

    @property
    def window(self) -> timedelta:
        """How long one counts, from the first on."""
        if self.minutes:
            return timedelta(minutes=getattr(settings, self.minutes))
        return timedelta(hours=getattr(settings, self.hours) if self.hours else 1)

    def _applies_to(self, subject: str | None) -> bool:
        return subject is not None and self.most > 0

    def _key(self, subject: str | None) -> str:
        return keyed_hash(f"dengen.limit.{self.name}", str(subject))

    def _find(self, key: str) -> LimitCount | None:
        return LimitCount.objects.filter(pk=key).first()

    def _count_one(self, key: str, now: datetime) -> bool:
        """Return whether a row had room; who was refused before learns it by reading alone."""
        found = self._find(key)
        if found is None:
            return False
        self._refuse_if_full(found, now)
        is_over = Q(ends_at__lte=now)
        with_room = LimitCount.objects.filter(is_over | Q(count__lt=self.most), pk=key)
        changed = with_room.update(
            count=Case(When(is_over, then=1), default=F("count") + 1),
            ends_at=Case(When(is_over, then=now + self.window), default=F("ends_at")),
        )
        return changed > 0

    def _make_room(self, key: str, now: datetime) -> None:
        empty = LimitCount(key=key, name=self.name, ends_at=now + self.window)
        LimitCount.objects.bulk_create([empty], ignore_conflicts=True)

    def _refuse_if_full(self, found: LimitCount | None, now: datetime) -> None:
        if found and found.ends_at > now and found.count >= self.most:
            raise LimitReached(self.name, found.ends_at)
