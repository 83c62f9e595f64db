"""The question before something is deleted for good: what goes, and how its owner is told."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from dengen.accounts.mails.membership import retirement_letter
from dengen.accounts.models import Account
from dengen.console.queues.review_queue import LISTINGS
from dengen.listings.mails import deletion_letter
from dengen.listings.models import Listing
from dengen.mail.outbox import Letter
from dengen.ui.asking import Question

type Facts = tuple[tuple[str, str], ...]


def retirement_question(account: Account, reason: str) -> Question:
    """Return the question before a member's ID ends."""
    count = Listing.objects.of(account).count()
    who: Facts = (
        (_("事業者名"), account.organization_name),
        (_("氏名"), account.full_name),
        (_("削除される掲載情報"), _("%(count)d件") % {"count": count}),
    )
    return Question(
        heading=_("会員ID「%(id)s」を削除しますか？") % {"id": account.login},
        consequences=_(
            "この会員はログインできなくなり、掲載情報と個人情報が消去されます。"
            "この操作は取り消せません。次のメールがこのまま送られます。"
        ),
        button=_("削除する"),
        place=str(account.login),
        back=reverse("console:member", args=[account.pk]),
        facts=who + _mail(retirement_letter(account, reason), account.addresses),
    )


def deletion_question(listing: Listing, reason: str) -> Question:
    """Return the question before a listing is deleted."""
    return Question(
        heading=_("%(item)sを削除しますか？") % {"item": LISTINGS.naming(listing)},
        consequences=_(
            "掲載者のMY掲載からもなくなります。この操作は取り消せません。"
            "次のメールがこのまま送られます。"
        ),
        button=_("削除する"),
        place=listing.title,
        back=LISTINGS.url(listing),
        facts=_mail(deletion_letter(listing, reason), listing.owner.addresses),
    )


def _mail(letter: Letter, addresses: Iterable[str]) -> Facts:
    return (
        (_("件名"), letter.subject),
        (_("宛先"), "、".join(addresses)),
        (_("本文"), letter.body),
    )
