"""The test's own database, served by real processes."""

import http.client
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from tests import factories
from tests.doors.conftest import ROOT, free_port, wait_for

OWN = re.compile(r'name="(csrfmiddlewaretoken|seal)" value="([^"]+)"')
PATIENCE_SECONDS = 15  # less than a writer waits for a lock


@contextmanager
def served(url: str, workers: int = 1, log: Path | None = None, **more: str) -> Iterator[int]:
    """The port of `dengen serve`, with so many processes, on that database."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url,
        "DENGEN_SECRET_KEY": settings.SECRET_KEY,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "dengen", "serve", "--port", str(port)]
    command += ["--workers", str(workers)]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "static").mkdir()
        environment |= {"DENGEN_DATA_DIR": folder} | more
        with log.open("a") if log else nullcontext() as target:
            process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=target)
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(30)


class Visitor:
    """A browser that answers within the patience, or not at all."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.own: dict[str, str] = {}

    def log_in(self, login_id: str) -> "Visitor":
        self.get("/login/")
        login = {"login_id": login_id, "password": factories.PASSWORD}
        assert self.post("/login/", **login)[0] == 302
        return self

    def get(self, path: str) -> tuple[int, str]:
        """The status and the page."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """The same, after the form of the page before was sent."""
        return self._ask("POST", path, urlencode(fields | self.own))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _equals, text = cookie.partition(";")[0].partition("=")
            self.cookies[name] = text
        if found := OWN.findall(page):
            self.own = dict(found)
        connection.close()
        return answer.status, page
