"""Finding events: by person, thing, step and time.

Whoever reads the newest of what matches finds it fastest by going through the newest events one by
one, if there is enough of it; what is rare is found fastest by the indexes. No database knows
beforehand which it is, so every search can be asked in both ways (`by_index`).
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.db.models.lookups import In

from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account, Application
from dengen.console.audit.kinds import KINDS, kinds_by_label
from dengen.database.among import Among
from dengen.events.models import Event
from dengen.japan.moments import end_of, start_of
from dengen.japan.organization_names import fold_organization_name
from dengen.listings.listing.searching import few_titled
from dengen.listings.models import Listing
from dengen.listings.search.folding import fold_title
from dengen.ui.numbers import number_in

ACCOUNTS, APPLICATIONS, LISTINGS = (
    model._meta.label_lower for model in (Account, Application, Listing)
)
MOST_THINGS = 2_000  # whose events the indexes find faster than the newest events are read


class EventSearch:
    """All conditions of the form, each of which an event must meet."""

    def __init__(self, conditions: dict[str, Any]) -> None:
        self._conditions = conditions
        self._pks: dict[str, list[int]] = {}

    @cached_property
    def found(self) -> QuerySet[Event]:
        """The events that match, in no order."""
        return self._found(by_index=True)

    @cached_property
    def found_one_by_one(self) -> QuerySet[Event]:
        """The same, but no index is used but that of time."""
        return self._found(by_index=False)

    @cached_property
    def is_of_few(self) -> bool:
        """Whether the thing asked for is one of few, so that the indexes find it at once."""
        thing = self._conditions.get("thing")
        if not thing or number_in(thing) is not None:
            return bool(thing)
        titled = few_titled(thing)
        if titled is None:
            return False
        self._pks["titled"] = titled
        people = len(self._accounts(thing)) + len(self._applied(thing))
        return people + len(titled) <= MOST_THINGS

    def in_time(self) -> QuerySet[Event]:
        """Return all events of the time that was asked for."""
        found = Event.objects.order_by()
        if first := self._conditions.get("first"):
            found = found.filter(occurred_at__gte=start_of(first))
        if last := self._conditions.get("last"):
            found = found.filter(occurred_at__lt=end_of(last))
        return found

    def _found(self, *, by_index: bool) -> QuerySet[Event]:
        columns = _Columns(by_index=by_index)
        given = self._conditions
        found = self.in_time()
        if person := given.get("person"):
            done_by = Among(columns.number("actor_id"), self._accounts(person))
            found = found.filter(done_by | self._people(columns, person))
        if thing := given.get("thing"):
            found = found.filter(self._about(columns, thing))
        if kind := given.get("kind"):
            types = kinds_by_label()[str(KINDS[kind].label)]
            found = found.filter(columns.is_one_of("subject_type", types))
        if name := given.get("name"):
            found = found.filter(columns.is_one_of("name", [name]))
        return found

    def _about(self, columns: "_Columns", text: str) -> Any:
        if (number := number_in(text)) is not None:
            # The index of subjects begins with their types.
            return Q(columns.is_one_of("subject_type", [*KINDS]), subject_id=number)
        if columns.by_index:
            titled = self._kept("titled", Listing.objects.titled(text))
            is_titled = Q(Among(F("subject_id"), titled))
        else:
            titles = Listing.objects.filter(folded_title__contains=fold_title(text))
            is_titled = Q(Exists(titles.filter(pk=OuterRef("subject_id"))))
        listings = Q(columns.is_one_of("subject_type", [LISTINGS])) & is_titled
        return self._people(columns, text) | listings

    def _people(self, columns: "_Columns", text: str) -> Any:
        subject = columns.number("subject_id")
        accounts = Q(columns.is_one_of("subject_type", [ACCOUNTS]))
        applications = Q(columns.is_one_of("subject_type", [APPLICATIONS]))
        return accounts & Q(Among(subject, self._accounts(text))) | applications & Q(
            Among(subject, self._applied(text))
        )

    def _accounts(self, text: str) -> list[int]:
        return self._kept(f"accounts {text}", _accounts(text))

    def _applied(self, text: str) -> list[int]:
        return self._kept(f"applications {text}", Application.objects.matching(text))

    def _kept(self, key: str, rows: QuerySet) -> list[int]:
        """Return the numbers of these rows; under the same key they are the same."""
        if key not in self._pks:
            self._pks[key] = list(rows.order_by().values_list("pk", flat=True))
        return self._pks[key]


class _Columns:
    """The columns of events, bare or so that no index knows them."""

    def __init__(self, *, by_index: bool) -> None:
        self.by_index = by_index

    def number(self, name: str) -> Any:
        """Return a column of numbers."""
        return F(name) if self.by_index else Coalesce(F(name), Value(0))

    def is_one_of(self, name: str, texts: Sequence[str]) -> Any:
        """Return whether a column of text holds one of these."""
        return In(F(name) if self.by_index else Coalesce(F(name), Value("")), texts)


def _accounts(text: str) -> QuerySet[Account]:
    return Account.objects.alias(person=Concat("family_name", "given_name")).filter(
        Q(login__canonical__contains=canonical(text))
        | Q(organization__folded_name__contains=fold_organization_name(text) or text)
        | Q(person__icontains="".join(text.split()))
    )
