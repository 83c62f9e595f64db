"""The board's read-only mode: for an upgrade, say, while people go on reading."""

from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction

from dengen import clock
from dengen.accounts.models import Account
from dengen.database import read_only
from dengen.events.steps import StepNotAllowed
from dengen.events.trail import record
from dengen.japan.moments import in_tokyo
from dengen.japan.width import clean_text

REASON_LENGTH = 200


class ReadOnlyMode(models.Model):
    """One row while it lasts, which `dengen.database.read_only` asks for; none otherwise."""

    begun_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)

    def __str__(self) -> str:
        return f"read-only since {in_tokyo(self.begun_at)}"

    @classmethod
    def begin(cls, *, by: Account, reason: str) -> Self:
        """Let nobody write from the end of this step on; every page shows the reason.

        Raise `StepNotAllowed` if it is read-only already, `ValidationError` if the reason is too
        long.
        """
        reason = clean_text(reason)
        if len(reason) > REASON_LENGTH:
            raise ValidationError({"reason": f"At most {REASON_LENGTH} characters, please."})
        with read_only.without_read_only(), transaction.atomic():
            mode, is_new = cls.objects.get_or_create(pk=1, defaults={"reason": reason})
            if not is_new:
                raise StepNotAllowed(f"The board is {mode} already.")
            record("writing.paused", mode, by=by, reason=reason)
        return mode

    @classmethod
    def end(cls, *, by: Account) -> datetime:
        """Let the board take changes again; return since when it did not.

        Raise `StepNotAllowed` if it was not read-only.
        """
        with read_only.without_read_only(), transaction.atomic():
            mode = cls.objects.select_for_update().first()
            if mode is None:
                raise StepNotAllowed("The board is not read-only.")
            record("writing.resumed", mode, by=by)
            begun_at = mode.begun_at
            mode.delete()
        return begun_at
