"""Taking a compared version over: one small step, after which it is the list."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.applications.business_list.business_comparison import Compared
from dengen.accounts.applications.business_list.import_state import ImportState
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.digits import digits_of

# If more than one in so many businesses would go, somebody must type their number.
UNCONFIRMED_REMOVAL_DIVISOR = 5


def number_of(typed: str) -> int | None:
    """Return the number, in any width and with or without commas; None if it is none."""
    try:
        return int(digits_of(typed.replace(",", "").replace("，", "")))
    except ValueError:
        return None


class RemovalNotConfirmed(StepNotAllowed):
    """Many businesses would go, and their number was not typed."""


class TakenOver(Compared):
    """Of a version: how it becomes the list."""

    class Meta:
        abstract = True

    @property
    def asks_for_number(self) -> bool:
        """Whether so many businesses would go that somebody must type their number."""
        return self.counts.get("removed", 0) * UNCONFIRMED_REMOVAL_DIVISOR > self.counts.get(
            "before", 0
        )

    def take_over(self, *, by: Any, removed: str = "") -> None:
        """Make this the list; `removed` is how many businesses go, as typed where that is asked.

        Raise `PermissionDenied`, `RemovalNotConfirmed`, or `Overtaken` if the list has changed
        since it was compared.
        """
        if not by.may_administer:
            raise PermissionDenied
        try:
            self._take_over(by=by, removed=removed)
        except IntegrityError as error:  # the first two lists at the same moment
            raise Overtaken(self._overtaken()) from error

    @transaction.atomic
    def _take_over(self, *, by: Any, removed: str) -> None:
        lock(self)
        if self.state == ImportState.DONE:
            return
        if self.state != ImportState.PREPARED:
            raise Overtaken(_("この取り込みは、比較中か、取り消されています。"))
        current = type(self).objects.select_for_update().filter(is_current=True).first()
        if self.compared_at is None or (current.pk if current else None) != self.base_id:
            raise Overtaken(self._overtaken())
        self._check_number(removed)
        # Only the list that was read and is locked. If another one became the first list meanwhile,
        # the constraint refuses this one.
        type(self).objects.filter(pk__in=[self.base_id]).update(is_current=False)
        self.state, self.is_current, self.data = ImportState.DONE, True, b""
        self.taken_over_by, self.taken_over_at = by, clock.now()
        self.save()
        told = {name: self.counts[name] for name in ("total", "flawed", "added", "changed")}
        record("business_list.imported", self, by=by, removed=self.counts["removed"], **told)

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
