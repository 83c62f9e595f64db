"""Which business of a new list is which one of the list before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dengen.accounts.applications.business_list.reading import Entry


@dataclass(frozen=True, slots=True)
class Known:
    """A business of the list before."""

    pk: int
    name: str
    same_name: str
    corporate_number: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A business of the new list, and what it was in the list before, if it was there."""

    name: str
    corporate_number: str
    before: Known | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it was there, and its name or its number reads otherwise now."""
        old = self.before
        return old is not None and (self.name, self.corporate_number) != (
            old.name,
            old.corporate_number,
        )


def paired(known: Iterable[Known], entries: Iterable[Entry]) -> Iterator[Pair]:
    """Return each entry with the business that it was: found by its number, else by its name.

    Two businesses of one name are different when their numbers differ.
    """
    rest = {one.pk: one for one in known}
    by_number = {one.corporate_number: one for one in rest.values() if one.corporate_number}
    unknown = []
    for entry in entries:
        found = by_number.get(entry.corporate_number) if entry.corporate_number else None
        if found and rest.pop(found.pk, None):
            yield Pair(entry.name, entry.corporate_number, found)
        else:
            unknown.append(entry)
    by_name = defaultdict(list)
    for one in rest.values():
        by_name[one.same_name].append(one)
    for entry in unknown:
        found = _namesake(by_name.get(entry.same_name, []), entry.corporate_number)
        yield Pair(entry.name, entry.corporate_number, found)


def added_to(known: list[Known], entries: Iterable[Entry]) -> Iterator[Pair]:
    """Return the list with these entries added: they win, but a number they lack is kept."""
    pairs = list(paired(known, entries))
    named = {pair.before.pk for pair in pairs if pair.before}
    for pair in pairs:
        number = pair.corporate_number or (pair.before.corporate_number if pair.before else "")
        yield Pair(pair.name, number, pair.before)
    for one in known:
        if one.pk not in named:
            yield Pair(one.name, one.corporate_number, one)


def _namesake(known: list[Known], number: str) -> Known | None:
    """Take out the first that may be the same business, and return it."""
    for place, one in enumerate(known):
        if not (number and one.corporate_number):
            return known.pop(place)
    return None
