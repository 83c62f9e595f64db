"""Whoever hangs up in the middle of a long answer leaves nobody at work on the rest of it."""

from itertools import dropwhile

from tests.doors.test_half_sent import begun
from tests.doors.test_serve_attacked import GET, ask


def test_the_rest_of_an_answer_is_not_made_for_who_has_hung_up(port):
    with begun(port, 1, f"{GET.format('/long/')}\n\n") as [line]:
        assert line.recv(12) == b"HTTP/1.1 200"
    states = (ask(port, GET.format("/made/")).rpartition("\r\n")[2] for _time in range(20_000))
    assert next(dropwhile("going on".__eq__, states)) == "stopped"


def test_who_reads_to_the_end_gets_all_of_a_long_answer(port):
    with begun(port, 1, f"{GET.format('/long/')}\n\n") as [line]:
        answer = b"".join(iter(lambda: line.recv(2**20), b""))
    assert answer.partition(b"\r\n\r\n")[2].count(b"x") == 2**26
