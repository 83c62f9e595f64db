"""Boards to back up, and empty places to restore them into."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection

from tests.backup.places import Place, demo_board, place
from tests.doors.new_boards import make_board

PERSON = ["--login-id", "Kanri2026", "--name", "管理", "--email", "kanri@operator.example.jp"]
PASSWORD = "denryoku-2026"


@pytest.fixture(scope="session")
def new_board(tmp_path_factory) -> Iterator[Place]:
    """A board with its tables and nobody on it; only to be copied."""
    with place(tmp_path_factory.mktemp("new") / "board") as board:
        if connection.vendor == "sqlite":
            make_board(board.folder)
        else:
            board.must("manage", "migrate", "--verbosity=0")
        yield board


@pytest.fixture(scope="session")
def small_board(tmp_path_factory, new_board) -> Iterator[Place]:
    """A board with one of the operator's staff; only to be copied."""
    with place(tmp_path_factory.mktemp("small") / "board", new_board) as board:
        board.must("create-operator", *PERSON, "--role", "auditor", "--password", PASSWORD)
        yield board


@pytest.fixture(scope="session")
def living_board(tmp_path_factory) -> Iterator[Place]:
    """The demo's board, with life in every corner; only to be copied."""
    like = demo_board() if connection.vendor == "sqlite" else None
    with place(tmp_path_factory.mktemp("living") / "board", like) as board:
        if not like:
            board.must("manage", "prepare_demo", DENGEN_DEMO="1")
        yield board


@pytest.fixture(scope="session")
def backup(tmp_path_factory, small_board) -> Path:
    """A backup of the small board; not to be changed."""
    file = tmp_path_factory.mktemp("backup") / "backup.zip"
    small_board.must("backup", str(file))
    return file


@pytest.fixture
def give_place(tmp_path) -> Iterator[Callable[..., Place]]:
    """Makes places that go with the test: empty ones, or copies of a board."""
    with ExitStack() as stack:
        yield lambda name, like=None: stack.enter_context(place(tmp_path / name, like))


@pytest.fixture
def board(give_place, small_board) -> Place:
    """A small board of the test's own."""
    return give_place("board", small_board)
