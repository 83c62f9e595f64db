"""The kinds of things that a listing can say: how each is kept, written down and read.

What a kind looks like while it is typed stands in `listings.forms.entry_fields`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from dengen.japan.days import DayField
from dengen.japan.line_field import LineField
from dengen.japan.mail_addresses import MailAddressField
from dengen.japan.phones import KEPT_LENGTH
from dengen.japan.typed_amounts import typed_amount
from dengen.japan.written_days import short_day
from dengen.listings.rich_text import plain_text


class Kind[F](ABC):
    """One way of saying something; `is_text` if a person's own data may stand in it.

    `asked` tells by which conditions people search: what follows the item's name in that of a
    condition, and Django's lookup for it. F is the type of the column that keeps it.
    """

    is_text: ClassVar[bool] = True
    asked: ClassVar[Mapping[str, str]] = {}

    @abstractmethod
    def column(self, *, required: bool) -> F:
        """Return the column that keeps it."""

    def typed(self, value: Any) -> str:
        """Return a value as the form takes it."""
        return "" if value is None else str(value)

    def text(self, value: Any) -> str:
        """Return a value as people read it, in plain text."""
        return self.typed(value)


def _may_be_empty(*, required: bool) -> dict[str, Any]:
    return {} if required else {"blank": True, "default": ""}


@dataclass(frozen=True)
class Line(Kind["models.CharField[str, str]"]):
    """One line of at most `longest` characters; `check` raises `ValidationError` for others."""

    longest: int
    check: Callable[[str], None] | None = None

    def column(self, *, required: bool) -> "models.CharField[str, str]":
        """Return a column with room for what people count as that many characters."""
        return LineField(longest=self.longest, check=self.check, **_may_be_empty(required=required))


@dataclass(frozen=True)
class Mail(Kind["models.EmailField[str, str]"]):
    """A mail address that can be written to."""

    def column(self, *, required: bool) -> "models.EmailField[str, str]":
        """Return a column for an address."""
        return MailAddressField(**_may_be_empty(required=required))


@dataclass(frozen=True)
class Phone(Kind["models.CharField[str, str]"]):
    """A phone number, with an extension where there is one."""

    def column(self, *, required: bool) -> "models.CharField[str, str]":
        """Return a column for a number."""
        return models.CharField(max_length=KEPT_LENGTH, **_may_be_empty(required=required))


@dataclass(frozen=True)
class AnyDay[F](Kind[F]):
    """A day, today or later when it is handed in; not before that of the thing named `after`."""

    after: str = ""
    is_text: ClassVar[bool] = False

    def typed(self, value: date | str | None) -> str:
        """Return it as browsers send one."""
        return value.isoformat() if isinstance(value, date) else value or ""

    def text(self, value: date | None) -> str:
        """Return it as short as people write it."""
        return short_day(value)


class Day(AnyDay["models.DateField[date, date]"]):
    """A day that must be given."""

    def column(self, *, required: bool) -> "models.DateField[date, date]":
        """Return a column for one of the days that the board knows."""
        return DayField(blank=not required)


class OptionalDay(AnyDay["models.DateField[date | None, date | None]"]):
    """A day that may be left open."""

    def column(self, *, required: bool) -> "models.DateField[date | None, date | None]":
        """Return a column that may be NULL."""
        return DayField(null=True, blank=not required)


@dataclass(frozen=True)
class Choice(Kind["models.CharField[str, str]"]):
    """One of several; `none` is what people read where nothing was chosen, if that may be."""

    asked: ClassVar[Mapping[str, str]] = {"": "exact"}
    choices: type[models.TextChoices]
    longest: int
    none: Any = ""

    def column(self, *, required: bool) -> "models.CharField[str, str]":
        """Return a column for the choice's value."""
        may_be_empty = _may_be_empty(required=required)
        return models.CharField(max_length=self.longest, choices=self.choices, **may_be_empty)

    def of_label(self, text: str) -> str:
        """Return the value of the choice with that label, or ""."""
        return next((value for value, label in self.choices.choices if str(label) == text), "")

    def text(self, value: str | None) -> str:
        """Return the choice's label."""
        return str(self.choices(value).label) if value else str(self.none)


@dataclass(frozen=True)
class Amount(Kind["models.PositiveBigIntegerField[int | None, int | None]"]):
    """A whole number of units, from `lowest` to `highest`; None where nothing was said."""

    is_text: ClassVar[bool] = False
    asked: ClassVar[Mapping[str, str]] = {"_from": "gte", "_to": "lte"}
    unit: str
    highest: int
    lowest: int = 1

    def column(self, *, required: bool) -> "models.PositiveBigIntegerField[int | None, int | None]":
        """Return a column that may be NULL: earlier listings didn't say it."""
        ends = [MinValueValidator(self.lowest), MaxValueValidator(self.highest)]
        return models.PositiveBigIntegerField(null=True, blank=not required, validators=ends)

    def of_text(self, text: str) -> int | None:
        """Return the amount that was written down, or None if it is none of these."""
        try:
            amount = typed_amount(text, self.unit)
        except ValueError:
            return None
        return amount if self.lowest <= amount <= self.highest else None

    def typed(self, value: int | None) -> str:
        """Return it as people type it, without its unit."""
        return "" if value is None else f"{value:,}"

    def text(self, value: int | None) -> str:
        """Return it with its unit."""
        return "" if value is None else f"{value:,}{self.unit}"


@dataclass(frozen=True)
class RichText(Kind["models.TextField[str, str]"]):
    """Text with marks, tables and lists, kept as clean HTML."""

    def column(self, *, required: bool) -> "models.TextField[str, str]":
        """Return a column without a limit: the text has its own."""
        return models.TextField(**_may_be_empty(required=required))

    def text(self, value: str | None) -> str:
        """Return it without its marks."""
        return plain_text(value or "")
