"""Running pg_dump, pg_restore and psql on the board's database."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from django.db import connection
from psycopg import pq
from psycopg.conninfo import make_conninfo

from dengen.backup.refusals import BackupRefused

BLOCK = 2**20
PAUSE_SECONDS = 0.5


def find(name: str) -> str:
    """Where the program is; raises `BackupRefused` with what to install."""
    if path := shutil.which(name):
        return path
    raise BackupRefused(
        f"{name} was not found on the PATH. Install PostgreSQL's client programs, of the server's "
        "version or newer: on Debian, `apt install postgresql-client`."
    )


def with_address(command: Sequence[str]) -> list[str]:
    """The command, told which database; the password goes by the environment, which others don't
    see."""
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    wanted = connection.get_connection_params()
    place = {name: value for name, value in wanted.items() if name in known - {"password"}}
    if connection.connection:  # of several hosts, the very one that has the snapshot
        place |= {"host": connection.connection.info.host, "port": connection.connection.info.port}
        place.pop("hostaddr", None)
    return [*command, f"--dbname={make_conninfo('', **place)}"]


def run(command: Sequence[str], while_it_runs: Callable[[], None]) -> None:
    """Runs it on the board's database; raises `BackupRefused` with its own words if it fails."""
    with tempfile.TemporaryFile() as words:
        with (
            subprocess.Popen(
                with_address(command), env=_environment(), stdin=subprocess.DEVNULL, stderr=words
            ) as process,
            _killing(process),
        ):
            while process.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(PAUSE_SECONDS)
                while_it_runs()
        _check(process, words)


@contextmanager
def feeding(command: Sequence[str]) -> Iterator[Callable[[bytes], None]]:
    """Gives a function that feeds it; in the end it must have swallowed everything."""
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(
            command,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=words,
        )
        assert process.stdin  # noqa: S101 - it is a pipe
        try:
            with _killing(process), suppress(BrokenPipeError):  # what it choked on, it tells itself
                yield lambda block: _feed(process, block)
                process.stdin.close()
        finally:
            process.wait()
            with suppress(BrokenPipeError):
                process.stdin.close()
        _check(process, words)


def _feed(process: subprocess.Popen, block: bytes) -> None:
    if process.stdin:
        process.stdin.write(block)


@contextmanager
def reading(command: Sequence[str]) -> Iterator[Iterator[bytes]]:
    """Gives what it says, block by block; it must end well before the last is followed by more."""
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words)
        try:
            with _killing(process):
                yield _blocks(process, words)
        finally:
            if process.stdout:
                process.stdout.close()
            process.wait()


def _blocks(process: subprocess.Popen, words) -> Iterator[bytes]:
    while process.stdout and (block := process.stdout.read(BLOCK)):
        yield block
    process.wait()
    _check(process, words)


@contextmanager
def _killing(process: subprocess.Popen) -> Iterator[None]:
    """Whatever ends us in the middle, ends it too."""
    try:
        yield
    except BaseException:
        process.kill()
        raise


def _environment() -> dict[str, str]:
    password = connection.get_connection_params().get("password")
    return os.environ | ({"PGPASSWORD": str(password)} if password else {})


def _check(process: subprocess.Popen, words) -> None:
    if process.returncode:
        words.seek(0)
        last = words.read().decode(errors="replace").strip().splitlines()[-3:]
        raise BackupRefused(" ".join(["PostgreSQL refused it, and nothing was changed:", *last]))
