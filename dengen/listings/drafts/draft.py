"""A draft (下書き): what was typed so far, kept for its writer alone.

It is not a listing yet, so its only rules are that it is private, and limited in number and size.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID, uuid5

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.models import Account
from dengen.database.prepared import Prepared
from dengen.events import versions
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.events.topics import ACCOUNT
from dengen.listings.listing.blank import is_blank

if TYPE_CHECKING:
    from dengen.listings.models import Listing

DRAFTS_PER_MEMBER = 20  # for each member
KEPT_UNTOUCHED = timedelta(days=90)


class DraftQuerySet(models.QuerySet["Draft"]):
    """Scopes of drafts."""

    def of(self, account: Account) -> Self:
        """Return the member's own, the latest first."""
        return self.filter(owner=account).order_by("-saved_at", "-pk")

    def following(self, earlier: "Listing") -> Self:
        """Return those that are to replace or to repeat it."""
        number = str(earlier.pk)
        return self.filter(Q(values__replaces=number) | Q(values__resubmits=number))

    @transaction.atomic
    def discard(self) -> None:
        """Delete them; pages of their owners show it at once."""
        versions.step(ACCOUNT, self.order_by().values_list("owner", flat=True).distinct())
        self.delete()

    def forgotten(self) -> Self:
        """Return those that nobody went on with."""
        return self.filter(saved_at__lt=clock.now() - KEPT_UNTOUCHED)


class Draft(models.Model):
    """`key` is the form's: handing it in ends the draft. `values` are as typed, by field name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.UUIDField()
    values = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="draft_one_a_form")]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def title(self) -> str:
        """What it is called in lists; "" if nothing was typed there yet."""
        return str(self.values.get("title", "")).strip()

    @classmethod
    @transaction.atomic
    def keep(cls, *, by: Account, key: Any, values: dict[str, str], revision: int) -> Self | None:
        """Keep what was typed; return the draft, or None, keeping nothing, if a new one is blank.

        `revision` is the one that the page began with, 0 for a new draft. Raise `Overtaken` if
        another page has saved it or handed it in since: it can be kept under `key_apart()`. Raise
        `StepNotAllowed` if there are too many drafts, `PermissionDenied` if `by` is no member.
        """
        if not by.is_member:
            raise PermissionDenied
        values = {name: without_nul(text) for name, text in values.items()}
        Account.objects.select_for_update(no_key=True).get(
            pk=by.pk
        )  # the limit holds for two tabs at once
        mine = cls.objects.filter(owner=by)
        known = mine.filter(key=key).first()
        if known is None:
            if by.listings.filter(submission_key=key).exists():
                raise Overtaken(_("この画面の内容は、すでに申請されています。"))
            if is_blank(values, by):
                return None
            if mine.count() >= DRAFTS_PER_MEMBER:
                raise StepNotAllowed(
                    _(
                        "下書きは%(limit)d件まで保存できます。MY掲載で不要な下書きを削除してください。"
                    )
                    % {"limit": DRAFTS_PER_MEMBER}
                )
            begun = cls.objects.create(owner=by, key=key, values=values)
            versions.step(ACCOUNT, [by.pk])  # MY掲載 shows it, and what is typed is no event
            return begun
        if known.values == values:
            return known
        if known.revision != revision:
            raise Overtaken(_("この下書きは、別の画面で更新されています。"))
        mine.filter(pk=known.pk).update(
            values=values, revision=F("revision") + 1, saved_at=clock.now()
        )
        known.refresh_from_db()
        return known

    @classmethod
    def is_overtaken(cls, *, by: Account, key: UUID, values: dict[str, str], revision: int) -> bool:
        """Return whether another page has since saved something else than `values` there."""
        known = cls.objects.filter(owner=by, key=key).exclude(revision=revision).first()
        return known is not None and _said(known.values) != _said(values)


KEYS = Prepared(
    lambda owner: Draft.objects.of(owner).values_list("pk"), owner=models.BigIntegerField()
)


def number_of(account: Account) -> int:
    """Return how many drafts the member has."""
    return len(KEYS(owner=account.pk))


def key_apart(key: UUID, revision: int) -> UUID:
    """Return the key for a page that was overtaken to go on with: the same at each press."""
    return uuid5(key, f"apart from {revision}")


def _said(values: dict[str, str]) -> dict[str, str]:
    """Return what was filled in, however a browser sends its lines."""
    return {name: "\n".join(text.splitlines()) for name, text in values.items() if text}


def without_nul(text: str) -> str:
    """Return the text as PostgreSQL takes it; nobody has typed a NUL."""
    return text.replace("\0", "")
