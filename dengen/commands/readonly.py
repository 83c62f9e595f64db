"""`dengen readonly on` and `dengen readonly off`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click
from django.core.exceptions import ValidationError
from django.db import Error

from dengen import clock
from dengen.backup.models import ReadOnlyMode
from dengen.commands.administrator import administrator
from dengen.commands.saying import refused
from dengen.database import read_only
from dengen.database.read_only import Mode, ReadOnly
from dengen.events.sealing import seal_waiting
from dengen.events.steps import StepNotAllowed
from dengen.japan.moments import in_tokyo
from dengen.mail.models import Delivery

PAGES_AND_MAILS_END_SECONDS = 120  # a page has half a minute, a mail the length of its lease
LOOK_SECONDS = 0.2


def begin(login_id: str, reason: str) -> None:
    """Switch read-only mode on; wait until what had begun before has ended."""
    try:
        mode = ReadOnlyMode.begin(by=administrator(login_id), reason=reason)
    except StepNotAllowed as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except ValidationError as error:
        raise refused(error, {"reason": reason}) from error
    with read_only.without_read_only():
        seal_waiting()
    _wait_for_steps_in_hand(mode)
    click.echo("The board is read-only, and nothing is being written any more.")


def end(login_id: str) -> None:
    """Switch read-only mode off."""
    try:
        begun_at = ReadOnlyMode.end(by=administrator(login_id))
    except StepNotAllowed as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"The board takes changes again; it was read-only since {in_tokyo(begun_at)}.")


def refuse_read_only() -> None:
    """Fail with one line while the board is read-only; else obey the mode from now on."""
    try:
        mode = read_only.mode()
    except Error:  # no table yet, or no database: told elsewhere
        return
    if mode:
        raise _refusal(mode)
    read_only.obey()


@contextmanager
def obeying_read_only(*, later: bool) -> Iterator[None]:
    """Yield; reading works in any case, and writing fails with one line.

    Without `later` a mode that begins meanwhile isn't obeyed: migrating backwards removes the table
    that holds it.
    """
    with suppress(Error):  # no table yet, or no database: told elsewhere
        if read_only.mode() or later:
            read_only.obey()
    try:
        yield
    except ReadOnly as refusal:
        raise _refusal(refusal.mode) from refusal


def _refusal(mode: Mode) -> click.ClickException:
    return click.ClickException(
        f"The board is read-only since {in_tokyo(mode.begun_at)}: first `dengen readonly off`."
    )


def _wait_for_steps_in_hand(mode: ReadOnlyMode) -> None:
    end = time.monotonic() + PAGES_AND_MAILS_END_SECONDS
    while count := read_only.steps_in_hand(mode.begun_at) + _mails_in_hand():
        if time.monotonic() > end:
            raise click.ClickException(
                f"The board is read-only, but {count:,} steps that began before still go on: "
                "look at them before you go on."
            )
        time.sleep(LOOK_SECONDS)


def _mails_in_hand() -> int:
    return Delivery.objects.waiting().filter(leased_until__gt=clock.now()).count()
