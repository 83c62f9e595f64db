"""What the web server itself does with requests that no browser sends."""

import socket
from collections.abc import Iterator

import pytest

MEGABYTE = 2**20


def ask(port: int, head: str, body: Iterator[bytes] | None = None) -> str:
    """The whole answer to one request."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        for piece in body or ():
            line.sendall(piece)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    return answer.decode("utf-8", "replace")


GET = "GET {} HTTP/1.1\nHost: localhost\nConnection: close"


@pytest.mark.parametrize(
    "lines",
    [
        "X-Forwarded-For: 6.6.6.6, 192.0.2.1",
        "X-Forwarded-For: 6.6.6.6\nX-Forwarded-For: 192.0.2.1",  # as HAProxy adds its own
    ],
)
def test_of_several_lines_of_hops_the_last_hop_counts(port, lines):
    assert ask(port, f"{GET.format('/whence/')}\n{lines}").endswith("192.0.2.1")


@pytest.mark.parametrize("name", ["X_Forwarded_For", "X-Forwarded_For"])
def test_a_header_with_an_underscore_passes_for_none_with_a_hyphen(port, name):
    lines = f"X-Forwarded-For: 192.0.2.1\n{name}: 6.6.6.6"
    assert ask(port, f"{GET.format('/whence/')}\n{lines}").endswith("192.0.2.1")


def test_a_body_of_100_megabytes_is_answered_with_a_page(port):
    head = (
        "POST /login/ HTTP/1.1\nHost: localhost\nConnection: close\n"
        f"Content-Type: application/x-www-form-urlencoded\nContent-Length: {100 * MEGABYTE}"
    )
    answer = ask(port, head, (b"x" * MEGABYTE for _piece in range(100)))
    assert answer.startswith("HTTP/1.1 413")
    assert "送信された内容が大きすぎます" in answer


@pytest.mark.parametrize(
    "head",
    [
        "GET / HTTP/1.1",  # without a host
        "GET / HTTP/1.1\nHost: evil.example",
        "GET / HTTP/1.1\nHost: localhost:1@evil.example",
        "GET http://evil.example/ HTTP/1.1\nHost: evil.example",
        "POST /login/ HTTP/1.1\nHost: localhost\nContent-Length: 5\nContent-Length: 6",
        "POST /login/ HTTP/1.1\nHost: localhost\nContent-Length: -1",
        "GET / HTTP/1.1\nHost: localhost\nX: " + "a" * 1_000_000,
        "GET / HTTP/9.9\nHost: localhost",
        "\x00\x01\x02",
    ],
)
def test_what_is_no_proper_request_is_refused(port, head):
    with_end = head if "\x00" in head else f"{head}\nConnection: close"
    try:
        answer = ask(port, with_end)
    except ConnectionError:
        return  # it hung up: just as well
    assert answer == "" or answer.split()[1].startswith(("4", "5"))
    assert "Traceback" not in answer
    assert " 500 " not in answer.split("\r\n")[0]


CODECS = ["rot13", "hex", "base64", "zip", "bz2", "uu", "quopri", "no-such", "utf-8; charset=rot13"]


@pytest.mark.parametrize("charset", [*CODECS, '"rot13"', "utf-8; a*=rot13''b"])
def test_a_charset_that_is_none_is_not_looked_at(port, charset):
    form = '--x\r\nContent-Disposition: form-data; name="login_id"\r\n\r\na\r\n--x--\r\n'
    page = f"{GET.format('/login/?q=1')}\nContent-Type: text/plain; charset={charset}"
    assert ask(port, page).startswith("HTTP/1.1 200")
    head = (
        "POST /login/ HTTP/1.1\nHost: localhost\nConnection: close\n"
        f"Content-Length: {len(form)}\n"
        f"Content-Type: multipart/form-data; charset={charset}; boundary=x"
    )
    assert ask(port, head, iter([form.encode()])).startswith("HTTP/1.1 403")  # no token


def test_after_all_that_it_still_serves(port):
    assert ask(port, GET.format("/whence/")).startswith("HTTP/1.1 200")
