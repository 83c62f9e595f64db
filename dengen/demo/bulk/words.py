"""What bulk.toml and notes.toml say, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from dengen.demo.bulk.deterministic_random import DeterministicRandom
from dengen.demo.cast import DATA
from dengen.japan.areas import Area
from dengen.listings.entry.side import Side
from dengen.listings.rich_text import clean_rich_text, opening_lines

POOL_SIZE = 200


@dataclass(frozen=True)
class Text:
    """⑤ as the verb would have kept it."""

    html: str
    opening: str


@cache
def words() -> dict[str, Any]:
    """Return the content of bulk.toml."""
    return tomllib.loads((DATA / "bulk.toml").read_text("utf-8"))


@cache
def rare_words() -> tuple[str, ...]:
    """Return those that stand in five titles each."""
    return tuple(words()["rare"])


@cache
def shares() -> tuple[str, ...]:
    """Return a thousand areas, each as often as its share says; the rest name none."""
    areas = [name for name, area in words()["areas"].items() for _ in range(area["share"])]
    return (*areas, *[""] * (1000 - len(areas)))


@cache
def texts(side: str) -> tuple[Text, ...]:
    """Return the texts that listings of this side hold: one or two of the demo's notes each."""
    notes = tomllib.loads((DATA / "notes.toml").read_text("utf-8"))
    fitting = [text for name, text in notes.items() if name.startswith("buy") == (side == Side.BUY)]
    return tuple(_text(fitting, side, number) for number in range(POOL_SIZE))


def _text(notes: list[str], side: str, number: int) -> Text:
    rng = DeterministicRandom(b"texts", side, number)
    chosen = [notes[number % len(notes)], *([rng.one_of(notes)] if rng.below(2) else [])]
    html = clean_rich_text("\n".join(dict.fromkeys(chosen)))
    return Text(html, opening_lines(html))


def title(rng: DeterministicRandom, side: str, area: str, rare: str = "") -> str:
    """Return a title of some 24 characters; the frequent word stands in about 30 % of them."""
    if rare:
        return words()["rare"][rare] + place(rng, area)
    wish = words()[side]
    size = rng.one_of(words()["titles"]["sizes"])
    text = f"{rng.one_of(wish['things'])}{size}{rng.one_of(wish['wishes'])}{place(rng, area)}"
    elsewhere = area not in {Area.TOKYO, words()["few"]["area"]}
    return words()["titles"]["to_frequent"] + text if elsewhere and not rng.below(20) else text


def place(rng: DeterministicRandom, area: str) -> str:
    """Return the area or a prefecture of it, in brackets."""
    from_titles = words()["titles"]
    if not area:
        return rng.one_of(from_titles["anywhere"])
    if rng.below(10) < 7:  # seven in ten
        return from_titles["in_area"].format(label(area))
    few = words()["few"]
    prefectures = few["prefectures"] if area == few["area"] else _prefectures(area)
    return from_titles["in_prefecture"].format(rng.one_of(prefectures))


def _prefectures(area: str) -> list[str]:
    return words()["areas"][area]["prefectures"]


@cache
def label(area: str) -> str:
    """Return what the area is called."""
    return str(Area(area).label)
