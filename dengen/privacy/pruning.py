"""What is kept for some days only, whoever's it is; the settings say for how many.

Rows are deleted a few hundred at a time, each time in a transaction of its own: nobody waits for
it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q

from dengen import clock
from dengen.accounts.applications.application.status import Status as ApplicationStatus
from dengen.accounts.membership.person import ERASED, PERSON_FIELDS
from dengen.accounts.models import Application
from dengen.events import versions
from dengen.events.models import PrivateParticulars
from dengen.events.topics import DESK
from dengen.listings.listing.status import Status as ListingStatus
from dengen.listings.models import Listing
from dengen.mail.models import Message
from dengen.privacy.erasing import erase_listings

ROWS_AT_ONCE = 500  # rows


def prune() -> None:
    """Erase all older than its setting allows; then make the file on disk forget it."""
    _in_steps(_old_applications(), _erase_applications)
    _in_steps(_old_mails(), _erase_mails)
    _in_steps(_old_listings(), erase_listings)
    _in_steps(_decided_with_password(), lambda rows: rows.update(password=""))
    forget_on_disk()


def forget_on_disk() -> None:
    """Empty SQLite's log here; what is deleted, SQLite overwrites (secure_delete)."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _in_steps(found: models.QuerySet, erase: Callable[[models.QuerySet], Any]) -> None:
    while pks := list(found.order_by("pk").values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        with transaction.atomic():
            erase(found.model._base_manager.filter(pk__in=pks))


def _since(days: int) -> Any:
    return clock.now() - timedelta(days=days)


def _old_applications() -> models.QuerySet:
    old = Q(
        status=ApplicationStatus.DENIED, decided_at__lt=_since(settings.DENIED_APPLICATION_DAYS)
    )
    return Application.objects.filter(old).exclude(email="")


def _erase_applications(rows: models.QuerySet) -> None:
    pks = list(rows.values_list("pk", flat=True))
    about = Q(event__subject_type="accounts.application", event__subject_id__in=pks)
    PrivateParticulars.objects.filter(about).delete()
    blank = dict.fromkeys(PERSON_FIELDS, "")
    rows.update(**blank, password="", came_from="", reason=ERASED, remarks={})
    versions.step(DESK)


def _old_mails() -> models.QuerySet:
    """Return old mails, not those that wait: they must reach their recipient first."""
    old = Message.objects.exclude(state=Message.State.WAITING)
    old = old.filter(created_at__lt=_since(settings.MAIL_DAYS))
    return old.exclude(body="", recipients=[])


def _erase_mails(rows: models.QuerySet) -> None:
    Message.objects.filter(pk__in=rows).erase()


def _old_listings() -> models.QuerySet:
    old = Q(status=ListingStatus.DELETED, deleted_at__lt=_since(settings.DELETED_LISTING_DAYS))
    return Listing.objects.filter(old).exclude(contact_person=ERASED)


def _decided_with_password() -> models.QuerySet:
    """Return decided applications with a password, as earlier versions left them."""
    return Application.objects.exclude(status=ApplicationStatus.WAITING).exclude(password="")
