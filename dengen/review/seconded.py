"""What needs two operators, where the board is run so (DENGEN_SECOND_OPERATOR).

Whatever takes a published listing, an ID or data away against its owner's will goes through
`check_second()`, through whatever door it comes. Suspending needs one operator: it can be lifted.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.events.steps import StepNotAllowed
from dengen.events.trail import record
from dengen.japan.lengths import is_longer, too_long
from dengen.japan.width import clean_text
from dengen.japan.written_days import long_moment
from dengen.review.denial_reason import REASON_LENGTH
from dengen.review.proposal_ending import Ending

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account

WAITS = gettext_lazy("確認を待つ提案がすでにあります。")


class Step(models.TextChoices):
    """A step that may need a second operator."""

    DENIAL = "denial", gettext_lazy("承認の取り消し（否認）")
    DELETION = "deletion", gettext_lazy("削除")
    RETIREMENT = "retirement", gettext_lazy("IDの削除")


def clean_reason(reason: str) -> str:
    """Return why something is taken away from its owner; raise `ValidationError` on `reason`."""
    reason = clean_text(reason)
    if not reason:
        raise ValidationError({"reason": _("理由を入力してください。本人にそのまま通知されます。")})
    if is_longer(reason, REASON_LENGTH):
        raise ValidationError({"reason": too_long(REASON_LENGTH)})
    return reason


class Seconded:
    """Mixin of what can be taken away; its `proposals` are of a subclass of AbstractProposal."""

    proposals: Any  # their related manager

    def takes_away(self, step: str, *, by: "Account") -> bool:
        """Return whether `by` would take something away from somebody else by that step."""
        raise NotImplementedError

    def needs_second(self, step: str, *, by: "Account") -> bool:
        """Return whether `by` can't take the step alone."""
        return settings.SECOND_OPERATOR and self.takes_away(step, by=by)

    def check_second(self, step: str, *, by: "Account", proposal: Any) -> None:
        """Raise `StepNotAllowed` unless a colleague proposed this, or one operator is enough."""
        if not self.needs_second(step, by=by):
            return
        found = self.proposals.open().filter(pk=proposal.pk if proposal else None, step=step)
        if not found.exclude(proposed_by=by).exists():
            raise StepNotAllowed(_("この操作には、もう一人の職員の確認が必要です。"))

    @property
    def open_proposal(self) -> Any:
        """The proposal that waits for a second operator, or None."""
        return self.proposals.open().select_related("proposed_by").first()

    def propose(self, step: str, *, by: "Account", **fields: object) -> Any:
        """Ask a colleague to take the step; for the verbs, which hold the row.

        Return the proposal. Raise `PermissionDenied`, or `StepNotAllowed` while one waits: the
        same person's own stands already.
        """
        if not by.may_decide:
            raise PermissionDenied
        if waiting := self.open_proposal:
            is_same = waiting.proposed_by_id == by.pk and waiting.step == step
            raise StepNotAllowed(_stands_already(waiting) if is_same else WAITS)
        with transaction.atomic():
            self.proposals.filter(ended_at=None).update(ending=Ending.LAPSED, ended_at=clock.now())
            proposal = self.proposals.create(step=step, proposed_by=by, **fields)
            told = {"reason": proposal.reason} if proposal.reason else None
            record(
                "proposal.submitted", proposal, by=by, private=told, step=step, **proposal.about()
            )
        return proposal


def _stands_already(proposal: Any) -> str:
    told = {"moment": long_moment(proposal.proposed_at)}
    return (
        _(
            "ご自身の同じ提案（%(moment)s）が、すでに他の職員の確認を待っています。"
            "今回は何も行っていません。"
        )
        % told
    )
