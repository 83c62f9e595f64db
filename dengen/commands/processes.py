"""Processes that live and die together."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

import click

GRACE_SECONDS = 10


def run_together(commands: dict[str, Sequence[str]], *, when_started: Callable[[], None]) -> None:
    """Runs the named commands until Ctrl-C or SIGTERM, or until one ends; then stops them all."""
    signal.signal(signal.SIGTERM, _interrupt)
    # Sessions of their own: Ctrl-C reaches only us, and we stop them in order.
    running = {
        name: subprocess.Popen(command, start_new_session=True)
        for name, command in commands.items()
    }
    try:
        when_started()
        sys.stdout.flush()
        ended = _wait_for_one(running)
        raise click.ClickException(f"The {ended} stopped by itself, and so the demo stops.")
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    finally:
        _stop(running.values())


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait_for_one(running: dict[str, subprocess.Popen]) -> str:
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                return name
        time.sleep(0.2)


def _stop(processes) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
