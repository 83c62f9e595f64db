"""Whoever asks for a part of a static file gets the file: WhiteNoise refuses some parts wrongly."""

from collections.abc import Iterator

import pytest

from tests.doors.conftest import serving
from tests.doors.test_serve_attacked import GET, ask

TEXT = "hatsuden"


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """The port of a board with one static file."""
    folder = tmp_path_factory.mktemp("ranges")
    (folder / "static").mkdir()
    (folder / "static" / "a.txt").write_text(TEXT)
    with serving(folder) as number:
        yield number


@pytest.mark.parametrize("part", ["-1", "0-0", "7-7", "7-", "0-3", "99-", "0-1,3-4", "-", "x"])
def test_a_part_of_a_static_file_is_answered_with_the_whole_file(port, part):
    answer = ask(port, f"{GET.format('/static/a.txt')}\nRange: bytes={part}")
    assert answer.startswith("HTTP/1.1 200")
    assert answer.endswith(f"\r\n\r\n{TEXT}")
