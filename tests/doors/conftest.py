"""A board that is really served."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.doors.new_boards import make_board
from tests.doors.test_cli import ROOT, clean_environment

SERVE = (
    "import sys; from dengen.commands.serve import serve_board; from dengen.serving import Limits;"
    "serve_board('127.0.0.1', int(sys.argv[1]), 1, 'tests.doors.echo:application', limits={})"
)


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """A served board, empty."""
    with serving(tmp_path_factory.mktemp("served")) as number:
        yield number


@contextmanager
def serving(folder: Path, limits: str = "Limits()") -> Iterator[int]:
    """The port of an empty board whose data lie there."""
    number = free_port()
    environment = clean_environment() | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
        "DENGEN_DATA_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
    }
    make_board(folder)
    command = [sys.executable, "-c", SERVE.format(limits), str(number)]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_for(number)
        yield number
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    for _time in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)
