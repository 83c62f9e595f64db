"""The end of a period: announced in time, and what the operator does if nothing happens then.

Manual ■本掲示板への掲載について (2) ｃ, ｄ: the poster deletes what is over. What stays
for long the operator may delete, after contacting the poster.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dengen import clock
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.business_days import today
from dengen.japan.written_days import long_day
from dengen.listings.listing.announcement import Announcement
from dengen.listings.listing.deletion import Deletable
from dengen.listings.listing.status import Status
from dengen.review.generic import Model_co

if TYPE_CHECKING:
    from dengen.accounts.models import Account


DAYS_BEFORE = {Announcement.FORTNIGHT: 14, Announcement.EVE: 1, Announcement.ENDED: -1}


def overdue_reason(ended_on: date, contacted_on: date) -> str:
    """Return why the operator deletes what stayed too long, as its poster reads it."""
    return _(
        "掲載期間が%(ended)sに終了し、%(contacted)sに削除をお願いしましたが、"
        "その後も削除されなかったため。"
    ) % {
        "ended": long_day(ended_on),
        "contacted": long_day(contacted_on),
    }


class EndingQuerySet(models.QuerySet[Model_co]):
    """Scopes by what is to be done about an end."""

    def to_announce(self, announcement: Announcement, day: date) -> Self:
        """Return those whose poster is to hear of it that day, or late if it makes sense."""
        first, last = {
            Announcement.FORTNIGHT: (2, 14),
            Announcement.EVE: (0, 1),
            Announcement.ENDED: (-settings.OVERDUE_DAYS, -1),
        }[announcement]
        return self.filter(
            status=Status.PUBLISHED,
            announced__in=range(announcement),
            end_on__range=(day + timedelta(days=first), day + timedelta(days=last)),
        ).order_by("end_on", "pk")

    def overdue_for_deletion(self, day: date) -> Self:
        """Return those that their poster should have deleted long ago, the oldest end first."""
        since = day - timedelta(days=settings.OVERDUE_DAYS)
        return self.filter(status=Status.PUBLISHED, end_on__lte=since).order_by("end_on", "pk")


class Ending(Deletable):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    @property
    def _ends_on(self) -> date:
        """Return the last day; call it only for a listing that has one."""
        return cast("date", self.end_on)

    @property
    def days_left(self) -> int:
        """Days from today to the end; 0 on the last day, negative when it is over."""
        return (self._ends_on - today()).days

    @property
    def deletable_on(self) -> date | None:
        """The first day on which the operator may delete it; None if nobody was contacted."""
        if self.contacted_at is None:
            return None
        contacted = timezone.localdate(self.contacted_at)
        return contacted + timedelta(days=settings.OVERDUE_GRACE_DAYS)

    @property
    def is_overdue_for_deletion(self) -> bool:
        """Whether it has stayed for too long after its end."""
        ended = self.status == Status.PUBLISHED and self.end_on is not None
        return ended and -self.days_left >= settings.OVERDUE_DAYS

    @property
    def is_deletable_as_overdue(self) -> bool:
        """Whether the operator may delete it by now."""
        day = self.deletable_on
        return self.is_overdue_for_deletion and day is not None and day <= today()

    @transaction.atomic
    def announce_end(self, announcement: Announcement) -> bool:
        """Tell the poster about the end; return False if that was done, or is useless by now.

        A mail two weeks before the end is useless for a listing approved one week before it.
        """
        lock(self)
        if self.status != Status.PUBLISHED or self.announced >= announcement:
            return False
        self.announced = announcement
        self.save(update_fields=["announced"])
        planned = self._ends_on - timedelta(days=DAYS_BEFORE[announcement])
        if announcement != Announcement.ENDED and timezone.localdate(self.published_at) > planned:
            return False
        record("end.announced", self, by=None, announcement=announcement.name.lower())
        return True

    @transaction.atomic
    def contact_owner(self, *, by: "Account", revision: int) -> None:
        """Ask the poster to delete what is long over (掲載期間経過のご連絡).

        Raise `PermissionDenied`, `Overtaken` if it is not as in `revision` any more, or
        `StepNotAllowed` if it is not overdue.
        """
        self._lock_overdue(by, revision)
        self.contacted_at = clock.now()
        self.revision += 1
        self.save()
        record("owner.reminded", self, by=by)

    @transaction.atomic
    def delete_as_overdue(self, *, by: "Account", revision: int) -> None:
        """Delete it a week after the poster was contacted; raise what `contact_owner` raises.

        The reason refers to the letter that the poster got then.
        """
        self._lock_overdue(by, revision)
        if not self.is_deletable_as_overdue:
            raise StepNotAllowed(
                _("掲載者に連絡してから%(days)d日が過ぎるまでは削除できません。")
                % {"days": settings.OVERDUE_GRACE_DAYS}
            )
        contacted = timezone.localdate(self.contacted_at)
        self.delete(by=by, reason=overdue_reason(self._ends_on, contacted))

    def _lock_overdue(self, by: "Account", revision: int) -> None:
        if not by.may_decide:
            raise PermissionDenied
        lock(self)
        if self.revision != revision:
            raise Overtaken(_("他の操作で状態が変わったため、この操作は行われませんでした。"))
        if not self.is_overdue_for_deletion:
            raise StepNotAllowed(_("この掲載情報は、掲載期間経過の対象ではありません。"))
