"""What can be measured, in the order in which it is."""

from collections.abc import Callable, Iterator
from importlib import import_module

from benchmarks import scripts
from benchmarks.bench import Bench

# By name: a module with `measure(bench) -> list[Table]`.
MODULES = {
    "start": "start",
    "pages": "pages",
    "profile": "breakdown",
    "growth": "growth",
    "queue": "waiting",
    "console": "console",
    "mixed": "mixed",
    "logins": "logins",
    "verbs": "verbs",
    "memory": "memory",
    "text": "text",
    "generate": "generation",
    "weight": "weight",
}
SCRIPTS = ("search",)  # benchmarks/<name>.py, run as a program on each board


def names() -> list[str]:
    """Return all of them."""
    return [*MODULES, *SCRIPTS]


def reports(name: str, bench: Bench) -> Iterator[str]:
    """Return what was measured under that name, in Markdown."""
    if name in MODULES:
        measure: Callable = import_module(f"benchmarks.{MODULES[name]}").measure
        yield from (table.markdown() for table in measure(bench))
    else:
        yield from scripts.report(name, bench)
