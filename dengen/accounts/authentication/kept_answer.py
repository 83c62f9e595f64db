"""A page that answered a form, kept for a while so that its browser can show it again.

It is sealed with a number that only its address holds, and with the browser's own secret (the
cookie of its forms), so nobody can read it in the table. If its reader was logged in, it ends with
the session.
"""

from contextlib import suppress
from datetime import timedelta
from itertools import accumulate
from secrets import token_urlsafe
from typing import Self

from django.conf import settings
from django.db import DatabaseError, models, transaction

from dengen import clock
from dengen.accounts.authentication.answer_page import (
    Page,
    Reader,
    key_of,
    packed,
    seal_of,
    unpacked,
)
from dengen.accounts.authentication.sessions.session import Session
from dengen.accounts.limits.room import MEGABYTE, counts_for_strangers
from dengen.database.limits import waiting_for_locks

LARGEST_PAGE = 400_000  # bytes of a page
LARGEST_SEALED = 100_000  # and of what is kept of it, packed and sealed
MOST_ANSWERS = 10  # of one session, or of the strangers of one network
PART = 8  # of the strangers' room: who fills it must not keep applications out
WAIT_MILLISECONDS = 200  # for others who are writing


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    """Scopes of pages."""

    def strangers(self) -> Self:
        """Return those that were answered to nobody who was logged in."""
        return self.filter(session=None)

    def clear_old(self) -> None:
        """Forget those whose time is over."""
        self.filter(kept_at__lte=clock.now() - _while()).delete()


class KeptAnswer(models.Model):
    """`size` is in bytes; `subject` says for whom they are counted."""

    key = models.CharField(max_length=64, unique=True)
    session = models.ForeignKey(Session, models.CASCADE, null=True)
    subject = models.CharField(max_length=64, db_index=True)
    kept_at = models.DateTimeField(default=clock.now, db_index=True)
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()

    objects = KeptAnswerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @classmethod
    def keep(cls, page: Page, reader: Reader) -> str:
        """Return the number under which the page is kept, "" if it can't be, or not at once."""
        if len(page.content) > LARGEST_PAGE:
            return ""
        number = token_urlsafe(18)
        sealed = seal_of(number, reader).encrypt(packed(page))
        if len(sealed) > LARGEST_SEALED:
            return ""
        kept = cls(
            key=key_of(number, reader),
            session_id=reader.session,
            subject=reader.subject,
            size=len(sealed),
            sealed=sealed,
        )
        with (
            suppress(DatabaseError),
            waiting_for_locks(WAIT_MILLISECONDS),
            transaction.atomic(),
        ):
            kept.save(force_insert=True)
            kept.make_room()
            return number
        return ""

    @classmethod
    def found(cls, number: str, reader: Reader) -> Page | None:
        """Return the page of that number, if it was answered to this reader and isn't over."""
        kept = cls.objects.filter(
            key=key_of(number, reader), session=reader.session, kept_at__gt=clock.now() - _while()
        ).first()
        return unpacked(seal_of(number, reader).decrypt(bytes(kept.sealed))) if kept else None

    def make_room(self) -> None:
        """Delete the oldest pages beyond those allowed for one subject, and for all strangers."""
        same = KeptAnswer.objects.filter(subject=self.subject).order_by("-pk")
        _forget(list(same.values_list("pk", flat=True)[MOST_ANSWERS:]))
        most = settings.STRANGERS_MEGABYTES * MEGABYTE / PART
        if self.session_id is None and most and bytes_of_strangers() > most:
            strangers = KeptAnswer.objects.strangers().order_by("-pk")
            rows = list(strangers.values_list("pk", "size"))
            ends = accumulate(size for _pk, size in rows)
            _forget([pk for (pk, _size), end in zip(rows, ends, strict=True) if end > most])


@counts_for_strangers
def bytes_of_strangers() -> int:
    """Return the bytes of the pages that are kept for them."""
    return KeptAnswer.objects.strangers().aggregate(bytes=models.Sum("size"))["bytes"] or 0


def _forget(keys: list[int]) -> None:
    if keys:
        KeptAnswer.objects.filter(pk__in=keys).delete()


def _while() -> timedelta:
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)
