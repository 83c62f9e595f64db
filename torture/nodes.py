"""A browser whose requests go to whichever node answers: what a proxy in front of them does."""

import http.client
import itertools
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from http import HTTPStatus

from benchmarks.browser import Browser

BOARD = "board.test"  # the name that people type; every node answers to it


class Nodes(Browser):
    """`done`: when each step that went well was begun, when it was answered, and by which node.

    `silences`: how often a node gave no answer, or an error, and another one was asked.
    """

    patience = 20  # as a proxy's

    def __init__(self, nodes: Sequence[str]) -> None:
        super().__init__(f"http://{BOARD}")
        self.done: list[tuple[float, float, str]] = []
        self.silences = 0
        self._count, self._order = len(nodes), itertools.cycle(nodes)
        self._node = ""

    def send(self, path: str, **fields: str) -> tuple[int, str]:
        """Send as a browser does, and note it down."""
        began = time.monotonic()
        status, where = super().send(path, **fields)
        if status == HTTPStatus.FOUND and not where.startswith("/login/"):
            self.done.append((began, time.monotonic(), self._node))
        return status, where

    def _open(
        self, path: str, data: bytes | None, *handlers: urllib.request.BaseHandler
    ) -> http.client.HTTPResponse:
        for _try in range(self._count):
            self._node = next(self._order)
            to_node = urllib.request.ProxyHandler({"http": self._node})
            try:
                return super()._open(path, data, to_node, *handlers)
            except urllib.error.HTTPError as answer:
                if answer.code < HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise
                answer.close()
            except (OSError, http.client.HTTPException):
                pass
            self.silences += 1
        raise ConnectionError("no node answers")
