"""The kinds of things that events are about: how each is found, called and linked."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.models import (
    Account,
    Application,
    BusinessImport,
    Invitation,
    MailDomain,
    Notice,
    RetirementProposal,
    Terms,
    TermsDraft,
)
from dengen.backup.models import ReadOnlyMode, Restoration
from dengen.console.queues.review_queue import APPLICATIONS, LISTINGS
from dengen.japan.written_days import short_day
from dengen.listings.listing.status import Status
from dengen.listings.models import Listing, Proposal, ReasonPreset
from dengen.mail.models import MailServer, Message
from dengen.oversight.models import Acknowledgement, MorningReport


@dataclass(frozen=True)
class Kind:
    """One kind of thing; `find(ids)` gives those that are there, `url` is "" without a page."""

    label: str | Promise
    find: Callable[[Iterable[int]], dict[int, Any]]
    naming: Callable[[Any], str]
    url: Callable[[Any], str]


def _account_name(account: Account) -> str:
    words = (account.organization_name, account.full_name, f"（{account.login}）")
    return " ".join(word for word in words if word)


def _account_url(account: Account) -> str:
    page = "console:member" if account.is_member else "console:operator"
    return reverse(page, args=[account.pk])


def _listing_url(listing: Listing) -> str:
    if listing.status != Status.DELETED:
        return LISTINGS.url(listing)
    return reverse("console:archive-listing", args=[listing.pk])


def _accounts(ids: Iterable[int]) -> dict[int, Account]:
    return Account.objects.select_related("organization", "login").in_bulk(ids)


KINDS = {
    "accounts.application": Kind(
        gettext_lazy("利用申込"),
        Application.objects.in_bulk,
        APPLICATIONS.naming,
        APPLICATIONS.url,
    ),
    "accounts.account": Kind(gettext_lazy("会員・職員"), _accounts, _account_name, _account_url),
    "listings.listing": Kind(
        gettext_lazy("掲載情報"),
        Listing.objects.only("title", "status").in_bulk,
        LISTINGS.naming,
        _listing_url,
    ),
    "accounts.businessimport": Kind(
        gettext_lazy("事業者名簿"),
        BusinessImport.objects.defer("data").in_bulk,
        lambda one: one.file_name,
        lambda one: reverse("console:business-import", args=[one.pk]),
    ),
    "accounts.terms": Kind(
        gettext_lazy("利用規約"),
        Terms.objects.in_bulk,
        lambda one: _("利用規約 第%(version)d版") % {"version": one.version},
        lambda _one: reverse("console:terms"),
    ),
    "accounts.termsdraft": Kind(
        gettext_lazy("利用規約"),
        TermsDraft.objects.in_bulk,
        lambda _one: _("利用規約の下書き"),
        lambda _one: reverse("console:terms"),
    ),
    "listings.reasonpreset": Kind(
        gettext_lazy("否認理由のひな形"),
        ReasonPreset.objects.in_bulk,
        lambda one: one.label,
        lambda one: reverse("console:preset", args=[one.pk]),
    ),
    "listings.proposal": Kind(
        gettext_lazy("二人の職員による操作の提案"),
        Proposal.objects.select_related("listing").in_bulk,
        lambda one: LISTINGS.naming(one.listing),
        lambda one: _listing_url(one.listing),
    ),
    "accounts.retirementproposal": Kind(
        gettext_lazy("二人の職員による操作の提案"),
        RetirementProposal.objects.select_related(
            "account__login", "account__organization"
        ).in_bulk,
        lambda one: _account_name(one.account),
        lambda one: _account_url(one.account),
    ),
    "accounts.invitation": Kind(
        gettext_lazy("招待"),
        Invitation.objects.in_bulk,
        lambda one: one.login_name,
        lambda _one: reverse("console:operator-list"),
    ),
    "accounts.notice": Kind(
        gettext_lazy("お知らせ"),
        Notice.objects.in_bulk,
        str,
        lambda _one: reverse("console:notice-list"),
    ),
    "accounts.maildomain": Kind(
        gettext_lazy("メールドメイン"),
        MailDomain.objects.in_bulk,
        lambda one: one.domain,
        lambda _one: reverse("console:mail-domain-list"),
    ),
    "mail.message": Kind(
        gettext_lazy("メール"),
        Message.objects.defer("body").in_bulk,
        lambda one: one.subject,
        lambda one: reverse("console:mail", args=[one.pk]),
    ),
    "mail.mailserver": Kind(
        gettext_lazy("メールサーバー"),
        MailServer.objects.in_bulk,
        lambda _one: _("メールサーバー"),
        lambda _one: reverse("console:mail-list"),
    ),
    "oversight.morningreport": Kind(
        gettext_lazy("監査担当への報告"),
        MorningReport.objects.in_bulk,
        lambda one: short_day(one.day),
        lambda _one: "",
    ),
    "oversight.acknowledgement": Kind(
        gettext_lazy("操作の記録"),
        Acknowledgement.objects.in_bulk,
        lambda _one: _("操作の記録"),
        lambda _one: "",
    ),
    "backup.readonlymode": Kind(
        gettext_lazy("掲示板"),
        lambda pks: {pk: ReadOnlyMode(pk=pk) for pk in pks},  # its row goes with it
        lambda _one: _("掲示板全体"),
        lambda _one: "",
    ),
    "backup.restoration": Kind(
        gettext_lazy("掲示板"),
        Restoration.objects.in_bulk,
        lambda _one: _("掲示板全体"),
        lambda _one: "",
    ),
}


def kinds_by_label() -> dict[str, list[str]]:
    """Return the types of things by what they are called: some are of one kind to the reader."""
    found = defaultdict(list)
    for name, kind in KINDS.items():
        found[str(kind.label)].append(name)
    return found
