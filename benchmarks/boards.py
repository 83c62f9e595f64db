"""Boards of any size: made once by `dengen generate`, kept, and copied for each run."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.postgresql import Postgres

ROOT = Path(__file__).resolve().parent.parent
FEWEST_MEMBERS, LISTINGS_OF_A_MEMBER = 20, 200
OURS = ("DENGEN_", "DATABASE_URL", "DJANGO_")


class Board:
    """A database with listings; what is measured may change it, for it is a copy."""

    def __init__(self, folder: Path, database: str, size: int, url: str) -> None:
        self.folder, self.database, self.size, self.url = folder, database, size, url
        self._prepared: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """As tables tell it."""
        return f"{self.database}, {self.size:,} listings"

    @property
    def members(self) -> int:
        """How many there are."""
        return members_of(self.size)

    @property
    def environment(self) -> dict[str, str]:
        """For processes that work on this board."""
        return environment(self.folder, self.url)

    def run(self, *arguments: str) -> str:
        """Return what a Python process with these arguments prints; raise if it fails."""
        return run(self.environment, *arguments)

    def inside(self, job: str, **options: Any) -> Any:
        """Return what that job, run within Django on this board, gives back."""
        return inside(self.environment, job, **options)

    def prepared(self) -> dict[str, Any]:
        """Return the things that measurements ask for; the reviewer gets a second factor."""
        self._prepared = self._prepared or self.inside("prepare")
        return self._prepared


class Boards:
    """Keeps the boards in a folder: `<size>.sqlite3`, or databases of a PostgreSQL server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._postgres: Postgres | None = None
        self._open: dict[tuple[str, int], Board] = {}
        self._seeds: set[str] = set()  # the addresses of those that this run has looked at
        self._has_static_files = False

    def open(self, database: str, size: int) -> Board:
        """Return a copy of the board of that size, the same one during this run."""
        (self.folder / "trail-head").unlink(missing_ok=True)  # of the board looked at before
        if (database, size) not in self._open:
            copy = self._copy_sqlite if database == "sqlite" else self._copy_postgresql
            self._open[database, size] = Board(self.folder, database, size, copy(size))
        return self._open[database, size]

    def renew(self) -> None:
        """Let each board be copied anew when it is opened next: what was done to it is undone."""
        for board in self._open.values():
            if board.database == "sqlite":
                remove(Path(board.url.removeprefix("sqlite:///")))
        self._open.clear()

    def empty(self, database: str) -> Board:
        """Return a new board without anything."""
        path = self.folder / "empty.sqlite3"
        remove(path)
        url = f"sqlite:///{path}" if database == "sqlite" else self.postgres.recreate("empty")
        self.migrate(url)
        return Board(self.folder, database, 0, url)

    @property
    def postgres(self) -> Postgres:
        """The server, started when it is first asked for."""
        self._postgres = self._postgres or Postgres(self.folder)
        return self._postgres

    def close(self) -> None:
        """Remove the copies and the mails, and stop the server."""
        shutil.rmtree(self.folder / "mails", ignore_errors=True)
        (self.folder / "server.log").unlink(missing_ok=True)
        self.renew()
        remove(self.folder / "empty.sqlite3")
        if self._postgres:
            self._postgres.close()

    def migrate(self, url: str) -> None:
        """Bring the tables up to date, and the static files too, once."""
        run(environment(self.folder, url), "-m", "dengen", "manage", "migrate", "--verbosity=0")
        if not self._has_static_files:
            collect = ("collectstatic", "--no-input", "--clear", "--verbosity=0")
            run(environment(self.folder, url), "-m", "dengen", "manage", *collect)
            self._has_static_files = True

    def _seed(self, url: str, size: int) -> None:
        if url in self._seeds:
            return
        self._seeds.add(url)
        self.migrate(url)
        generate(environment(self.folder, url), size)
        for step in ("seal_events", "add_up"):  # as the worker does on a board that is in use
            run(environment(self.folder, url), "-m", "dengen", "manage", step)

    def _copy_sqlite(self, size: int) -> str:
        seed, copy = self.folder / f"{size}.sqlite3", self.folder / f"{size}-copy.sqlite3"
        self._seed(f"sqlite:///{seed}", size)
        remove(copy)
        shutil.copyfile(seed, copy)
        return f"sqlite:///{copy}"

    def _copy_postgresql(self, size: int) -> str:
        self._seed(self.postgres.create(f"seed_{size}"), size)
        return self.postgres.recreate(f"copy_{size}", template=f"seed_{size}")


def environment(folder: Path, url: str) -> dict[str, str]:
    """Return the settings of this board, and none of another."""
    key = folder / "secret-key"
    if not key.exists():
        key.write_text(secrets.token_urlsafe(50))
    clean = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
    return clean | {
        "DENGEN_SECRET_KEY": key.read_text(),
        "DENGEN_DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }


def generate(settings: dict[str, str], size: int) -> None:
    """Fill the board, or finish it, or see that all is there; show how far it is."""
    numbers = ["--listings", str(size), "--members", str(members_of(size))]
    command = [sys.executable, "-m", "dengen", "generate", *numbers]
    lowest = (lambda: os.nice(10)) if hasattr(os, "nice") else None
    subprocess.run(
        command, env=settings, cwd=ROOT, check=True, stdout=sys.stderr, preexec_fn=lowest
    )


def members_of(size: int) -> int:
    """Return how many members a board of that size has."""
    return max(FEWEST_MEMBERS, size // LISTINGS_OF_A_MEMBER)


def run(settings: dict[str, str], *arguments: str) -> str:
    """Return what a Python process prints; raise `RuntimeError` with its complaint if it fails."""
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, env=settings, cwd=ROOT, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def remove(database: Path) -> None:
    """Remove the file, and those that SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)


def inside(settings: dict[str, str], job: str, **options: Any) -> Any:
    """Return what that job, run within Django on the board of these settings, gives back."""
    text = run(settings, "-m", "benchmarks.inside", job, json.dumps(options))
    return json.loads(text.splitlines()[-1])
