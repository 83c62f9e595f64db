"""The worker's part of an import: writing the new version beside the list, and comparing both.

Reading and comparing hold no transaction. The rows are written in short transactions, with a pause
as long as each one between them, in which others have the database.
"""

import time
from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction

from dengen import clock
from dengen.accounts.applications.business_list import Entry, UnreadableList, read_business_list
from dengen.accounts.applications.business_list.comparison import Known, Pair, added_to, paired
from dengen.accounts.applications.business_list.eligible import EligibleBusiness
from dengen.accounts.applications.business_list.import_state import UNDER_WAY, ImportState
from dengen.accounts.applications.business_list.stored import entries_of
from dengen.accounts.applications.business_list.version_fields import VersionFields
from dengen.events.steps import lock
from dengen.mail import alive

if TYPE_CHECKING:
    from dengen.accounts.applications.business_list.business_import import BusinessImport

BUSINESSES_AT_ONCE = 500
LEAST_PAUSE_SECONDS = 0.1  # seconds between two batches: as often SQLite looks whether it is free


class Compared(VersionFields):
    """Of a version: what it was compared with, and its rows."""

    class Meta:
        abstract = True

    def compare(self, attempt: int) -> None:
        """Write the rows and what each was before; stop if it has ended or a later attempt began.

        What a worker has broken off is begun anew, from the first row, under the same number.
        """
        if not self._claim(attempt):
            return
        base = type(self).objects.filter(is_current=True).first()
        known = known_of(base) if base else []
        self.remove_rows()
        try:
            pairs = self._pairs(known)
        except UnreadableList:  # 0.1.0 could
            self._note(attempt, state=ImportState.DISCARDED)
            return
        self._note(attempt, counts=self.counts | {"after": len(pairs)}, done=0)
        if self._write(attempt, pairs):
            self._end(attempt, base, _counts(len(known), pairs))

    def _write(self, attempt: int, pairs: list[Pair]) -> bool:
        done = 0
        for batch in batched(pairs, BUSINESSES_AT_ONCE):
            began = time.monotonic()
            rows = [self._row(pair) for pair in batch]
            with transaction.atomic():
                EligibleBusiness.objects.bulk_create(rows)
                done += len(rows)
                if not self._note(attempt, done=done):
                    transaction.set_rollback(True)
                    return False
            if done < len(pairs):
                _leave_to_others(began)
        return True

    def remove_rows(self) -> None:
        """Take its rows away, some at a time."""
        rows = EligibleBusiness.objects.filter(source_id=self.pk).order_by("pk")
        while pks := list(rows.values_list("pk", flat=True)[:BUSINESSES_AT_ONCE]):
            began = time.monotonic()
            with transaction.atomic():
                found = EligibleBusiness.objects.filter(pk__in=pks)
                found._raw_delete(found.db)
            if len(pks) == BUSINESSES_AT_ONCE:
                _leave_to_others(began)

    @transaction.atomic
    def _end(self, attempt: int, base: "BusinessImport | None", counts: dict[str, int]) -> None:
        told_at = self.progressed_at
        lock(self)
        is_mine = self.attempt == attempt and self.progressed_at == told_at
        if self.state not in UNDER_WAY or not is_mine:
            return
        self.counts |= counts
        self.state, self.base, self.compared_at = ImportState.PREPARED, base, clock.now()
        self.progressed_at = self.compared_at
        self.save()

    def _pairs(self, known: list[Known]) -> list[Pair]:
        entries = self._entries()
        return list(paired(known, entries) if self.replaces_all else added_to(known, entries))

    def _entries(self) -> list[Entry]:
        if self.put_back:
            rows = known_of(self.put_back)
            return [Entry(0, one.name, one.same_name, one.corporate_number) for one in rows]
        data = bytes(self.data)
        try:
            return entries_of(data)
        except ValueError:  # a file that 0.1.0 has kept as it came
            return read_business_list(data).entries

    def _row(self, pair: Pair) -> EligibleBusiness:
        return EligibleBusiness.named(
            pair.name,
            pair.corporate_number,
            source=self,
            before_id=pair.before.pk if pair.before else None,
        )

    def _claim(self, attempt: int) -> bool:
        running = type(self).objects.filter(pk=self.pk, state__in=UNDER_WAY, attempt=attempt)
        self.progressed_at = clock.now()
        return bool(running.update(progressed_at=self.progressed_at))

    def _note(self, attempt: int, **progress: object) -> bool:
        """Note the progress; return False if a later attempt has begun meanwhile."""
        now = clock.now()
        running = type(self).objects.filter(pk=self.pk, state__in=UNDER_WAY, attempt=attempt)
        mine = running.filter(progressed_at=self.progressed_at)
        is_mine = bool(mine.update(progressed_at=now, **progress))
        self.progressed_at = now if is_mine else self.progressed_at
        return is_mine


def _leave_to_others(began: float) -> None:
    """Wait for as long as it took since then; raise `alive.Interrupted` if the worker is to end."""
    alive.heartbeat()
    time.sleep(max(LEAST_PAUSE_SECONDS, time.monotonic() - began))


def known_of(version: VersionFields) -> list[Known]:
    """Return the businesses of a version."""
    rows = version.businesses.values_list("pk", "name", "same_name", "corporate_number")
    return [Known(*row) for row in rows]


def _counts(before: int, pairs: list[Pair]) -> dict[str, int]:
    kept = sum(1 for pair in pairs if pair.before)
    return {
        "before": before,
        "after": len(pairs),
        "added": len(pairs) - kept,
        "changed": sum(1 for pair in pairs if pair.is_changed),
        "removed": before - kept,
    }
