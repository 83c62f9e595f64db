"""Consent to the terms: asked again at the next page once a newer version is in force."""

from typing import Any, Self

from django.db import models, transaction
from django.db.models import Subquery
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.membership.account.standing import HasStanding
from dengen.accounts.terms.terms import Terms
from dengen.events.models import Event
from dengen.events.steps import Overtaken, lock
from dengen.events.trail import record
from dengen.review.generic import Model_co


class ConsentingQuerySet(models.QuerySet[Model_co]):
    """Scopes."""

    def with_current_terms(self, now: Any = None) -> Self:
        """Return each with `current_terms_id`, by the same query: what `owes_consent` compares."""
        newest = Terms.objects.in_force(now).order_by("-version").values("pk")[:1]
        return self.annotate(current_terms_id=Subquery(newest))


class Consenting(HasStanding):
    """Mixin of Account."""

    class Meta:
        abstract = True

    @property
    def owes_consent(self) -> bool:
        """Whether the terms in force are newer than those that this member agreed to.

        Costs no query if the account was loaded by `with_current_terms()`, as every session's is.
        """
        if not self.is_member:
            return False
        if not hasattr(self, "current_terms_id"):
            current = Terms.objects.current()
            self.current_terms_id = current.pk if current else None
        return self.current_terms_id not in (None, self.terms_id)

    @transaction.atomic
    def accept_terms(self, terms: Terms) -> None:
        """Record that the member agreed to `terms`, and when; do nothing the second time.

        Raise `Overtaken` if newer terms are in force by now: nobody agrees to what they were not
        shown.
        """
        lock(self)
        if self.terms_id == terms.pk:
            return
        if not terms.is_current:
            raise Overtaken(
                _("お読みいただいている間に、利用規約がもう一度改定されました。")
                + _("新しい利用規約をお読みください。")
            )
        self.terms, self.consented_at = terms, clock.now()
        self.save(update_fields=["terms", "consented_at"])
        record("terms.accepted", self, by=self, version=terms.version)

    @transaction.atomic
    def decline_terms(self, terms: Terms) -> None:
        """Record that the member doesn't agree; once for each version."""
        lock(self)
        declined = Event.objects.about(self).filter(name="terms.declined")
        if terms.version not in declined.values_list("particulars__version", flat=True):
            record("terms.declined", self, by=self, version=terms.version)
