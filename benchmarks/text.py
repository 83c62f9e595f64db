"""How long it takes to clean what somebody wrote or pasted into ⑤, at its limits."""

import contextlib
import time
from itertools import product
from random import Random

from django.conf import settings

from benchmarks.bench import Bench
from benchmarks.tables import Table, number

TRIES = 3
PIECES = [
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<p>",
    "</p>",
    "<br>",
    "<h1>",
    "</h2>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<div>",
    "</div>",
    "<span>",
    "</span>",
    "<a>",
    "</a>",
    "</q>",
    "<del>",
    "</del>",
    "<font>",
    "電",
    "x",
    "&amp;",
    "&nbsp;",
    "<",
    "&",
]
STYLED = "<span style='font-size:12pt;font-weight:700;text-decoration:underline;color:red'>"


def measure(bench: Bench) -> list[Table]:
    """Return the slowest of tags, alone and mixed, of long texts, and of styles."""
    if not settings.configured:
        settings.configure(USE_I18N=False)  # no board is needed
    table = Table(
        "Cleaning ⑤, refused or not",
        ["source", "characters", "slowest ms"],
        note="At the limits on length and tags; the processor's time, the best of three.",
    )
    for name, sources in kinds(10 * bench.times).items():
        slowest = max(sources, key=milliseconds)
        table.rows.append([name, f"{len(slowest):,}", number(milliseconds(slowest))])
    return [table]


def kinds(many: int) -> dict[str, list[str]]:
    """Return sources by what they try, `many` pairs and mixtures of tags."""
    from dengen.listings.rich_text import MAX_SOURCE_LENGTH, MAX_TAGS

    def filled(piece: str) -> str:
        tags = MAX_TAGS // max(1, piece.count("<"))
        return f"<p>{piece * min(tags - 1, (MAX_SOURCE_LENGTH - 3) // len(piece))}"

    dice, pairs = Random(2026), list(product(PIECES, repeat=2))
    mixtures = [
        "".join(dice.choices(dice.sample(PIECES, dice.randint(2, 8)), k=MAX_TAGS - 1))
        for _number in range(many)
    ]
    return {
        "one tag again and again": [filled(piece) for piece in PIECES],
        "two tags in turn": [
            filled(first + second) for first, second in dice.sample(pairs, min(many, len(pairs)))
        ],
        "mixtures of two to eight": mixtures,
        "styles, attributes and links": [
            filled(f"{STYLED}x</span>"),
            filled(f"<p {'a=b ' * 9}>x"),
            filled("<a href=https://example.jp/>x</a>"),
            filled("<span style='" + "font-size:1;" * 70 + "'>x</span>"),
        ],
        "style sheets and columns": [
            filled("<style>.a{display:none}</style><b class=a>x"),
            f"<style>{'{' * 100_000}</style>x",
            "<table><col hidden>" + "<tr><td colspan=40 rowspan=99>x" * (MAX_TAGS // 2 - 1),
        ],
        "long texts": [
            filled(piece)
            for piece in (
                "x",
                "電\n",
                "&",
                "&#x41;",
                "\u3099",
                "a\ufe0f",
                "👩\u200d",
                "\u200b",
                " ",
            )
        ],
    }


def milliseconds(source: str) -> float:
    """Return the processor's time for cleaning it or saying why not."""
    from dengen.listings.rich_text import TooMuch, clean_rich_text

    taken = []
    for _try in range(TRIES):
        began = time.process_time()
        with contextlib.suppress(TooMuch):
            clean_rich_text(source)
        taken.append(1000 * (time.process_time() - began))
    return min(taken)
