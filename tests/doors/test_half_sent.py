"""Requests that arrive slowly, or never: others are served on."""

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest

from dengen.serving import Limits
from tests.doors.conftest import serving
from tests.doors.test_serve_attacked import GET, ask

MORE_THAN_THREADS = 100
POST = "POST /login/ HTTP/1.1\nHost: localhost\nConnection: close\n"
# With the cookie, or the form is refused without being read.
FORM = f"{POST}Cookie: csrftoken={32 * 'a'}\nContent-Type: application/x-www-form-urlencoded\n"
HALF = f"{FORM}Content-Length: 1000\n\nabc"


@pytest.fixture(scope="module")
def hasty(tmp_path_factory) -> Iterator[int]:
    """The port of a board that waits for no byte longer than a second."""
    with serving(tmp_path_factory.mktemp("hasty"), "Limits(silence_seconds=1)") as port:
        yield port


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Iterator[int]:
    """The port of a board that works on two requests at a time."""
    with serving(tmp_path_factory.mktemp("small"), "Limits(threads=2)") as port:
        yield port


@contextmanager
def begun(port: int, number: int, text: str) -> Iterator[list[socket.socket]]:
    """So many connections on which this was sent, and which stay open."""
    with ExitStack() as lines:
        opened = []
        for _number in range(number):
            line = socket.create_connection(("127.0.0.1", port), timeout=60)
            line.sendall(text.replace("\n", "\r\n").encode())
            opened.append(lines.enter_context(line))
        yield opened


@pytest.mark.parametrize("text", [HALF, "GET / HTTP/1.1\nHost: local"])
def test_more_half_sent_requests_than_there_are_threads_stop_nobody_else(port, text):
    with begun(port, MORE_THAN_THREADS, text):
        for _time in range(20):  # the first may still come before some of them
            assert ask(port, GET.format("/whence/")).startswith("HTTP/1.1 200")


def test_a_request_has_no_thread_before_its_body_is_whole(small):
    with begun(small, 8, HALF) as lines:  # fewer than one address may have
        assert ask(small, GET.format("/whence/")).startswith("HTTP/1.1 200")
        answered, _written, _odd = select.select(lines, [], [], 0)
        assert answered == []


def test_what_takes_turns_waits_without_a_thread_and_is_answered(tmp_path):
    limits = "Limits(threads=2, in_turn=frozenset({'/held/'}), turns=1, turn_seconds=60)"
    sent = "POST /held/ HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: 3\n\nabc"
    with serving(tmp_path, limits) as port, begun(port, 8, sent) as lines:
        assert ask(port, GET.format("/whence/")).startswith("HTTP/1.1 200")
        assert ask(port, GET.format("/let/")).startswith("HTTP/1.1 200")
        answers = [b"".join(iter(partial(line.recv, 65536), b"")) for line in lines]
    assert all(answer.startswith(b"HTTP/1.1 200") for answer in answers)


def test_a_turn_that_does_not_come_is_not_waited_for_without_end(tmp_path):
    limits = "Limits(threads=2, in_turn=frozenset({'/held/', '/body/'}), turns=1, turn_seconds=0.1)"
    held = "POST /held/ HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: 3\n\nabc"
    with serving(tmp_path, limits) as port, begun(port, 1, held):
        body = held.replace("/held/", "/body/")
        assert ask(port, body).startswith("HTTP/1.1 200")
        ask(port, GET.format("/let/"))


def test_a_body_of_which_nothing_more_comes_is_given_up(hasty):
    with begun(hasty, 1, HALF) as [line]:
        answer = b"".join(iter(lambda: line.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 408")
    assert "もう一度送信してください。" in answer


def test_one_address_has_only_so_many_bodies_on_their_way(port):
    most = Limits().of_one_address
    with begun(port, most + 1, HALF) as lines:
        [answered], _written, _odd = select.select(lines, [], [], 60)
        assert answered.recv(12) == b"HTTP/1.1 503"


@pytest.mark.parametrize("length", [24 * 2**20 + 1, 99999999999, 10**30])
def test_what_announces_more_than_the_board_takes_is_refused_though_nothing_comes(port, length):
    assert ask(port, f"{POST}Content-Length: {length}").startswith(("HTTP/1.1 413", "HTTP/1.1 400"))


def test_a_body_in_pieces_arrives_whole(port):
    chunks = "3\nlog\n6\nin_id=\n0\n\n"
    head = f"{POST.replace('/login/', '/body/')}Transfer-Encoding: chunked"
    answer = ask(port, head, iter([chunks.replace("\n", "\r\n").encode()]))
    assert answer.endswith("login_id=")
