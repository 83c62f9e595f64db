"""Measures search and paging on the database of DATABASE_URL, which holds published listings.

    python -m benchmarks.search [--rounds 5] [--times 100] [--seed 1]

Prints a Markdown table: of each kind of search the p50 and p99 in milliseconds, as the median of
all rounds with the lowest and the highest. Timed is all that a page asks the database for its hits,
without the template, the session and the counts by area. The words are taken out of the titles.
"""

import argparse
import os
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengen.settings")
django.setup()

from django.conf import settings
from django.db.models import Max

from dengen.japan.areas import Area
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.listings.search import Hit, Wanted, find
from dengen.listings.search.paging import page_of
from dengen.ui.keyset import Cursor

SAMPLE = 20_000
DAY = timedelta(days=1)

type Kind = tuple[str, Callable[[], Sequence[Listing]]]


def main() -> None:
    """Print the table."""
    options = _options()
    dice = random.Random(options.seed)
    print("| what | hits | p50 ms | p99 ms |\n| --- | --- | --- | --- |")
    for name, ask in [*searches(dice), *pages()]:
        hits = len(ask())
        rounds = [_round(ask, options.times) for _ in range(options.rounds)]
        p50, p99 = (_middle(values) for values in zip(*rounds, strict=True))
        print(f"| {name} | {hits} | {p50} | {p99} |", flush=True)


def searches(dice: random.Random) -> Iterator[Kind]:
    """Yield words of 1, 2, 4, 10 characters, alone and with conditions, and hard ones."""
    titles = _sample(dice)
    for length in (1, 2, 4, 10):
        yield _kind(f"frequent, {length}", title=_frequent(titles, length))
    yield _kind("in about five titles", title=_rare(titles, dice))
    yield _kind("in none", title="錻力錻")
    word, day = _frequent(titles, 2), today()
    conditions: dict[str, dict[str, Any]] = {
        "in a large area": {"area": "tokyo"},
        "in a small area": {"area": "okinawa"},
        "and a side": {"side": "buy"},
        "and a period": {"first": day + 30 * DAY, "last": day + 60 * DAY},
        "and a period long past": {"last": day - 300 * DAY},
        "and all of them": {"area": "tokyo", "side": "buy", "first": day + 400 * DAY},
    }
    for name, about in conditions.items():
        yield _kind(f"frequent, 2, {name}", title=word, **about)
    for name, about in _hard(titles):
        yield _kind(name, **about)
    yield _kind("a period far ahead", first=day + 3000 * DAY)
    yield _kind("a period long past", last=day - 300 * DAY)


def pages() -> Iterator[Kind]:
    """Return the list without a search: every tab, its first page and its page 1,000."""
    for area in ("", *Area.values):
        wanted = Wanted.meeting(today(), area=area)
        yield f"list {area or 'All'}, page 1", partial(_rows, wanted)
        deep = find(wanted, 999 * settings.PAGE_SIZE)
        if len(deep) == 999 * settings.PAGE_SIZE:
            last = deep[-1].number
            yield f"list {area or 'All'}, page 1,000", partial(_rows, wanted, last)


def _kind(name: str, **about) -> Kind:
    wanted = Wanted.meeting(today(), **about)
    told = " ".join(f"{value}" for value in about.values())
    return f"{name}: {told}", lambda: _page(wanted)


def _page(wanted: Wanted) -> list[Listing]:
    return _read(page_of(wanted, Cursor(), settings.PAGE_SIZE).hits)


def _rows(wanted: Wanted, before: int | None = None) -> list[Listing]:
    return _read(find(wanted, settings.PAGE_SIZE + 1, before=before))


def _read(hits: Iterable[Hit]) -> list[Listing]:
    return list(Listing.objects.filter(pk__in=[hit.pk for hit in hits]))


def _sample(dice: random.Random) -> list[tuple[str, str, str]]:
    rows = Listing.objects.published().values_list("folded_title", "area", "side")
    newest = rows.order_by("-number").first()
    if newest is None:
        raise SystemExit("There is no published listing to search for.")
    top = Listing.objects.published().aggregate(top=Max("number"))["top"]
    numbers = dice.sample(range(1, top + 1), min(SAMPLE, top))
    return [
        row
        for some in range(0, len(numbers), 500)
        for row in rows.filter(number__in=numbers[some : some + 500])
    ]


def _runs(title: str, length: int) -> set[str]:
    found = {title[at : at + length] for at in range(len(title) + 1 - length)}
    return {run for run in found if run == run.strip()}


def _shares(titles, length: int) -> Counter[str]:
    return Counter(run for title, *_rest in titles for run in _runs(title, length))


def _frequent(titles, length: int) -> str:
    """Return the run of that length that stands in the share of titles nearest to 30 %."""
    shares = _shares(titles, length)
    return min(shares, key=lambda run: (abs(shares[run] - 0.3 * len(titles)), run))


def _rare(titles, dice: random.Random) -> str:
    for _try in range(300):
        title = dice.choice(titles)[0]
        for length in range(4, len(title) + 1):
            if len(find(Wanted(today(), title[-length:]), 10)) <= 5:
                return title[-length:]
    return titles[0][0]


def _hard(titles) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield words frequent but not there, and words nowhere although their parts are."""
    often = [run for run, _count in _shares(titles, 2).most_common(60)]
    for place, name in ((1, "area"), (2, "side")):
        seen = {(run, row[place]) for row in titles for run in _runs(row[0], 2)}
        values = {row[place] for row in titles if row[place]}
        traps = ((run, one) for run in often for one in sorted(values) if (run, one) not in seen)
        for run, one in traps:
            if not find(Wanted.meeting(today(), run, **{name: one}), 1):
                yield f"frequent, never in this {name}", {"title": run, name: one}
                break
    joined = (one + other for one in often for other in often)
    yield from _nowhere("two frequent words", joined)
    for length in (3, 4, 8):
        runs = [run for run, _count in _shares(titles, length).most_common(200)]
        overlapping = (one + other[-1] for one in runs for other in runs if one[1:] == other[:-1])
        yield from _nowhere(f"overlapping runs of {length}", overlapping)


def _nowhere(name: str, words: Iterator[str]) -> Iterator[tuple[str, dict[str, str]]]:
    word = next((word for word in words if not find(Wanted(today(), word), 1)), None)
    if word:
        yield f"{name}, nowhere together", {"title": word}


def _round(ask: Callable[[], object], times: int) -> tuple[float, float]:
    taken = []
    for _time in range(times):
        start = perf_counter()
        ask()
        taken.append((perf_counter() - start) * 1000)
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    return cuts[49], cuts[98]


def _middle(values) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures search and paging.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
