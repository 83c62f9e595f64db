"""The steps of an application: submitted, then approved or denied (manual §2.1)."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.models.account import Account
from dengen.accounts.models.login_id import LoginID
from dengen.accounts.models.one_id_rule import check_one_id_rule
from dengen.accounts.models.reconsidering import ApplicationReconsidering
from dengen.accounts.models.reviewed import reopened_last
from dengen.accounts.models.terms import check_terms
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan import clock
from dengen.japan.organization_names import fold_organization_name


class Status(models.TextChoices):
    """Where an application stands."""

    WAITING = "waiting", gettext_lazy("承認待ち")
    APPROVED = "approved", gettext_lazy("承認済み")
    DENIED = "denied", gettext_lazy("否認")


# The status a step leads to, and those it may start from.
ALLOWED = {
    Status.APPROVED: {Status.WAITING},
    Status.DENIED: {Status.WAITING},
    Status.WAITING: {Status.DENIED},
}

# Fields that no applicant fills in, and the login ID, whose shape LoginID.claim() explains.
SET_BY_VERBS = {
    "login",
    "login_name",
    "folded_organization",
    "decided_at",
    "decided_by",
    "reason",
    "remarks",
}


class ApplicationLifecycle(ApplicationReconsidering):
    """The verbs."""

    allowed = ALLOWED

    def submit(self):
        """Hands the application in; returns it, or the earlier one with the same submission key.

        Claims the login ID for ever. Raises `ValidationError` by field when the ID is taken or
        misshapen, when a required field is empty, or when the person or the business is a member.
        One that names a handover is of the predecessor's business, whatever else it says.
        """
        self.take_predecessors_business()
        self.clean_fields(exclude=SET_BY_VERBS)
        try:
            with transaction.atomic():
                if earlier := self.already_submitted():
                    return earlier
                if self.handover:
                    lock(self.handover.account)
                    self.handover.refresh_from_db(fields=["ended_at", "outcome"])
                    self.handover.check_usable()
                check_terms(self.terms)
                check_one_id_rule(self)
                self.folded_organization = fold_organization_name(self.organization_name)
                self.login = LoginID.claim(self.login_name)
                self.save(force_insert=True)
                record("application.submitted", self, by=None, revision=self.revision)
        except (IntegrityError, ValidationError):
            # Somebody was faster between our look and our claim: a double click of this person, or
            # another application; then the rule says beside which field.
            if earlier := self.already_submitted():
                return earlier
            check_one_id_rule(self)
            raise
        return self

    def take_predecessors_business(self) -> None:
        """Fixes the business if this application names a handover."""
        if self.handover:
            self.organization_name = self.handover.account.organization_name
            self.corporate_number = self.handover.account.corporate_number

    def already_submitted(self):
        """The application that the same press of the button made before, if any."""
        return type(self).objects.filter(submission_key=self.submission_key).first()

    @transaction.atomic
    def approve(self, *, by: Account, revision: int) -> None:
        """Makes the applicant a member; nothing happens if `by` has already done so.

        By a handover the predecessor's ID ends in the same moment. Raises `Overtaken` if it is not
        as in `revision` any more, `StepNotAllowed` if the business or the mail address has a member
        by now, or if the handover was called off.
        """
        if not self.may_step(Status.APPROVED, by=by, revision=revision):
            return
        try:
            with transaction.atomic():
                account = self._make_member(by)
        except IntegrityError as error:
            raise StepNotAllowed(
                _("同じ事業者または同じメールアドレスの会員がすでにいるため、承認できません。")
            ) from error
        self._decide(Status.APPROVED, by)
        record("application.approved", self, by=by, account=account.pk, revision=self.revision)

    @transaction.atomic
    def deny(
        self,
        *,
        by: Account,
        revision: int,
        reason: str = "",
        remarks: Mapping[str, str] | None = None,
    ) -> None:
        """Refuses the application with a reason; the login ID becomes free again.

        Raises `ValidationError` without a reason or a remark, else as `approve`.
        """
        why = self.clean_denial(reason, remarks)
        if not self.may_step(Status.DENIED, by=by, revision=revision):
            self.check_same_reason(why.text, self.reason)
            return
        if self.handover:
            self._end_handover(by)
        claimed, self.login = self.login, None
        self.reason, self.remarks = why.text, why.remarks
        self._decide(Status.DENIED, by)
        claimed.delete()
        told = {"reason": why.text}
        record("application.denied", self, by=by, private=told, revision=self.revision)

    @property
    def is_approvable(self) -> bool:
        """Whether it can be approved as it stands."""
        return self.status in ALLOWED[Status.APPROVED]

    def was_decided_by(self, account: Account, status: str) -> bool:
        """Whether this very person took that decision."""
        if status == Status.WAITING:
            return reopened_last(self, account)
        return self.status == status and self.decided_by_id == account.pk

    def _make_member(self, by: Account) -> Account:
        if self.handover is None:
            return Account.objects.create_member(self)
        return self.handover.account.hand_over(self.handover, self, by=by)

    def _end_handover(self, by: Account) -> None:
        """The predecessor stays as before."""
        lock(self.handover.account)
        self.handover.refresh_from_db()
        if self.handover.ended_at is None:
            self.handover.end("denied", by=by)

    def _decide(self, status: Status, by: Account) -> None:
        self.status = status
        self.decided_by = by
        self.decided_at = clock.now()
        self.revision += 1
        self.save()
