"""The draft of the next terms: written, thrown away or published by those who run the board."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen import clock
from dengen.accounts.terms.checks import clean_terms_text, first_moment
from dengen.accounts.terms.terms import Terms
from dengen.events.steps import Overtaken, StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.width import clean_text

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account

ONLY_PK = 1  # there is one draft at a time, so there is one row


class TermsDraft(models.Model):
    """The one draft; `text` is empty while there is none.

    The row stays and `revision` only grows, so that nobody overwrites what they haven't read.
    """

    number = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_PK)
    text = models.TextField(gettext_lazy("本文"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(
        "accounts.Account", models.PROTECT, null=True, related_name="terms_drafted"
    )
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number=ONLY_PK), name="terms_draft_only_one")
        ]

    def __str__(self) -> str:
        return f"draft of the terms, revision {self.revision}"

    @classmethod
    def get(cls) -> "TermsDraft":
        """Return the draft as it stands; an empty one if nobody has begun."""
        return cls.objects.select_related("edited_by").first() or cls()

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to publish or to throw away."""
        return self.text != ""

    @property
    def text_to_edit(self) -> str:
        """The draft's text, or for a draft to begin with that of the version published last."""
        latest = Terms.objects.announced() or Terms.objects.current()
        return self.text or (latest.text if latest else "")

    @transaction.atomic
    def write(self, text: str, *, by: "Account", revision: int) -> None:
        """Keep `text` as the draft; nothing happens if `by` has just kept the same.

        `revision` is the one that `by` has read. Raise `ValidationError` on `text`, `Overtaken` if
        somebody else wrote meanwhile, `PermissionDenied` unless `by` runs the board.
        """
        text = clean_terms_text(text)
        self._hold(by)
        if (self.text, self.edited_by_id, self.revision) == (text, by.pk, revision + 1):
            return
        self._check(revision)
        self._change(text, by)
        record("terms.drafted", self, by=by, revision=self.revision)

    @transaction.atomic
    def discard(self, *, by: "Account", revision: int) -> None:
        """Throw the draft away; do nothing if there is none. Raise what `write` raises."""
        self._hold(by)
        if not self.is_begun:
            return
        self._check(revision)
        self._change("", by)
        record("terms.discarded", self, by=by, revision=self.revision)

    @transaction.atomic
    def publish(self, *, effective_on: date, by: "Account", revision: int) -> Terms:
        """Publish the draft as the next version, from midnight of that day; today, at once.

        Raise `ValidationError` on `effective_on` for a day that has passed, `StepNotAllowed` if
        nothing was changed or an announced version waits for its day, and what `write` raises.
        """
        terms = self.rehearse(effective_on=effective_on, by=by, revision=revision)
        terms.save(force_insert=True)
        self._change("", by)
        record("terms.published", terms, by=by, version=terms.version, effective_on=effective_on)
        return terms

    @transaction.atomic
    def rehearse(self, *, effective_on: date, by: "Account", revision: int) -> Terms:
        """Return, unsaved, what `publish` would publish; raise what it would raise."""
        self._hold(by)
        self._check(revision)
        self._check_publishable()
        return Terms(
            version=Terms.objects.aggregate(last=Max("version", default=0))["last"] + 1,
            text=self.text,
            effective_at=first_moment(effective_on),
            published_at=clock.now(),
            published_by=by,
        )

    @transaction.atomic
    def restore(self, terms: Terms, *, by: "Account", revision: int) -> None:
        """Withdraw an announced version; its text becomes the draft if there is no other.

        Raise what `Terms.withdraw` raises, and `Overtaken` if the draft has changed meanwhile.
        """
        self._hold(by)
        lock(terms)
        if terms.withdrawn_at:
            return
        if not terms.is_in_force:
            self._check(revision)
        terms.withdraw(by=by)
        if not self.is_begun:
            self._change(terms.text, by)
            record("terms.drafted", self, by=by, revision=self.revision)

    def _hold(self, by: "Account") -> None:
        if not by.may_administer:
            raise PermissionDenied
        type(self).objects.get_or_create(pk=ONLY_PK)
        lock(self)

    def _check(self, revision: int) -> None:
        if self.revision != revision:
            raise Overtaken(_("お読みになった後で下書きが変わったため、まだ反映していません。"))

    def _check_publishable(self) -> None:
        current = Terms.objects.current()
        if not self.is_begun or (current and clean_text(current.text) == self.text):
            raise StepNotAllowed(_("適用中の利用規約からの変更箇所がありません。"))
        if Terms.objects.announced():
            raise StepNotAllowed(
                _(
                    "公表済みで適用前の版があります。"
                    "その版が適用されるまで待つか、取り下げてから公表してください。"
                )
            )

    def _change(self, text: str, by: "Account") -> None:
        self.text, self.edited_by, self.edited_at = text, by, clock.now()
        self.revision += 1
        self.save(force_update=True)
