"""Handing in an application (manual §2.1): it claims its login ID, or nothing is saved."""

import contextlib
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dengen.accounts.applications.application.business import BusinessNamed
from dengen.accounts.applications.application.confirmation import Confirmable
from dengen.accounts.applications.application.one_id_rule import check_one_id_rule, holder_of_mail
from dengen.accounts.applications.application.same_address import origin_key
from dengen.accounts.limits import Limit, LimitReached, request_network
from dengen.accounts.limits.room import check_room
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.login_id import LoginID
from dengen.accounts.membership.person import check_addresses_differ
from dengen.accounts.terms.terms import check_terms
from dengen.events import origin
from dengen.events.steps import Overtaken, lock
from dengen.events.trail import record

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


# What an application brings with it, at most: its mails and their keys, its event, its indexes.
FOLLOWING_BYTES = 16_384
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


class Submittable(Confirmable, BusinessNamed):
    """Mixin of Application."""

    class Meta:
        abstract = True

    def submit(self) -> "Application":
        """Hand the application in; return it, or the earlier one with the same submission key.

        The login ID is claimed for ever. An application that names a handover gets the
        predecessor's business, and its address counts as confirmed: the link went there. Any other
        address has to be confirmed, unless the caller says that it was.

        If somebody already has the mail address, nothing is saved and `pk` is None afterwards: a
        mail to that address says so, and nobody else learns it.

        Raise `ValidationError` by field when the ID is taken or misshapen, when a required field is
        empty, when both mail addresses are one, or when the business has a member; `LimitReached`
        when too many came from this network, or there is no room for more.
        """
        self.take_predecessors_business()
        self.clean_fields(exclude=SET_BY_VERBS)
        check_addresses_differ(self.email, self.email2)
        if earlier := self.already_submitted():
            return earlier
        network = None if self.handover else request_network()  # a member vouches for a successor
        if not self.handover:
            check_room(FOLLOWING_BYTES)
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
        return cast("Application", self)

    def _hand_in(self) -> None:
        """Save all of it or nothing.

        A known mail address is refused last, so that the time it takes tells nothing.
        """
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
        """Record the submission; unconfirmed, it isn't in the operator's queue yet."""
        waits: dict[str, Any] = {"unconfirmed": True} if self.awaits_confirmation else {}
        handed = {"keys": self.new_keys()}
        record(
            "application.submitted", self, by=None, handed=handed, revision=self.revision, **waits
        )

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
        if self.handover:
            self.handover.use_up()

    def _tell_holder(self, error: Exception) -> None:
        """Tell whoever reads the mails of that address what happened; nothing was saved.

        Raise `error` if it is something else that was wrong.
        """
        holder = error.holder if isinstance(error, _MailIsKnown) else holder_of_mail(self)
        if holder is None:
            raise error
        self.pk = self.login = None
        with contextlib.suppress(LimitReached, Overtaken), transaction.atomic():
            TOLD_HOLDER.take(self.email.lower())
            keys = holder.another_key() if isinstance(holder, Confirmable) else {}
            record("application.repeated", holder, by=None, handed={"keys": keys})

    def already_submitted(self) -> "Application | None":
        """Return the application that the same press of the button made before, if any."""
        return type(self).objects.filter(submission_key=self.submission_key).first()
