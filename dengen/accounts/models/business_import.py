"""Taking over a new list of eligible businesses: looked at first, then in one piece or not at all.

The worker writes the new list beside the old one, some thousand rows at a time, so that nobody
waits and everybody sees how far it is; one small transaction then makes it the one that counts.
"""

from datetime import timedelta
from itertools import batched
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.business_list import BusinessList, read_business_list
from dengen.accounts.models.eligible import EligibleBusiness
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan import clock
from dengen.japan.organization_names import fold_organization_name

BATCH = 2000
SHOWN = 20  # of each kind of change, in the preview
STALLED = timedelta(minutes=2)


class ImportState(models.TextChoices):
    """Where an import stands."""

    PREPARED = "prepared", gettext_lazy("確認待ち")
    RUNNING = "running", gettext_lazy("取り込み中")
    DONE = "done", gettext_lazy("完了")


class BusinessImport(models.Model):
    """One file, what it would change, and how far it was taken over."""

    file_name = models.CharField(max_length=200)
    data = models.BinaryField()
    replaces_all = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.PREPARED)
    is_current = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)
    counts = models.JSONField(default=dict)  # added, changed, removed, flawed, total
    samples = models.JSONField(default=dict)  # the first of each
    done = models.PositiveIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    progressed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="import_one_current"
            )
        ]

    def __str__(self) -> str:
        return f"business import {self.pk} ({self.state})"

    @property
    def is_stalled(self) -> bool:
        """Whether the worker seems to have died over it."""
        if self.state != ImportState.RUNNING or self.progressed_at is None:
            return False
        return clock.now() - self.progressed_at > STALLED

    @property
    def is_startable(self) -> bool:
        """Whether it waits to be taken over, or wants another try."""
        return self.state == ImportState.PREPARED or self.is_stalled

    @classmethod
    @transaction.atomic
    def prepare(cls, *, by: Any, file_name: str, data: bytes, replaces_all: bool) -> Self:
        """Looks at the file and notes what it would change; changes nothing yet.

        Raises `UnreadableList`, `PermissionDenied`.
        """
        if not by.may_administer:
            raise PermissionDenied
        found = read_business_list(data)
        changes = _changes(found, replaces_all=replaces_all)
        prepared = cls.objects.create(
            file_name=file_name[:200],
            data=data,
            replaces_all=replaces_all,
            uploaded_by=by,
            counts={name: len(rows) for name, rows in changes.items()}
            | {"total": len(found.entries)},
            samples={name: rows[:SHOWN] for name, rows in changes.items()},
        )
        record("business_list.uploaded", prepared, by=by)
        return prepared

    @transaction.atomic
    def start(self, *, by: Any) -> None:
        """Hands it to the worker; nothing happens while the worker is at it, or after.

        Raises `PermissionDenied`, `StepNotAllowed` if the list has changed since the preview.
        """
        if not by.may_administer:
            raise PermissionDenied
        lock(self)
        if not self.is_startable:
            return
        if type(self).objects.filter(is_current=True, progressed_at__gt=self.uploaded_at).exists():
            raise StepNotAllowed(
                _("確認の後に、名簿が更新されました。もう一度ファイルを選んでください。")
            )
        self.state, self.progressed_at = ImportState.RUNNING, clock.now()
        self.attempt += 1
        self.save(update_fields=["state", "progressed_at", "attempt"])
        record("business_list.confirmed", self, by=by)

    def run(self, attempt: int) -> None:
        """The worker's part. A later attempt, or a finished one, makes it stop."""
        if not self._note(attempt, 0):
            return
        self.businesses.all()._raw_delete(EligibleBusiness.objects.db)
        done = 0
        for batch in batched(self._entries(), BATCH):
            with transaction.atomic():
                EligibleBusiness.objects.bulk_create(self._row(name, no) for name, no in batch)
                done += len(batch)
                if not self._note(attempt, done):
                    transaction.set_rollback(True)
                    return
        self._make_current(attempt)

    @transaction.atomic
    def _make_current(self, attempt: int) -> None:
        lock(self)
        if self.state != ImportState.RUNNING or self.attempt != attempt:
            return
        old = type(self).objects.filter(is_current=True)
        replaced = list(old)
        old.update(is_current=False, data=b"")
        self.state, self.is_current, self.progressed_at = ImportState.DONE, True, clock.now()
        self.save()
        total, flawed = self.counts["total"], self.counts["flawed"]
        record("business_list.imported", self, by=self.uploaded_by, total=total, flawed=flawed)
        for one in replaced:
            one.businesses.all()._raw_delete(EligibleBusiness.objects.db)

    def _note(self, attempt: int, done: int) -> int:
        running = type(self).objects.filter(pk=self.pk, state=ImportState.RUNNING, attempt=attempt)
        return running.update(done=done, progressed_at=clock.now())

    def _entries(self) -> list[tuple[str, str]]:
        entries = _by_key(read_business_list(bytes(self.data)))
        if not self.replaces_all:
            known = EligibleBusiness.objects.current()
            entries = {row.key: (row.name, row.corporate_number) for row in known} | entries
        return list(entries.values())

    def _row(self, name: str, corporate_number: str) -> EligibleBusiness:
        return EligibleBusiness(
            source=self,
            name=name,
            folded_name=fold_organization_name(name),
            corporate_number=corporate_number,
        )


def _by_key(found: BusinessList) -> dict[str, tuple[str, str]]:
    return {
        entry.corporate_number or entry.folded_name: (entry.name, entry.corporate_number)
        for entry in found.entries
    }


def _changes(found: BusinessList, *, replaces_all: bool) -> dict[str, list]:
    """Names that are added, changed (before, after), removed; and the lines left out."""
    known = {
        row.key: (row.name, row.corporate_number) for row in EligibleBusiness.objects.current()
    }
    new = _by_key(found)
    return {
        "added": [name for key, (name, _no) in new.items() if key not in known],
        "changed": [
            [known[key][0], entry[0]]
            for key, entry in new.items()
            if key in known and known[key] != entry
        ],
        "removed": [known[key][0] for key in known if key not in new] if replaces_all else [],
        "flawed": [[flaw.line, flaw.text, flaw.reason] for flaw in found.flaws],
    }
