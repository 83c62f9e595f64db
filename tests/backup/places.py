"""Places where a board may live: a folder and a database of its own, on the kind under test."""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psycopg
from django.db import connection

from tests.doors.test_cli import ROOT, clean_environment
from tests.kept import made_once

KEY = "the key of all boards that are backed up here, which is no secret"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Place:
    """One place; `run()` runs a command there."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = {
            "DENGEN_SECRET_KEY": KEY,
            "DENGEN_DATA_DIR": str(folder),
            "DENGEN_SECOND_FACTOR": "optional",
            "PATH": os.environ["PATH"],
            **settings,
        }

    def start(
        self, *arguments: str, program: Sequence[str] = ("-m", "dengen"), **settings: str
    ) -> subprocess.Popen:
        """Starts `dengen …` there."""
        return subprocess.Popen(
            [sys.executable, *program, *arguments],
            env=clean_environment() | self.settings | settings,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start_struck(self, signal: str, event: str, name: str, call: int, *arguments: str):
        """Starts `dengen …` there, which gets a signal; see interrupted.py."""
        program = ("-m", "tests.backup.interrupted", signal, event, name, str(call))
        return self.start(*arguments, program=program)

    def strike(self, signal: str, event: str, name: str, call: int, *arguments: str) -> int:
        """Runs `dengen …` there, which gets a signal; returns how it ended."""
        process = self.start_struck(signal, event, name, call, *arguments)
        _said, complained = process.communicate(timeout=600)
        assert complained == "struck\n"
        return process.returncode

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess:
        """Runs `dengen …` there."""
        process = self.start(*arguments, **settings)
        said, complained = process.communicate(timeout=600)
        return subprocess.CompletedProcess(arguments, process.returncode, said, complained)

    def must(self, *arguments: str, **settings: str) -> str:
        """As `run`, where it must succeed; returns what was said."""
        result = self.run(*arguments, **settings)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def ask(self, code: str) -> str:
        """What the code prints there."""
        return self.must("manage", "shell", "--no-imports", "-c", code).strip()


def demo_board() -> Place:
    """The demo's board on SQLite, made once in a run; only to be copied."""
    return Place(
        made_once("demo", lambda one: Place(one).must("manage", "prepare_demo", DENGEN_DEMO="1"))
    )


@contextmanager
def place(
    folder: Path, like: Place | None = None, kind: str = connection.vendor
) -> Iterator[Place]:
    """An empty one, or a copy of another of its kind on which nothing runs."""
    folder.mkdir()
    if kind == "sqlite":
        if like:
            for file in like.folder.glob("dengen.sqlite3*"):  # perhaps not all is in the first yet
                shutil.copy(file, folder)
        yield Place(folder)
        return
    name = f"dengen_{secrets.token_hex(6)}"
    template = like.settings["DATABASE_URL"].rpartition("/")[2] if like else "template1"
    at = connection.settings_dict
    host, user, password = at["HOST"], at["USER"], at["PASSWORD"]
    maintenance = {"host": host, "port": at["PORT"] or 5432, "user": user, "password": password}
    with psycopg.connect(**maintenance, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield Place(
                folder, DATABASE_URL=os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
            )
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Browser:
    """Somebody at a board that is served."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """The page."""
        with self._opener.open(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def log_in(self, login_id: str, password: str) -> str:
        """The page after the login."""
        token = TOKEN.search(self.get("/login/"))[1]
        form = {"csrfmiddlewaretoken": token, "login_id": login_id, "password": password}
        with self._opener.open(f"{self.address}/login/", urlencode(form).encode()) as answer:
            return answer.read().decode()


@contextmanager
def served(board: Place, **settings: str) -> Iterator[Browser]:
    """The board over HTTP."""
    if not (board.folder / "static").exists():
        board.must("manage", "collectstatic", "--no-input", "--verbosity=0")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = board.start("serve", "--port", str(port), "--workers", "1", **settings)
    try:
        wait_for(port)
        yield Browser(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate(timeout=120)


def wait_for(port: int) -> None:
    """Until something listens there."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("it does not listen")
