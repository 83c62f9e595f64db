"""What long commands say: one line when they fail, bars on a terminal while they work."""

import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

import click
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError

from dengen.backup.archive import Progress
from dengen.backup.refusals import BackupRefused
from dengen.events.keys import WrongKey

# The option that a model's field was typed into, where it has another name.
OPTIONS = {"login_name": "login-id", "family_name": "name", NON_FIELD_ERRORS: "these values"}


def refused(error: ValidationError, given: dict[str, str]) -> click.ClickException:
    """Return a line for each option that was refused: what was typed, and the board's own message.

    The message is the one on its pages, so the line names the option. A refused password is not
    repeated.
    """
    found = error.message_dict if hasattr(error, "error_dict") else {"password": error.messages}
    lines = []
    for field, messages in found.items():
        option = OPTIONS.get(field, field)
        typed = f" {given[option]!r}" if option in given else ""
        lines.append(f"{option}{typed} is refused: {' '.join(messages)}")
    return click.ClickException("\n".join(lines))


@contextmanager
def one_line() -> Iterator[None]:
    """Yield; fail with one line on a refusal, a full disk or a lost database.

    Say nothing if stopped.
    """
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
    """End, clearing half files away, which a second signal doesn't interrupt."""
    signal.signal(number, signal.SIG_IGN)
    sys.exit(1)


@contextmanager
def bars(*, is_quiet: bool = False) -> Iterator[Callable[[str], Progress]]:
    """Yield what shows bar after bar on a terminal only, each from its first word on."""
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
