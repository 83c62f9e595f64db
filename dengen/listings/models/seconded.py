"""What takes two operators, where the board is run so (DENGEN_SECOND_OPERATOR)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.models.reviewed import OVERTAKEN, Reviewed
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan import clock

if TYPE_CHECKING:
    from dengen.accounts.models import Account
    from dengen.listings.models.proposal import Proposal


class Step(models.TextChoices):
    """A step that may need a second operator."""

    DENIAL = "denial", gettext_lazy("承認の取り消し（否認）")
    DELETION = "deletion", gettext_lazy("削除")


class Seconded(Reviewed):
    """Mixin of Listing."""

    def needs_second(self, step: str, *, by: "Account") -> bool:
        """Whether `by` can't do this alone: undo an approval, or delete what is somebody else's."""
        if not settings.SECOND_OPERATOR or by.pk == self.owner_id:
            return False
        return step == Step.DELETION or self.status == "published"

    def check_second(self, step: str, *, by: "Account", proposal: "Proposal | None") -> None:
        """Raises `StepNotAllowed` unless a colleague proposed this, or it needs nobody else."""
        if not self.needs_second(step, by=by):
            return
        found = self.proposals.open().filter(pk=proposal.pk if proposal else None, step=step)
        if not found.exclude(proposed_by=by).exists():
            raise StepNotAllowed(_("この操作には、もう一人の担当者の確認が必要です。"))

    def propose_denial(
        self,
        *,
        by: "Account",
        revision: int,
        reason: str = "",
        remarks: Mapping[str, str] | None = None,
    ) -> "Proposal":
        """Asks a colleague to undo the approval; raises as `deny`."""
        self.clean_denial(reason, remarks)
        return self._propose(Step.DENIAL, by, revision, reason=reason, remarks=remarks or {})

    def propose_deletion(self, *, by: "Account", revision: int) -> "Proposal":
        """Asks a colleague to delete the listing; raises `Overtaken`."""
        return self._propose(Step.DELETION, by, revision)

    @property
    def open_proposal(self) -> "Proposal | None":
        """The proposal that waits for a second operator, or None."""
        return self.proposals.open().select_related("proposed_by").first()

    @transaction.atomic
    def _propose(self, step: str, by: "Account", revision: int, **why: object) -> "Proposal":
        if not by.may_decide:
            raise PermissionDenied
        lock(self)
        if self.revision != revision:
            raise Overtaken(OVERTAKEN)
        waiting = self.open_proposal
        if waiting and waiting.proposed_by_id == by.pk and waiting.step == step:
            return waiting
        if waiting:
            raise StepNotAllowed(_("この掲載情報には、確認を待つ提案がすでにあります。"))
        self.proposals.filter(ended_at=None).update(ending="lapsed", ended_at=clock.now())
        proposal = self.proposals.create(step=step, revision=revision, proposed_by=by, **why)
        record("proposal.submitted", proposal, by=by, listing=self.pk, step=step)
        return proposal
