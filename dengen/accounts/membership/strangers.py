"""How often a member can make the board write to somebody who is none."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dengen.accounts.limits import Limit, LimitReached, account_subject
from dengen.japan.written_days import long_moment

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account

# Invitations of successors, and confirmations of new mail addresses.
MAILS_TO_STRANGERS = Limit("mails.strangers", count="MAILS_TO_STRANGERS", hours="KEY_LIMIT_HOURS")


def count_mail_to_stranger(account: "Account", field: str = "email") -> None:
    """Count one; raise `ValidationError` on the field if there were too many."""
    try:
        MAILS_TO_STRANGERS.take(account_subject(account))
    except LimitReached as refusal:
        told = _("確認や案内のメールを続けて送ったため、%(moment)sまで新しいメールは送れません。")
        moment = long_moment(refusal.until)
        raise ValidationError({field: told % {"moment": moment}}) from refusal
