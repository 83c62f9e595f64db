"""The operator's own word on mail domains, beside the bundled lists (manual §2.1: フリーメール)."""

import re
from collections.abc import Iterable
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.events.trail import record
from dengen.japan.mail_domains import are_free, are_providers, domains_of, is_public_suffix
from dengen.review.revised import Revised

DOMAIN_SHAPE = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)

# Domains, from where on it is quicker to read all that the operator ever settled.
DOMAINS_ASKED_SINGLY = 500


class Treatment(models.TextChoices):
    """What becomes of an address of the domain."""

    REFUSED = "refused", gettext_lazy("登録を断る")
    FLAGGED = "flagged", gettext_lazy("審査で確認する")
    ALLOWED = "allowed", gettext_lazy("登録を認める")


class MailDomain(Revised):
    """One domain, with all below it. The longest one that fits an address counts."""

    domain = models.CharField(gettext_lazy("ドメイン"), max_length=253, unique=True)
    treatment = models.CharField(gettext_lazy("扱い"), max_length=10, choices=Treatment)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["domain"]

    def __str__(self) -> str:
        return f"{self.domain}: {self.treatment}"

    @classmethod
    @transaction.atomic
    def settle(cls, *, by: Any, domain: str, treatment: str) -> "MailDomain":
        """Treat the domain so from now on; raise what `checked` raises, and `PermissionDenied`."""
        if not by.may_administer:
            raise PermissionDenied
        asked = cls.checked(domain=domain, treatment=treatment)
        given = {"treatment": treatment, "changed_by": by, "changed_at": clock.now()}
        settled, _is_new = cls.objects.update_or_create(
            domain=asked,
            defaults=given | {"revision": F("revision") + 1},
            create_defaults=given,
        )
        settled.refresh_from_db(fields=["revision"])
        record("mail_domain.changed", settled, by=by, domain=asked, treatment=treatment)
        return settled

    @staticmethod
    def checked(*, domain: str, treatment: str) -> str:
        """Return the domain as it is kept; raise `ValidationError` if it can't be treated so."""
        asked = next(iter(domains_of(f"@{domain.strip().lstrip('@')}")), "")
        if not DOMAIN_SHAPE.fullmatch(asked):
            raise ValidationError(
                {"domain": _("ドメインの形が正しくありません（例：example.co.jp）。")}
            )
        if is_public_suffix(asked):
            raise ValidationError(
                {
                    "domain": _(
                        "%(domain)s は、多くの事業者がその下にドメインをもつ共通の区分です。"
                        "事業者ごとのドメインを入力してください。"
                    )
                    % {"domain": asked}
                }
            )
        if treatment not in Treatment.values:
            raise ValidationError({"treatment": _("扱いを選んでください。")})
        if treatment == Treatment.REFUSED and asked in _own_domains():
            raise ValidationError(
                {"domain": _("この掲示板の運営で使っているドメインは、断ることができません。")}
            )
        return asked

    @transaction.atomic
    def drop(self, *, by: Any, read: int) -> None:
        """Drop the domain's entry: the bundled lists decide again.

        `read` is the revision that was shown. Raise `PermissionDenied`, and `Overtaken` if a
        colleague has changed or dropped it since.
        """
        if not by.may_administer:
            raise PermissionDenied
        self.lock_as_read(read)
        record("mail_domain.removed", self, by=by, domain=self.domain)
        self.delete()


def _own_domains() -> set[str]:
    """Return those from which the operator writes, with all above them."""
    senders = (
        settings.OPERATOR_MAIL,
        settings.OPERATOR_MAIL_FROM,
        settings.SYSTEM_MAIL_FROM,
    )
    return {domain for sender in senders for domain in domains_of(parseaddr(sender)[1])}


def is_refused_by_operator(address: str) -> bool:
    """Return whether the operator's own word refuses the address, and not a bundled list."""
    domains = domains_of(address)
    known = dict(MailDomain.objects.filter(domain__in=domains).values_list("domain", "treatment"))
    word = next((known[one] for one in domains if one in known), None)
    return word == Treatment.REFUSED


def treatment_of(address: str) -> Treatment:
    """Return what becomes of the address; see `treatments_of`."""
    return treatments_of([address])[address]


def treatments_of(addresses: Iterable[str]) -> dict[str, Treatment]:
    """Return the operator's word where there is one, else what the bundled lists say; one query."""
    domains = {address: domains_of(address) for address in addresses}
    asked = {domain for found in domains.values() for domain in found}
    words = MailDomain.objects.all()
    if len(asked) <= DOMAINS_ASKED_SINGLY:
        words = words.filter(domain__in=asked)
    known = dict(words.values_list("domain", "treatment"))
    return {
        address: next((Treatment(known[one]) for one in found if one in known), None)
        or _bundled_word_on(found)
        for address, found in domains.items()
    }


def _bundled_word_on(domains: list[str]) -> Treatment:
    if are_free(domains):
        return Treatment.REFUSED
    return Treatment.FLAGGED if are_providers(domains) else Treatment.ALLOWED
