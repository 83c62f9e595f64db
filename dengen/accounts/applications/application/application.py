"""An application (利用申込): a request to become a member, before and after the decision."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Concat, Lower

from dengen.accounts.applications.application.addresses import ConfirmableQuerySet
from dengen.accounts.applications.application.confirmation import Confirmable
from dengen.accounts.applications.application.decided import Decided
from dengen.accounts.applications.application.former import Reapplied
from dengen.accounts.applications.application.likely_duplicates import Flag, flags
from dengen.accounts.applications.application.reconsidering import Reconsidered
from dengen.accounts.applications.application.status import Status
from dengen.accounts.applications.application.submission import Submittable
from dengen.accounts.applications.business_list.eligible import Eligibility, eligibility
from dengen.accounts.membership.login_id import canonical
from dengen.japan.organization_names import fold_organization_name
from dengen.review.reviewed import ReviewedQuerySet

ENTERED = [  # by the applicant, in the order in which the reviewer reads it
    "login_name",
    "family_name",
    "given_name",
    "family_kana",
    "given_kana",
    "organization_name",
    "corporate_number",
    "work_address",
    "work_phone",
    "email",
    "email2",
    "postal_code",
    "prefecture",
    "street",
    "building",
    "phone",
    "fax",
    "mobile",
]


class ApplicationQuerySet(  # type: ignore[override]  # each makes a manager of its own type
    ConfirmableQuerySet["Application"], ReviewedQuerySet["Application"]
):
    """Scopes of applications."""

    def waiting(self) -> Self:
        """Return undecided ones, oldest first: `reviewable()` or `unconfirmed()`."""
        return self.filter(status=Status.WAITING).order_by("submitted_at", "pk")

    def denied(self) -> Self:
        """Return those that were refused, and not taken up again."""
        return self.filter(status=Status.DENIED)

    def decided(self) -> Self:
        """Return those that were approved or denied, the latest decision first."""
        return self.filter(decided_at__isnull=False).order_by("-decided_at", "-pk")

    def matching(self, text: str) -> Self:
        """Return those whose login ID, business or person contains the text; all if it is empty."""
        person = "".join(text.split())
        return self.alias(person=Concat("family_name", "given_name")).filter(
            Q(login_name__icontains=canonical(text))
            | Q(folded_organization__contains=fold_organization_name(text) or text)
            | Q(person__icontains=person)
        )


class Application(Submittable, Decided, Reconsidered, Confirmable, Reapplied):
    """The concerns, those that stand on others first, on the columns of ApplicationFields."""

    objects = ApplicationQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        indexes = [
            models.Index(
                fields=["submitted_at", "email_confirmed_at", "status"],  # counted from here alone
                condition=Q(status=Status.WAITING),
                name="application_in_queue",
            ),
            models.Index(
                fields=["-decided_at", "-id"],
                condition=Q(decided_at__isnull=False),
                name="application_decided",
            ),
            # What likely duplicates and remarks are found by: likely_duplicates.py, flagged.py.
            # Without a condition, for SQLite can't see that the status asked for, a parameter,
            # meets one.
            models.Index(fields=["alike_name"], name="application_alike_name"),
            models.Index(fields=["corporate_number"], name="application_number"),
            models.Index(fields=["phone"], name="application_phone"),
            models.Index(fields=["came_from", "submitted_at"], name="application_came_from"),
            models.Index(Lower("email"), name="application_email"),
            models.Index(Lower("email2"), name="application_email2"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DENIED, login=None)
                | Q(status__in=[Status.WAITING, Status.APPROVED], login__isnull=False),
                name="application_holds_its_login_id",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.WAITING, decided_at=None, decided_by=None)
                | (
                    ~Q(status=Status.WAITING)
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="application_decision_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DENIED) | ~Q(reason=""),
                name="application_denial_has_reason",
            ),
            models.UniqueConstraint(
                Lower("email"), condition=Q(status=Status.WAITING), name="application_email_waiting"
            ),
            models.UniqueConstraint(
                fields=["handover"],
                condition=Q(status=Status.WAITING),
                name="application_one_waiting_per_handover",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk} ({self.status})"

    @classmethod
    def reviewed_fields(cls) -> dict[str, str]:
        """Return the fields that a reviewer compares and remarks on, and their labels."""
        labels = {field.name: str(field.verbose_name) for field in cls._meta.fields}
        return {name: labels[name] for name in ENTERED}

    def flags(self) -> list[Flag]:
        """Return what the reviewer should look at before deciding: likely duplicates, with why."""
        return flags(self)

    @property
    def eligibility(self) -> Eligibility:
        """What the list of eligible businesses says (利用資格)."""
        return eligibility(self.organization_name, self.corporate_number)
