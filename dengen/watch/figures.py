"""What can be said about the board in numbers; each is one small query."""

import platform
import shutil
from datetime import datetime
from importlib.metadata import version as version_of

import django
from django.conf import settings
from django.db import connection
from django.db.models import Count, Min

from dengen import clock
from dengen.accounts.models import Account, Application
from dengen.backup.models import LastBackup
from dengen.database import read_only as read_only_mode
from dengen.events.models import Event, Unsealed, Version
from dengen.japan.business_days import business_days_between, today
from dengen.listings.models import Listing
from dengen.mail.models import MailServer, Message, WorkerHeartbeat

SIZE = {
    "postgresql": "SELECT pg_database_size(current_database())",
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
}


def applications() -> int:
    """Return the number of undecided ones that the operator can decide on."""
    return Application.objects.reviewable().count()


def listings() -> int:
    """Return the number of undecided ones."""
    return Listing.objects.pending().count()


def oldest_waiting() -> dict[str, int]:
    """Return the business days that the oldest has waited, by what it is; 0 if none."""
    oldest = {
        "application": Application.objects.reviewable().order_by("submitted_at").first(),
        "listing": Listing.objects.pending().order_by("submitted_at").first(),
    }
    return {
        what: business_days_between(one.submitted_on, today()) if one else 0
        for what, one in oldest.items()
    }


def mails() -> dict[str, int]:
    """Return how many, by state."""
    counts = dict(Message.objects.values_list("state").annotate(Count("pk")).order_by())
    return {state: counts.get(state, 0) for state in Message.State.values}


def oldest_mail() -> float:
    """Return the seconds that the oldest mail has waited; 0 if none waits."""
    return _age(Message.objects.waiting().aggregate(Min("created_at"))["created_at__min"])


def mail_server_away() -> float:
    """Return for how many seconds it is away; 0 if it was reached at the last try."""
    server = MailServer.objects.first()
    return _age(server.away_since if server else None)


def unsealed() -> int:
    """Return the number of events without a link in the chain."""
    return Unsealed.objects.count()


def oldest_unsealed() -> float:
    """Return the seconds since the oldest unsealed event; 0 if every event has its seal."""
    note = Unsealed.objects.order_by("pk").first()
    event = Event.objects.filter(pk=note.pk).first() if note else None
    return _age(event.occurred_at if event else None)


def silences() -> dict[str, float]:
    """Return the seconds of silence, by worker; none if no worker was there for a day."""
    return {one.worker: _age(one.seen_at) for one in WorkerHeartbeat.objects.order_by("worker")}


def backup_age() -> float | None:
    """Return the seconds since the last backup; None if none was made of this board."""
    made_at = LastBackup.moment()
    return _age(made_at) if made_at else None


def read_only() -> float:
    """Return for how many seconds it is read-only; 0 while the board takes changes."""
    mode = read_only_mode.mode()
    return _age(mode.begun_at if mode else None)


def frozen() -> int:
    """Return the number of accounts that can't log in for some hours."""
    return Account.objects.frozen().count()


def board_version() -> int:
    """Return how often pages that many read have changed; 0 if they never have."""
    return Version.objects.of_all()


def database_size() -> int:
    """Return the size of the database in bytes."""
    with connection.cursor() as cursor:
        cursor.execute(SIZE[connection.vendor])
        return cursor.fetchone()[0]


def disk_free() -> int:
    """Return the free bytes of the disk."""
    return shutil.disk_usage(settings.DATA_DIR).free


def build() -> dict[str, str]:
    """Return the versions."""
    return {
        "database": connection.vendor,
        "django": django.get_version(),
        "granian": version_of("granian"),
        "python": platform.python_version(),
    }


def _age(moment: datetime | None) -> float:
    return max(0.0, (clock.now() - moment).total_seconds()) if moment else 0.0
