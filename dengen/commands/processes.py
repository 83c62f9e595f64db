"""Processes that live and die together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from types import FrameType

import click

GRACE_SECONDS = 10
# Ctrl-C, a polite kill, and the closing of the terminal.
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run_together(
    commands: dict[str, Sequence[str]], *, when_started: Callable[[Callable[[], None]], None]
) -> None:
    """Run the named commands until Ctrl-C, a signal, or one's end; then stop them all.

    `when_started` gets a check to call while it waits: it raises ClickException, as this function
    does, if one of them stopped by itself.
    """
    running: dict[str, subprocess.Popen] = {}
    _on_ending(_interrupt)
    try:
        for name, command in commands.items():
            # Sessions of their own: Ctrl-C reaches only us, and we stop them in order.
            running[name] = subprocess.Popen(command, start_new_session=True)
        when_started(lambda: _refuse_ended(running))
        sys.stdout.flush()
        while True:
            _refuse_ended(running)
            time.sleep(0.2)
    except KeyboardInterrupt:
        with suppress(OSError):  # a closed terminal takes no more words
            click.echo("\nStopped.")
    finally:
        _on_ending(signal.SIG_IGN)  # a second Ctrl-C must not leave one behind
        _stop(running.values())


def _on_ending(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in ENDINGS:
        signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refuse_ended(running: dict[str, subprocess.Popen]) -> None:
    for name, process in running.items():
        if process.poll() is not None:
            raise click.ClickException(f"The {name} stopped by itself, and so the demo stops.")


def _stop(processes: Iterable[subprocess.Popen]) -> None:
    for process in processes:
        process.terminate()
    end = time.monotonic() + GRACE_SECONDS
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, end - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):  # whatever it started and left
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
