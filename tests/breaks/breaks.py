"""Breaks as data: a file, a text in it, what it becomes, and the test that must then fail.

They show that the tests hold what they name. `bin/breaks` applies them one after another.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.sampling import chosen

FOLDER = Path(__file__).parent
SAMPLE = 20


@dataclass(frozen=True)
class Break:
    """One fault. `test` is below tests/, or one case of it; `database` is where it runs."""

    source: str  # the file that declares it, and its place there
    file: str
    text: str
    becomes: str
    test: str
    database: str = "sqlite"

    def __str__(self) -> str:
        return f"{self.source}: {self.file}"

    def applied(self, content: str) -> str:
        """Return the broken content; raise `ValueError` unless its text stands there once."""
        if (count := content.count(self.text)) != 1:
            msg = f"{self}: its text stands there {count} times"
            raise ValueError(msg)
        return content.replace(self.text, self.becomes)


def all_breaks() -> list[Break]:
    """Return all that are declared, in the order of their files."""
    return [
        Break(f"{path.name} {number}", **values)
        for path in sorted(FOLDER.glob("*.toml"))
        for number, values in enumerate(tomllib.loads(path.read_text())["break"], start=1)
    ]


def sample() -> list[Break]:
    """Return those of them that are tried with this commit."""
    return chosen(all_breaks(), SAMPLE)
