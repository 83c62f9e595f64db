"""Narrowing a queue: what the operator looks for among what waits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.applications.application.flagged import flagged
from dengen.accounts.applications.application.likely_duplicates import flags_of
from dengen.accounts.applications.business_list.eligible import eligibilities
from dengen.console.forms.searching import SEARCH_LENGTH
from dengen.listings.entry.items import searched
from dengen.listings.forms.search_fields import asked_of, check_ends, search_fields_of
from dengen.ui.fields import SearchField
from dengen.ui.periods import given_in


class QueueFilter(forms.Form):
    """Text and overdue; every condition is optional, and a wrong one finds nothing."""

    q = SearchField(label=_("キーワード"), max_length=SEARCH_LENGTH, required=False)
    overdue = forms.BooleanField(label=_("期限を過ぎたもののみ"), required=False)

    @property
    def conditions(self) -> dict[str, Any]:
        """Those that were validly given."""
        self.is_valid()
        return given_in(self.cleaned_data)

    def narrow(self, waiting: Any) -> Any:
        """Return those of the queue that meet the conditions."""
        return waiting.none() if self.errors else self._meeting(waiting)

    def _meeting(self, waiting: Any) -> Any:
        given = self.conditions
        found = waiting.matching(given["q"]) if "q" in given else waiting
        return found.overdue() if "overdue" in given else found

    def prepare(self, items: list[Any]) -> None:
        """Add to the items of a page what their rows show."""


class ApplicationFilter(QueueFilter):
    """Also: flagged ones."""

    flagged = forms.BooleanField(label=_("確認事項ありのみ"), required=False)

    def _meeting(self, waiting: Any) -> Any:
        found = super()._meeting(waiting)
        return flagged(found) if "flagged" in self.conditions else found

    def prepare(self, items: list[Any]) -> None:
        """Add each one's flags and what the list of businesses says, for all at once."""
        flags, marks = flags_of(items), eligibilities(items)
        for application in items:
            application.found_flags = flags[application.pk]
            application.found_eligibility = marks[application.pk]


class ListingFilter(QueueFilter):
    """Also: what members search by."""

    def clean(self) -> dict[str, Any]:
        """Say that a search from more to less finds nothing."""
        check_ends(searched(), self)
        return self.cleaned_data

    def _meeting(self, waiting: Any) -> Any:
        return super()._meeting(waiting).search(asked_of(searched(), self.conditions))


ListingFilter.base_fields |= search_fields_of(searched())
