"""Comparing the rows of one kind with the events about them, some thousand at a time."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dengen.events.models import Event
from dengen.mail import alive

ROWS_AT_ONCE = 1000  # numbers of rows

type State = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """A row that differs from what the trail implies; `None` stands for a row that isn't there."""

    label: str
    number: int
    field: str
    implied: Any
    found: Any

    def __str__(self) -> str:
        return (
            f"{self.label} {self.number}: {self.field} is {self.found!r}, "
            f"and the trail implies {self.implied!r}."
        )

    def in_words(self) -> str:
        """Return the difference in words, for the auditor."""
        return _(
            "%(label)s %(number)dの%(field)sが、記録から導かれる値と異なります"
            "（記録：%(implied)s、現在：%(found)s）。"
        ) % {
            "label": self.label,
            "number": self.number,
            "field": self.field,
            "implied": self.implied,
            "found": self.found,
        }


class Kind(ABC):
    """One kind of thing. A subclass says what its rows and its events tell of it."""

    model: ClassVar[type[models.Model]]

    @abstractmethod
    def implied(self, events: Mapping[int, list[Event]], pks: range) -> dict[int, State]:
        """Return what the events, in order, imply about each thing of those numbers."""

    @abstractmethod
    def found(self, pks: range) -> dict[int, State]:
        """Return what the tables say about each."""

    def differences(self) -> Iterator[Difference]:
        """Return those of all rows, in the order of their numbers."""
        for first in range(1, self._last() + 1, ROWS_AT_ONCE):
            pks = range(first, first + ROWS_AT_ONCE)
            for suspect in self._compare(pks):
                if found := self._again(suspect.number):
                    yield found
            alive.heartbeat()

    def _again(self, pk: int) -> Difference | None:
        """Look at one thing again, while nobody takes a step with it."""
        with transaction.atomic():
            row = self.model._base_manager.filter(pk=pk)
            row.select_for_update(no_key=True).first()
            return next(self._compare(range(pk, pk + 1)), None)

    def _compare(self, pks: range) -> Iterator[Difference]:
        found = self.found(pks)
        implied = self.implied(self._events(pks), pks)
        label = self.model._meta.label_lower
        for pk in sorted(found.keys() | implied.keys()):
            if pk not in found or pk not in implied:
                yield Difference(
                    label, pk, "id", pk if pk in implied else None, pk if pk in found else None
                )
                continue
            for field, value in implied[pk].items():
                if found[pk][field] != value:
                    yield Difference(label, pk, field, _plain(value), _plain(found[pk][field]))
                    break

    def _events(self, pks: range) -> dict[int, list[Event]]:
        about = Event.objects.filter(
            subject_type=self.model._meta.label_lower,
            subject_id__gte=pks.start,
            subject_id__lt=pks.stop,
        )
        grouped: dict[int, list[Event]] = defaultdict(list)
        for event in about.select_related("private").order_by("subject_id", "pk"):
            grouped[event.subject_id].append(event)
        return grouped

    def _last(self) -> int:
        row = self.model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        told = Event.objects.filter(subject_type=self.model._meta.label_lower)
        return max(row, told.aggregate(last=Max("subject_id"))["last"] or 0)


def _plain(value: Any) -> Any:
    """Return states as the tables hold them, those of lists too: an auditor reads them."""
    if isinstance(value, (list, tuple)):
        return type(value)(map(_plain, value))
    return value.value if isinstance(value, models.Choices) else value


def within[Q: models.QuerySet](rows: Q, pks: range, name: str = "pk") -> Q:
    """Return those rows whose number lies there."""
    return rows.filter(**{f"{name}__gte": pks.start, f"{name}__lt": pks.stop})
