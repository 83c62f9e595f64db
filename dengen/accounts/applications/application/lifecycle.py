"""The steps of an application: submitted, then approved or denied (manual §2.1)."""

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.applications.application.confirmation import Confirmable, not_confirmed
from dengen.accounts.applications.application.one_id_rule import check_one_id_rule, holder_of_mail
from dengen.accounts.applications.application.reconsidering import ApplicationReconsidering
from dengen.accounts.applications.application.room import check_room
from dengen.accounts.applications.application.same_address import origin_key
from dengen.accounts.applications.application.status import ALLOWED, Status
from dengen.accounts.limits import Limit, LimitReached, here
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.login_id import LoginID
from dengen.accounts.membership.person import check_addresses_differ
from dengen.accounts.terms.terms import check_terms
from dengen.events import origin
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.organization_names import alike_name, fold_organization_name, same_name
from dengen.review.reviewed import reopened_last

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application


# Fields that no applicant fills in, and the login ID, whose shape LoginID.claim() explains.
SET_BY_VERBS = {
    "login",
    "login_name",
    "folded_organization",
    "same_name",
    "alike_name",
    "came_from",
    "email_confirmed_at",
    "email2_confirmed_at",
    "decided_at",
    "decided_by",
    "reason",
    "remarks",
}


APPLIED_FROM_NETWORK = Limit(
    "application.network", count="APPLICATIONS_PER_NETWORK", hours="APPLICATION_LIMIT_HOURS"
)
# How often a stranger can make the board write to somebody by naming their address.
TOLD_HOLDER = Limit(
    "application.holder", count="REPEATED_APPLICATION_MAILS", hours="APPLICATION_LIMIT_HOURS"
)


class _MailIsKnown(Exception):
    """Nothing is made of the application: `holder` has the address."""

    def __init__(self, holder: "Account | Application") -> None:
        super().__init__()
        self.holder = holder


class ApplicationLifecycle(Confirmable, ApplicationReconsidering):
    """The verbs."""

    allowed = ALLOWED

    def submit(self):
        """Hands the application in; returns it, or the earlier one with the same submission key.

        Claims the login ID for ever. Raises `ValidationError` by field when the ID is taken or
        misshapen, when a required field is empty, when both mail addresses are one, or when the
        business has a member; `LimitReached`
        when too many came from this network, or there is no room for more. One that names a
        handover is of the predecessor's business, whatever else it says, and its address counts as
        confirmed: the link went there. Any other address has to be confirmed, unless whoever calls
        says that it was.

        With a mail address that somebody has already it makes nothing, and has no primary key
        afterwards: a mail to that address says so, and nobody else learns it.
        """
        self.take_predecessors_business()
        self.clean_fields(exclude=SET_BY_VERBS)
        check_addresses_differ(self.email, self.email2)
        if earlier := self.already_submitted():
            return earlier
        network = None if self.handover else here()  # a member vouches for a successor
        if not self.handover:
            check_room()
        APPLIED_FROM_NETWORK.take(network)
        try:
            self._hand_in()
        except (IntegrityError, ValidationError, _MailIsKnown) as error:
            # Somebody was faster between our look and our claim: a double click of this person, or
            # another application; then the rule says beside which field.
            if earlier := self.already_submitted():
                APPLIED_FROM_NETWORK.give_back(network)
                return earlier
            if "handover" in getattr(error, "error_dict", ()):
                raise  # whoever followed the link may know what became of it
            if not isinstance(error, _MailIsKnown):
                check_one_id_rule(self)
            self._tell_holder(error)
        return self

    def _hand_in(self) -> None:
        """All or nothing; a known mail address is refused last, so that the time tells nothing."""
        holder = holder_of_mail(self)
        try:
            with transaction.atomic():
                self._claim_place()
                if holder:
                    raise _MailIsKnown(holder)
                self._note_submission()
        except IntegrityError as error:
            if holder:
                raise _MailIsKnown(holder) from error
            raise

    def _note_submission(self) -> None:
        """An application that waits for its applicant isn't in the operator's queue yet."""
        waits = {"unconfirmed": True} if self.awaits_confirmation else {}
        record("application.submitted", self, by=None, revision=self.revision, **waits)

    def _claim_place(self) -> None:
        if self.handover:
            lock(self.handover.account)
            self.handover.refresh_from_db(fields=["ended_at", "outcome"])
            self.handover.check_usable()
        check_terms(self.terms)
        check_one_id_rule(self)
        self.note_organization()
        self.came_from = origin_key(origin.current.get().address)
        self.login = LoginID.claim(self.login_name)
        if self.handover or self.email_confirmed_at:
            self.email_confirmed_at = self.submitted_at
        self.save(force_insert=True)
        self.ask()
        if self.handover:
            self.handover.use_up()

    def _tell_holder(self, error: Exception) -> None:
        """Nothing was made; whoever reads the mails of that address learns what happened.

        Raises `error` if it is something else that was wrong.
        """
        holder = error.holder if isinstance(error, _MailIsKnown) else holder_of_mail(self)
        if holder is None:
            raise error
        self.pk = self.login = None
        with contextlib.suppress(LimitReached, Overtaken), transaction.atomic():
            TOLD_HOLDER.take(self.email.lower())
            if isinstance(holder, type(self)):
                holder.ask_again()
            record("application.repeated", holder, by=None)

    def take_predecessors_business(self) -> None:
        """Fixes the business if this application names a handover."""
        if self.handover:
            self.organization_name = self.handover.account.organization_name
            self.corporate_number = self.handover.account.corporate_number
            self.email = self.handover.email  # the invitation is theirs who read mails there

    def note_organization(self) -> None:
        """Notes what the business is compared by."""
        name = self.organization_name
        self.folded_organization = fold_organization_name(name)
        self.same_name, self.alike_name = same_name(name), alike_name(name)

    def already_submitted(self):
        """The application that the same press of the button made before, if any."""
        return type(self).objects.filter(submission_key=self.submission_key).first()

    @transaction.atomic
    def approve(self, *, by: Account, revision: int) -> None:
        """Makes the applicant a member; nothing happens if `by` has already done so.

        By a handover the predecessor's ID ends in the same moment. Raises `Overtaken` if it is not
        as in `revision` any more, `StepNotAllowed` if the business or the mail address has a member
        by now, if the address has to be confirmed first, or if the handover was called off. A
        second address that wasn't confirmed is asked for once more, of the member.
        """
        if not self.may_step(Status.APPROVED, by=by, revision=revision):
            return
        if self.awaits_confirmation:
            raise StepNotAllowed(not_confirmed())
        try:
            with transaction.atomic():
                account = self._make_member(by)
        except IntegrityError as error:
            raise StepNotAllowed(
                _("同じ事業者または同じメールアドレスの会員がすでにいるため、承認できません。")
            ) from error
        self._decide(Status.APPROVED, by)
        record("application.approved", self, by=by, account=account.pk, revision=self.revision)
        if self.has("email2") and not self.is_confirmed("email2"):
            account.ask_for("email2", self.email2, by=None)

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
        return self.status in ALLOWED[Status.APPROVED] and not self.awaits_confirmation

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
        self.password = ""  # the account has it now, or nobody needs it
        self.decided_by = by
        self.decided_at = clock.now()
        self.revision += 1
        self.save()
