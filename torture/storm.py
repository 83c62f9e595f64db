"""So many logins at once, again and again: each with another ID and a wrong password."""

import http.client
import multiprocessing
import re
import selectors
import socket
import urllib.parse
from collections import Counter
from contextlib import suppress
from multiprocessing.connection import Connection as Pipe
from typing import cast

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Storm:
    """A process of its own, from `start()` to `stop()`; the answers are counted by their status."""

    def __init__(self, port: int, connections: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_blow, args=(port, connections, other), daemon=True)

    def start(self) -> None:
        """Start; return once all have asked."""
        self._process.start()
        self._pipe.recv()

    def stop(self) -> Counter[str]:
        """Stop, and return the answers since the start."""
        self._pipe.send("stop")
        answers = self._pipe.recv()
        self._process.join(10)
        return answers


def _blow(port: int, connections: int, pipe: Pipe) -> None:
    cookie, token = _form(port)
    answers: Counter[str] = Counter()
    chooser, number = selectors.DefaultSelector(), 0
    for _one in range(connections):
        number = _ask(chooser, port, number, cookie, token)
    pipe.send("all have asked")
    while not pipe.poll():
        for key, _events in chooser.select(0.1):
            chooser.unregister(key.fileobj)
            answers[_answer(cast("socket.socket", key.fileobj))] += 1
            number = _ask(chooser, port, number, cookie, token)
    pipe.send(answers)


def _form(port: int) -> tuple[str, str]:
    """Return what a browser brings along that has seen the login page."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asked.request("GET", "/login/")
    answer = asked.getresponse()
    cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    return cookie, TOKEN.findall(answer.read().decode())[0]


def _ask(chooser: selectors.BaseSelector, port: int, number: int, cookie: str, token: str) -> int:
    fields = {"csrfmiddlewaretoken": token, "login_id": f"stranger{number}", "password": "wrong-1"}
    body = urllib.parse.urlencode(fields)
    lines = [
        "POST /login/ HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Cookie: {cookie}",
        "Connection: close",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    asked = socket.create_connection(("127.0.0.1", port), 60)
    asked.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
    chooser.register(asked, selectors.EVENT_READ)
    return number + 1


def _answer(asked: socket.socket) -> str:
    """Return the status; the body is read to its end."""
    received = b""
    with asked, suppress(OSError):
        while piece := asked.recv(65_536):
            received += piece
    return received[9:12].decode() or "none"
