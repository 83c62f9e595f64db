"""Ending an ID against its owner's will, where that takes two operators."""

from typing import Self

from django.db import models
from django.utils.translation import gettext as _

from dengen.accounts.membership.account.account import Account
from dengen.events.steps import StepNotAllowed, lock
from dengen.review.proposal import AbstractProposal
from dengen.review.proposal_ending import constraints


class RetirementProposalQuerySet(models.QuerySet["RetirementProposal"]):
    """Scopes of proposals."""

    def open(self) -> Self:
        """Return those that wait for a second operator, oldest first."""
        alive = self.filter(ended_at=None, account__retired_at=None)
        return alive.order_by("proposed_at", "pk")


class RetirementProposal(AbstractProposal):
    """One proposal to end an ID; of the staff's, an administrator proposes."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="proposals")

    objects = RetirementProposalQuerySet.as_manager()

    class Meta:
        constraints = constraints("retirement_proposal", "account")

    def __str__(self) -> str:
        return f"{self.step} of {self.account}"

    @property
    def subject(self) -> Account:
        """The account."""
        return self.account

    @property
    def is_as_proposed(self) -> bool:
        """Whether the ID has not ended, and the proposer may still propose it."""
        if self.account.retired_at:
            return False
        return self.account.is_member or self.proposed_by.may_administer

    def lock_subject(self) -> None:
        """Lock the account; of the staff, after all administrators, as every other step does."""
        if self.account.is_operator:
            self.account.lock_administrators()
        lock(self.account)

    def about(self) -> dict[str, int]:
        """Return the account's number."""
        return {"account": self.account_id}

    def check_seconder(self, *, by: Account) -> None:
        """Raise `StepNotAllowed` to the very person whose ID would end."""
        if by.pk == self.account_id:
            raise StepNotAllowed(_("ご自身のIDについての提案は、他の職員が確認します。"))

    def take_step(self, *, by: Account) -> None:
        """End the ID."""
        self.account.retire(by=by, reason=self.reason, proposal=self)
