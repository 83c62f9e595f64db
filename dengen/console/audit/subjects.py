"""What the events are about: how each kind of thing is found, called and linked."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dengen.console.audit.kinds import KINDS
from dengen.events.models import Event


@dataclass(frozen=True)
class Named:
    """A thing as a row of the trail names it; `link` makes its address, which files don't show."""

    label: str
    thing: Any = None
    link: Callable[[Any], str] | None = None

    @cached_property
    def url(self) -> str:
        """Where it is, or ""."""
        return self.link(self.thing) if self.link else ""


def subjects_of(events: Iterable[Event]) -> dict[tuple[str, int], Named]:
    """Return what all these events are about, by type and number, with one query for each kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    for event in events:
        ids[event.subject_type].add(event.subject_id)
    return {
        (kind, pk): named for kind, pks in ids.items() for pk, named in _named(kind, pks).items()
    }


def _named(name: str, pks: set[int]) -> dict[int, Named]:
    kind = KINDS.get(name)
    found = kind.find(pks) if kind else {}
    return {
        pk: Named(kind.naming(found[pk]), found[pk], kind.url)
        if kind and pk in found
        else Named(_gone(kind.label if kind else name, pk))
        for pk in pks
    }


def _gone(label: str | Promise, number: int) -> str:
    """Return what a thing is called that does not exist any more."""
    return _("%(kind)s（番号%(number)d、削除済み）") % {"kind": label, "number": number}
