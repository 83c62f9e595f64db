"""The mail addresses of an application, and which of them were confirmed from there."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from dengen import clock
from dengen.accounts.applications.application.fields import ApplicationFields
from dengen.accounts.applications.application.status import Status
from dengen.accounts.keys import APPLICATION_ADDRESS, OneTimeKey
from dengen.accounts.membership.account.contact import MAIL_FIELDS
from dengen.events.steps import lock
from dengen.review.generic import Model_co

if TYPE_CHECKING:
    from dengen.mail.secret import Secret


class ConfirmableQuerySet(models.QuerySet[Model_co]):
    """Scopes by whether the address of a waiting application was confirmed."""

    def reviewable(self) -> Self:
        """Return those that wait for the operator's decision, oldest first."""
        waiting = self.filter(status=Status.WAITING).order_by("submitted_at", "pk")
        return waiting.filter(email_confirmed_at__isnull=False) if _is_required() else waiting

    def unconfirmed(self) -> Self:
        """Return those whose applicant must still confirm the address, oldest first."""
        waiting = self.filter(status=Status.WAITING, email_confirmed_at=None)
        return waiting.order_by("submitted_at", "pk") if _is_required() else self.none()

    def out_of_time(self) -> Self:
        """Return those whose applicant didn't confirm the address in time."""
        return self.unconfirmed().filter(submitted_at__lte=clock.now() - _time())

    def of_key(self, key: OneTimeKey | None) -> Model_co | None:
        """Return the one whose address the key confirms, or None; it may have ended since."""
        if key is None or key.kind != APPLICATION_ADDRESS.name:
            return None
        return self.filter(pk=key.slot.partition(":")[0]).first()


class Addressed(ApplicationFields):
    """Mixin of Application.

    `email_confirmed_at` and `email2_confirmed_at` are None until the address was confirmed.
    """

    class Meta:
        abstract = True

    @property
    def addresses(self) -> list[str]:
        """Where the applicant may be written to: what was confirmed."""
        is_known: dict[str, Any] = {"email": self.email_confirmed_at or not _is_required()}
        is_known["email2"] = self.email2_confirmed_at
        return [getattr(self, name) for name in MAIL_FIELDS if is_known[name] and self.has(name)]

    def has(self, field: str) -> bool:
        """Return whether that address was given."""
        return bool(getattr(self, field))

    def is_confirmed(self, field: str) -> bool:
        """Return whether that address was confirmed from there."""
        return getattr(self, f"{field}_confirmed_at") is not None

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it waits for its applicant, and not yet for the operator."""
        is_waiting = self.status == Status.WAITING and self.email_confirmed_at is None
        return is_waiting and _is_required()

    @property
    def confirm_by(self) -> datetime:
        """The moment until which the applicant can confirm the address."""
        return self.submitted_at + _time()

    def new_keys(self, *fields: str) -> dict[str, "Secret"]:
        """Return new keys, by field, for mails to the addresses that were given and not confirmed.

        All of them if no field is named.
        """
        return {
            name: APPLICATION_ADDRESS.issue(None, slot=f"{self.pk}:{name}")
            for name in fields or MAIL_FIELDS
            if self.has(name) and not self.is_confirmed(name)
        }

    def another_key(self) -> dict[str, "Secret"]:
        """Return another key, by field, if the first address is still to be confirmed.

        For verbs, which send it by mail.
        """
        lock(self)
        return self.new_keys("email") if self.awaits_confirmation else {}


def _is_required() -> bool:
    return settings.CONFIRMATION_REQUIRED


def _time() -> timedelta:
    return timedelta(days=settings.CONFIRMATION_DAYS)
