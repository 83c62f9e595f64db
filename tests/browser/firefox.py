"""Firefox, spoken to in WebDriver BiDi: Playwright drives only a Firefox of its own making."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

from tests.programs import find_program

NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
SECONDS = 60  # to start on a busy machine, or to answer


@contextmanager
def firefox(profile: Path) -> Iterator["Window"]:
    """Start Firefox with a fresh profile in this folder, and yield its window."""
    found = (shutil.which(name) for name in NAMES)
    path = next(filter(None, found), None) or find_program(NAMES[0])
    options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"]
    home = {**os.environ, "HOME": str(profile)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen([path, *options], text=True, env=home, **quiet) as process:
        try:
            said = (line.split("listening on ")[-1].strip() for line in process.stderr)
            address = next(line for line in said if line.startswith("ws://"))
            with connect(f"{address}/session", open_timeout=SECONDS, max_size=None) as socket:
                yield Window(socket)
        finally:
            process.terminate()


class Window:
    """One window: go to an address, evaluate a script, set its size and its cookies."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.asked, self.has_loaded = 0, False
        self.ask("session.new", capabilities={})
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params: object) -> dict:
        """Return the browser's answer to one command; fail with what it says if it refuses."""
        self.asked += 1
        self.has_loaded = False
        self.socket.send(json.dumps({"id": self.asked, "method": method, "params": params}))
        while (answer := self._hear()).get("id") != self.asked:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def leave(self, method: str, **params: object) -> None:
        """Ask for something that leads to another page, and wait until that has loaded."""
        self.ask("session.subscribe", events=["browsingContext.load"])
        self.ask(method, **params)
        while not self.has_loaded:
            self._hear()

    def press(self, selector: str) -> None:
        """Click the button that sends a form, and wait for the page that answers."""
        script = f"setTimeout(() => document.querySelector({json.dumps(selector)}).click())"
        here = {"context": self.context}
        self.leave("script.evaluate", expression=script, target=here, awaitPromise=False)

    def back(self) -> None:
        """Go back by one page."""
        self.leave("browsingContext.traverseHistory", context=self.context, delta=-1)

    def come_to_front(self) -> None:
        """Go on in a window that has the focus, as the first one of a headless Firefox never has.

        Without it keys are typed, but no button is pressed by them.
        """
        opened = self.ask("browsingContext.create", type="window", background=False)
        self.context = opened["context"]
        self.ask("browsingContext.activate", context=self.context)

    def set_size(self, width: int, height: int) -> None:
        """Set the width and height of the window's page, in CSS pixels."""
        size = {"width": width, "height": height}
        self.ask("browsingContext.setViewport", context=self.context, viewport=size)

    def set_cookie(self, name: str, value: str, url: str) -> None:
        """Give the browser a cookie of this address's host."""
        cookie = {
            "name": name,
            "value": {"type": "string", "value": value},
            "domain": urlsplit(url).hostname,
        }
        self.ask("storage.setCookie", cookie=cookie)

    def go(self, url: str) -> None:
        """Open this address and wait until it has loaded."""
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, expression: str) -> object:
        """Return what a script's expression gives, or promises, as JSON carries it."""
        answer = self.ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(JSON.stringify)",
            target={"context": self.context},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def _hear(self) -> dict:
        said = json.loads(self.socket.recv(SECONDS))
        self.has_loaded = self.has_loaded or said.get("method") == "browsingContext.load"
        return said
