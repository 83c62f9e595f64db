"""Versions of the list of eligible businesses: a file is compared, looked at, and taken over.

The worker writes the new version beside the one that counts, some hundred rows at a time, so that
nobody waits, and notes what each business was before. Taking over is then one small step, and so is
going back: a version before is compared and looked at as a file is. What stops half-way leaves the
list as it was.
"""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.applications.business_list import BusinessList
from dengen.accounts.applications.business_list.business_comparison import Compared
from dengen.accounts.applications.business_list.eligible import EligibleBusiness
from dengen.accounts.applications.business_list.import_state import UNDER_WAY, ImportState
from dengen.accounts.applications.business_list.stored import stored
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.digits import digits_of

STALLED = timedelta(minutes=2)
MANY = 5  # more than one of so many businesses gone is asked for with their number


def number_of(typed: str) -> int | None:
    """Return the number, in any width and with or without commas; None if it is none."""
    try:
        return int(digits_of(typed.replace(",", "").replace("，", "")))
    except ValueError:
        return None


def has_rows() -> Exists:
    """Return the condition that a version's businesses are still there."""
    return Exists(EligibleBusiness.objects.filter(source=OuterRef("pk")))


class RemovalNotConfirmed(StepNotAllowed):
    """Many businesses would go, and their number was not typed."""


class BusinessImportQuerySet(models.QuerySet["BusinessImport"]):
    """Scopes of the versions."""

    def open(self) -> Self:
        """Return those that are being compared, or looked at."""
        return self.filter(state__in=[*UNDER_WAY, ImportState.PREPARED])

    def older_open_of(self, account: Any) -> Self:
        """Return those of one person's open ones that a later one of theirs follows."""
        own = self.open().filter(uploaded_by=account)
        later = BusinessImport.objects.open().filter(uploaded_by=account, pk__gt=OuterRef("pk"))
        return own.filter(Exists(later))

    def taken_over(self) -> Self:
        """Return the list as it was and is, newest first; `has_rows` until it is forgotten."""
        found = self.filter(state=ImportState.DONE).annotate(has_rows=has_rows())
        return found.order_by("-taken_over_at", "-pk")

    def light(self) -> Self:
        """Return the imports without what is large."""
        return self.defer("data", "samples")


class BusinessImport(Compared):
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

    @property
    def asks_for_number(self) -> bool:
        """Whether so many businesses would go that their number must be typed."""
        return self.counts.get("removed", 0) * MANY > self.counts.get("before", 0)

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

    def take_over(self, *, by: Any, removed: str = "") -> None:
        """Make this the list; `removed` is how many go, as typed, where that is asked for.

        Raise `PermissionDenied`, `RemovalNotConfirmed`, or `Overtaken` if the list is another one
        than that which it was compared with.
        """
        if not by.may_administer:
            raise PermissionDenied
        try:
            self._take_over(by, removed)
        except IntegrityError as error:  # the first two lists at the same moment
            raise Overtaken(self._overtaken()) from error

    @transaction.atomic
    def _take_over(self, by: Any, removed: str) -> None:
        lock(self)
        if self.state == ImportState.DONE:
            return
        if self.state != ImportState.PREPARED:
            raise Overtaken(_("この取り込みは、比較中か、取り消されています。"))
        current = type(self).objects.select_for_update().filter(is_current=True).first()
        if self.compared_at is None or (current.pk if current else None) != self.base_id:
            raise Overtaken(self._overtaken())
        self._check_number(removed)
        # Only the list that was read and is locked: another that came first meanwhile stays, and
        # the constraint refuses this one.
        type(self).objects.filter(pk__in=[self.base_id]).update(is_current=False)
        self.state, self.is_current, self.data = ImportState.DONE, True, b""
        self.taken_over_by, self.taken_over_at = by, clock.now()
        self.save()
        told = {name: self.counts[name] for name in ("total", "flawed", "added", "changed")}
        record("business_list.imported", self, by=by, removed=self.counts["removed"], **told)

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

    def _check_number(self, typed: str) -> None:
        if not self.asks_for_number:
            return
        if number_of(typed) != self.counts["removed"]:
            raise RemovalNotConfirmed(
                _("名簿から除く件数（%(count)s）を入力してください。")
                % {"count": f"{self.counts['removed']:,}"}
            )

    def _overtaken(self) -> str:
        current = type(self).objects.filter(is_current=True).select_related("taken_over_by").first()
        name = current.taken_over_by.family_name if current and current.taken_over_by else ""
        if not name:
            return _("比べた後に、名簿が更新されました。現在の名簿ともう一度比べてください。")
        return _(
            "比べた後に、%(name)sさんが名簿を更新しました。現在の名簿ともう一度比べてください。"
        ) % {"name": name}


def forget_old_versions() -> None:
    """Delete the rows of versions beyond those kept, and of what nobody took over.

    Who took over what and when stays, with the counts.
    """
    old = clock.now() - timedelta(days=settings.BUSINESS_LIST_DAYS)
    BusinessImport.objects.open().filter(uploaded_at__lt=old).update(
        state=ImportState.DISCARDED, data=b""
    )
    versions = BusinessImport.objects.taken_over().filter(has_rows()).exclude(is_current=True)
    wanted = BusinessImport.objects.open().exclude(put_back=None).values("put_back")
    others = max(settings.BUSINESS_LISTS_KEPT - 1, 0)
    discarded = BusinessImport.objects.filter(has_rows(), state=ImportState.DISCARDED)
    for version in [*versions.exclude(pk__in=wanted).light()[others:], *discarded.light()]:
        version.remove_rows()
