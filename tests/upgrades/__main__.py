"""Boards of released versions.

`python -m tests.upgrades` keeps a board of this version as its snapshot: the demo's, for it is
lifelike and nobody in it is real. Run it for each release and commit the file; test_upgrade.py
upgrades from all of them.

`python -m tests.upgrades SNAPSHOT` makes the tables of that version in the database that the
settings name, and puts the snapshot's rows in.
"""

import os
import subprocess
import sys
import tempfile

import django

from tests.upgrades.rows import dump, load, read_snapshot, write_snapshot

KEY = "the key of all snapshots, which is no secret"


def main() -> None:
    """Chooses by the arguments; a new snapshot is taken in a process with settings of its own."""
    match sys.argv[1:]:
        case []:
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, "-m", "tests.upgrades", "--take"]
                subprocess.run(command, env=settings(folder), check=True)
        case ["--take"]:
            take()
        case [name]:
            make_as_it_was(name)


def settings(folder: str) -> dict[str, str]:
    """The environment of the board that is made for it."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "dengen.settings",
        "DENGEN_SECRET_KEY": KEY,
        "DENGEN_DATA_DIR": folder,
        "DENGEN_DEMO": "1",
    }


def take() -> None:
    """Makes the demo's board and keeps its rows."""
    django.setup()
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from dengen import VERSION
    from dengen.events.verification import verify
    from dengen.japan.business_days import today

    call_command("prepare_demo")
    snapshot = {
        "made_on": today(),
        "targets": dict(MigrationLoader(connection).graph.leaf_nodes()),
        "head": verify().head,
        "rows": dump(apps),
    }
    path = write_snapshot(VERSION, snapshot)
    print(f"{path}: {path.stat().st_size:,} bytes")


def make_as_it_was(name: str) -> None:
    """The board of a snapshot, in an empty database."""
    django.setup()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from dengen.listings import search

    snapshot = read_snapshot(name)
    executor = MigrationExecutor(connection)
    state = executor.migrate(list(snapshot["targets"].items()))
    load(state.apps, snapshot["rows"])
    # SQLite's index is no model, and so has no rows in a snapshot.
    listings = state.apps.get_model("listings", "Listing").objects.filter(status="published")
    search.install(connection, listings.order_by("number").iterator())


if __name__ == "__main__":
    main()
