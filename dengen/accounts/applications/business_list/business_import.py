"""Versions of the list of eligible businesses: a file is compared, looked at, and taken over.

The worker writes the new version beside the one that counts, some hundred rows at a time, so that
nobody waits, and notes what each business was before. Taking over is then one small step, and so is
going back: a version before is compared and looked at as a file is. What stops half-way leaves the
list as it was.
"""

from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.applications.business_list import BusinessList
from dengen.accounts.applications.business_list.import_scopes import VersionQuerySet
from dengen.accounts.applications.business_list.import_state import UNDER_WAY, ImportState
from dengen.accounts.applications.business_list.stored import stored
from dengen.accounts.applications.business_list.taking_over import TakenOver
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record

STALLED = timedelta(minutes=2)


class BusinessImportQuerySet(VersionQuerySet["BusinessImport"]):
    """Scopes of the versions."""


class BusinessImport(TakenOver):
    """One version: what was read, what it would change, who took it over and when.

    `counts`: `total` and `flawed` of the file; since it was compared `before` and `after`, the
    sizes of the two lists, `added`, `changed` and `removed`. `done`: rows that were written.
    """

    objects = BusinessImportQuerySet.as_manager()  # type: ignore[assignment,misc]

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
    def is_under_way(self) -> bool:
        """Whether the worker has it."""
        return self.state in UNDER_WAY

    @property
    def is_open(self) -> bool:
        """Whether it may still be taken over."""
        return self.is_under_way or self.state == ImportState.PREPARED

    @property
    def is_taken_over(self) -> bool:
        """Whether it became the list, also if another one has followed."""
        return self.state == ImportState.DONE

    @property
    def is_discarded(self) -> bool:
        """Whether an administrator has dropped it."""
        return self.state == ImportState.DISCARDED

    @property
    def is_stalled(self) -> bool:
        """Whether the worker seems to have died over it."""
        if not self.is_under_way or self.progressed_at is None:
            return False
        return clock.now() - self.progressed_at > STALLED

    @property
    def is_outdated(self) -> bool:
        """Whether it wants to be compared anew: the list has changed since, or it never was."""
        if self.state != ImportState.PREPARED:
            return False
        current = type(self).objects.filter(is_current=True).values_list("pk", flat=True).first()
        return self.compared_at is None or current != self.base_id

    @classmethod
    @transaction.atomic
    def upload(cls, *, by: Any, file_name: str, found: BusinessList, replaces_all: bool) -> Self:
        """Keep what was read of a file, for the worker to compare; raise `PermissionDenied`."""
        uploaded = cls._begin(
            by,
            file_name=file_name[:200],
            data=stored((entry.name, entry.corporate_number) for entry in found.entries),
            replaces_all=replaces_all,
            counts={"total": len(found.entries), "flawed": len(found.flaws)},
            samples={"flawed": [[flaw.line, flaw.text, flaw.reason] for flaw in found.flaws]},
        )
        record("business_list.uploaded", uploaded, by=by)
        return uploaded

    @transaction.atomic
    def recall(self, *, by: Any) -> Self:
        """Return a version made of this one, for the worker to compare.

        Raise `PermissionDenied`, `StepNotAllowed` if it is kept no longer.
        """
        if self.state != ImportState.DONE or not self.done or self.businesses.count() != self.done:
            raise StepNotAllowed(_("この版の内容は、保存期間が過ぎたため残っていません。"))
        counts = {"total": self.done, "flawed": 0}
        recalled = self._begin(by, file_name=self.file_name, put_back=self, counts=counts)
        record("business_list.recalled", recalled, by=by, put_back=self.pk)
        return recalled

    @classmethod
    def _begin(cls, by: Any, **fields: Any) -> Self:
        if not by.may_administer:
            raise PermissionDenied
        return cls.objects.create(
            state=ImportState.PREPARING,
            attempt=1,
            progressed_at=clock.now(),
            uploaded_by=by,
            **fields,
        )

    @transaction.atomic
    def compare_anew(self, *, by: Any) -> bool:
        """Let the worker compare it once more, as the list has changed or the worker stopped.

        Return whether there is anything to do. Raise `PermissionDenied`.
        """
        if not by.may_administer:
            raise PermissionDenied
        lock(self)
        if not (self.is_stalled or self.is_outdated):
            return False
        self.state, self.compared_at, self.progressed_at = ImportState.PREPARING, None, clock.now()
        self.attempt += 1
        self.save(update_fields=["state", "compared_at", "progressed_at", "attempt"])
        record("business_list.compared", self, by=by)
        return True

    @transaction.atomic
    def discard(self, *, by: Any) -> None:
        """Discard the import; the housekeeping forgets its rows. Raise `PermissionDenied`."""
        if not by.may_administer:
            raise PermissionDenied
        lock(self)
        if not self.is_open:
            return
        self.state, self.data = ImportState.DISCARDED, b""
        self.save(update_fields=["state", "data"])
        record("business_list.discarded", self, by=by)

    @classmethod
    @transaction.atomic
    def discard_older(cls, *, by: Any) -> int:
        """Discard `by`'s open ones but the latest; return how many. Raise `PermissionDenied`."""
        if not by.may_administer:
            raise PermissionDenied
        older = list(cls.objects.older_open_of(by).light())
        for one in older:
            one.discard(by=by)
        return len(older)
