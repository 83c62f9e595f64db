"""The workers' heartbeats: without them, nobody would notice that no mails go out."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from dengen import clock
from dengen.mail.models.process_name import has_ended, own_machine, own_name

HEARTBEAT_INTERVAL = timedelta(seconds=10)
SILENCE = timedelta(minutes=3)  # after which it is missed
MEMORY = timedelta(days=1)  # one that was not heard of for so long is forgotten


class WorkerHeartbeatQuerySet(models.QuerySet["WorkerHeartbeat"]):
    """Scopes of workers."""

    def living(self, now: datetime | None = None) -> Self:
        """Return those heard of lately; not those of a clock that was ahead."""
        now = now or clock.now()
        return self.filter(seen_at__gt=now - SILENCE, seen_at__lt=now + SILENCE)

    def at_work(self) -> set[str]:
        """Return the names of those that may have a task in hand, but for this process."""
        living = set(self.living().values_list("worker", flat=True))
        return {name for name in living if name != own_name() and not has_ended(name)}

    def missed(self) -> Self:
        """Return those not heard of lately that didn't sign off, the longest silent first."""
        living = self.living().values("pk")
        lately = self.filter(seen_at__gt=clock.now() - MEMORY)
        return lately.exclude(pk__in=living).order_by("seen_at")

    def forget_the_silent(self) -> None:
        """Forget those of machines that are gone."""
        self.filter(seen_at__lte=clock.now() - MEMORY).delete()

    def forget_the_predecessor(self) -> None:
        """Forget the killed one on this machine in whose place this worker was started."""
        here = self.missed().filter(worker__startswith=f"{own_machine()}:").first()
        if here:
            here.delete()


class WorkerHeartbeat(models.Model):
    """One row for each worker process, as long as it works. No event: it is no step of anybody."""

    worker = models.CharField(max_length=200, unique=True)
    began_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)

    objects = WorkerHeartbeatQuerySet.as_manager()

    class Meta:
        db_table = "mail_signoflife"  # as 0.1.0 called the model

    def __str__(self) -> str:
        return self.worker

    @classmethod
    def last_seen(cls) -> datetime | None:
        """Return when any worker was last heard of; None if none ever was."""
        return cls.objects.aggregate(models.Max("seen_at"))["seen_at__max"]
