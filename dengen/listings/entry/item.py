"""What a declaration is made of: items, groups of items that are read as one, sections."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils.functional import Promise

from dengen.listings.entry.kinds import Kind

type Text = str | Promise


class Personal(Enum):
    """What becomes of it when its owner's data are erased."""

    NO = "kept for the archive and the reports"
    CONTACT = "erased: it leads to a person"
    TEXT = "searched for the person's own data"


class Mark(NamedTuple):
    """A piece of a card: its text, and the style sheet's classes for it."""

    text: str
    looks: str


@dataclass(frozen=True)
class OnPaper:
    """How the 情報掲載用テンプレート speaks of it: in the words of the manual, never translated.

    `title` begins its line, `words` are a regular expression for all that people make of it, and
    `note` stands below.
    """

    title: str
    words: str = ""
    note: str = ""


@dataclass(frozen=True)
class Item[K: Kind[Any]]:
    """One thing that a listing says.

    `label` names it wherever one speaks of it, `in_form` at its own field if that differs.
    `missing` is said where it is required and nothing was typed. `shown` is the template of its
    value on the detail page; without one it stands there as text. `mark` makes of the value and
    its text what a card shows beside the title. People search by what has a name there,
    `searched_as` (if its kind knows conditions and the listings' own table keeps it), and the
    operator's tables have a column of what is headed `in_queue`. `attribute` leads to the value
    from the listing, if it is no column of its own.
    """

    name: str
    kind: K
    label: Text
    in_form: Text = ""
    hint: Text = ""
    required: bool = True
    missing: Text = ""
    autocomplete: str = ""
    number: int = 0  # of the manual's ①–⑤
    on_paper: OnPaper | None = None
    shown: str = ""
    mark: Callable[[Any, str], Mark] | None = None
    searched_as: Text = ""
    in_queue: Text = ""
    personal: Personal = Personal.NO
    attribute: str = ""
    layout: str = "field"

    def __post_init__(self) -> None:
        """Raise `TypeError` if people can't search by what is to be searched."""
        # A text that is yet to be translated can't be asked while modules are imported.
        is_searched = isinstance(self.searched_as, Promise) or bool(self.searched_as)
        if is_searched and not (self.kind.asked and self.column):
            raise TypeError(f"Nobody can search by {self.name}: its kind or its place forbids it.")

    @property
    def items(self) -> "tuple[Item[Any], ...]":
        """Itself: an item is a group of one."""
        return (self,)

    @property
    def plain_label(self) -> str:
        """Its label without the manual's number."""
        return _without_number(self)

    @property
    def column(self) -> str:
        """The column of the listings' table that keeps it; "" if it is kept elsewhere."""
        return "" if self.attribute else self.name

    def conditions(self) -> Iterator[tuple[str, str]]:
        """Yield the names of the conditions by which people search, each with Django's lookup."""
        return ((self.name + ending, lookup) for ending, lookup in self.kind.asked.items())

    def value_of(self, listing: Any) -> Any:
        """Return what the listing says."""
        return attrgetter(self.attribute or self.name)(listing)

    def set_on(self, listing: Any, value: Any) -> None:
        """Let the listing say it."""
        *way, last = (self.attribute or self.name).split(".")
        setattr(attrgetter(".".join(way))(listing) if way else listing, last, value)

    def text_of(self, listing: Any) -> str:
        """Return what the listing says as people read it, in plain text."""
        return self.kind.text(self.value_of(listing))

    def typed_of(self, listing: Any) -> str:
        """Return what the listing says as the form takes it."""
        return self.kind.typed(self.value_of(listing))


def column_of[F](item: Item[Kind[F]]) -> F:
    """Return the column that keeps it; the type checker knows which."""
    return item.kind.column(required=item.required)


@dataclass(frozen=True)
class Group:
    """Items that are read as one thing: a period, an address and a name.

    `layout` is how their fields stand together, `written` makes one text of their values; for the
    rest see `Item`.
    """

    name: str
    items: tuple[Item[Any], ...]
    label: Text
    shown: str
    layout: str
    written: Callable[..., str] | None = None
    hint: Text = ""
    number: int = 0
    on_paper: OnPaper | None = None

    @property
    def plain_label(self) -> str:
        """Its label without the manual's number."""
        return _without_number(self)

    def text_of(self, listing: Any) -> str:
        """Return what the listing says as people read it; "" if that is no one text."""
        values = (item.value_of(listing) for item in self.items)
        return self.written(*values) if self.written else ""


type Part = Item[Any] | Group


def _without_number(part: Part) -> str:
    return str(part.label).removeprefix(f"{chr(ord('①') + part.number - 1)} ")


@dataclass(frozen=True)
class Section:
    """Parts that stand under one heading of the form.

    `on_paper` if the 情報掲載用テンプレート asks for them.
    """

    name: str
    heading: Text
    parts: tuple[Part, ...]
    on_paper: bool = False
