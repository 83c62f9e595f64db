"""Lives of things on the board: acts by the verbs, each followed by a look at the kept pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

type Acts = Callable[[Any], Iterator[None]]


@dataclass(frozen=True)
class Life:
    """`acts` yields after each act; `events` are the names of what happens in it."""

    acts: Acts
    events: frozenset[str]


LIVES: list[Life] = []


def life(*events: str) -> Callable[[Acts], Acts]:
    """Note a life, and what must have happened in it."""

    def note(acts: Acts) -> Acts:
        LIVES.append(Life(acts, frozenset(events)))
        return acts

    return note


for found in iter_modules(__path__):
    import_module(f"{__name__}.{found.name}")
