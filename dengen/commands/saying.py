"""What long commands say: one line when they fail, bars on a terminal while they work."""

import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

import click
from django.db import DatabaseError

from dengen.backup.archive import Progress
from dengen.backup.refusals import BackupRefused
from dengen.events.keys import WrongKey

MEGABYTE = 1_000_000


@contextmanager
def one_line() -> Iterator[None]:
    """A refusal, a full disk or a database that is away is one line; being stopped leaves none."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    except (BackupRefused, WrongKey) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise click.ClickException(f"It did not work: {str(error).strip()}") from error
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, _frame: FrameType | None) -> None:
    """Half files are cleared away, which a second signal doesn't interrupt."""
    signal.signal(number, signal.SIG_IGN)
    sys.exit(1)


@contextmanager
def bars(*, is_quiet: bool = False) -> Iterator[Callable[[str], Progress]]:
    """One bar after the other on a terminal, nothing elsewhere; each begins with its first word."""
    is_hidden = is_quiet or not sys.stderr.isatty()
    with ExitStack() as shown:

        def labelled(label: str) -> Progress:
            bars: list[Any] = []

            def show(done: int, total: int) -> None:
                if not bars:
                    shown.close()
                    new = click.progressbar(
                        length=1, label=label, hidden=is_hidden, file=sys.stderr
                    )
                    bars.append(shown.enter_context(new))
                bars[0].length = max(total, 1)
                bars[0].update(min(done, bars[0].length) - bars[0].pos)

            return show

        yield labelled
