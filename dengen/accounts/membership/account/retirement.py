"""The end of an account (manual §5.2): asked for by the member, completed by the operator."""

from copy import copy
from typing import TYPE_CHECKING, cast

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.membership.account.administration import Administrated
from dengen.accounts.membership.account.suspension import Suspendable
from dengen.accounts.membership.handover_outcome import Outcome
from dengen.accounts.membership.person import PERSON_FIELDS
from dengen.events.steps import Overtaken, lock
from dengen.events.trail import record
from dengen.mail.models import Message
from dengen.review.seconded import Seconded, Step, clean_reason

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account


class Leaving(Seconded, Administrated, Suspendable):
    """Mixin of Account."""

    class Meta:
        abstract = True

    @property
    def waiting_retirement(self):
        """The member's request that waits for the operator, or None."""
        return self.retirement_requests.filter(ended_at=None).first()

    @transaction.atomic
    def request_retirement(self, *, reason: str = "") -> None:
        """Ask to end the member's ID; do nothing if a request waits already.

        A handover under way is called off by it.
        """
        lock(self)
        if self.retired_at or self.waiting_retirement:
            return
        self._end_handover(Outcome.CANCELLED)
        self.retirement_requests.create(reason=reason)
        record("retirement.requested", self, by=self)

    @transaction.atomic
    def withdraw_retirement(self) -> None:
        """Withdraw the member's request; do nothing if none waits."""
        lock(self)
        if self._end_request():
            record("retirement.cancelled", self, by=self)

    def takes_away(self, step: str, *, by: "Account") -> bool:
        """Return whether the owner has not asked for the end of the ID."""
        return self.waiting_retirement is None

    @transaction.atomic
    def retire(self, *, by: "Account", reason: str = "", proposal=None) -> None:
        """End the ID for ever: nobody can log in with it or take it again.

        The person's data are erased here and in the application; the trail, the business and the
        names of the operator's staff stay. An end that the owner did not ask for needs a `reason`,
        which the owner is told, and a colleague's `proposal` where two operators are required. Do
        nothing if the account has retired already.

        Raise `PermissionDenied` unless `by` decides for the operator, and administers if the
        account is one of the staff's; `ValidationError` without that reason; `StepNotAllowed`.
        """
        self._check_may_retire(by, proposal)
        lock(self)
        if self.retired_at:
            return
        if self.takes_away(Step.RETIREMENT, by=by):
            reason = clean_reason(reason)
            self.check_second(Step.RETIREMENT, by=by, proposal=proposal)
        self._end_handover(Outcome.RETIRED, by=by)
        self.leave(by=by, reason=reason)

    @transaction.atomic
    def propose_retirement(self, *, by: "Account", reason: str):
        """Ask a colleague to end the ID; return the proposal. Raise what `retire` raises."""
        reason = clean_reason(reason)
        self._check_may_retire(by, None)
        lock(self)
        if self.retired_at:
            raise Overtaken(_("この会員IDは、すでに削除されています。"))
        return self.propose(Step.RETIREMENT, by=by, reason=reason)

    def _check_may_retire(self, by: "Account", proposal) -> None:
        if not by.may_decide:
            raise PermissionDenied
        if self.is_operator:
            self.check_administrated(by=proposal.proposed_by if proposal else by)

    def leave(self, *, by: "Account", successor: int | None = None, reason: str = "") -> None:
        """Do what the end of an ID brings with it; for the verbs, which hold the row."""
        # First, for the mail needs name and address.
        told = {"reason": self.without_person(reason)} if reason else None
        handed = {"reason": reason}
        record("account.retired", self, by=by, private=told, handed=handed, successor=successor)
        self._end_request()
        person = copy(self)
        self._forget_person()
        self.forget_second_factor()
        self.sessions.all().delete()
        self.password = make_password(None)
        self.retired_at = self.retired_at or clock.now()
        self.forget_suspension_reason()
        self.save()
        record("person.erased", self, by=by, handed={"person": person})

    def _end_handover(self, outcome: Outcome, *, by: "Account | None" = None) -> None:
        for handover in self.handovers.open():
            ended_by = by or cast("Account", self)
            handover.end(Outcome.LAPSED if handover.has_lapsed else outcome, by=ended_by)

    def _end_request(self) -> int:
        return self.retirement_requests.filter(ended_at=None).update(ended_at=clock.now())

    def _forget_person(self) -> None:
        """Erase the person here and in the mails that went out.

        The last mail still waits; `forget_the_retired` erases it once it is sent.
        """
        Message.objects.of_person(self, self.addresses).forget_texts()
        kept = {"family_name"} if self.is_operator else set()  # the trail names who decided
        for name in {*PERSON_FIELDS} - kept:
            setattr(self, name, "")
        self.mail_address_changes.all().delete()
        self.password_requests.waiting().update(ended_at=clock.now())
        self.password_requests.update(email="", key="")
