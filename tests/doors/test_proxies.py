"""The board behind the proxies of deploy/, which run here as an administrator would run them."""

import http.client
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.doors.conftest import free_port, wait_for
from tests.programs import find_program
from tests.structure.test_deploy import DEPLOY, caddys_own, without_certificates

pytestmark = pytest.mark.needs_programs
FORGED = "6.6.6.6"
MORE_THAN_THREADS = 100  # of the board


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxy(request, port, tmp_path_factory) -> Iterator[int]:
    """The port of one in front of the board."""
    name = request.param
    program = find_program(name)
    folder, own = tmp_path_factory.mktemp(name), free_port()
    command = (_nginx if name == "nginx" else _caddy)(program, folder, own, port)
    environment = os.environ | {"HOME": str(folder), "DENGEN_UPSTREAM": f"127.0.0.1:{port}"}
    environment |= caddys_own(program) if name == "caddy" else {}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_for(own)
        _wait_until_it_passes_on(own)
        yield own
    finally:
        process.terminate()
        process.wait(30)


def _nginx(program: str, folder: Path, own: int, board: int) -> list[str]:
    text = without_certificates((DEPLOY / "nginx" / "dengen.conf").read_text("utf-8"), folder)
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{board}")
    text = re.sub(r"listen \[::\]:\d+;|listen 80;", "", text)
    text = text.replace("listen 443;", f"listen 127.0.0.1:{own};")
    text = re.sub(r"server \{\s*server_name \S+;\s*return 301[^}]*\}", "", text)
    (folder / "nginx.conf").write_text(f"daemon off; {text}")
    return [program, "-c", str(folder / "nginx.conf")]


def _caddy(program: str, folder: Path, own: int, _board: int) -> list[str]:
    text = (DEPLOY / "caddy" / "Caddyfile").read_text("utf-8")
    text = text.replace("{$DENGEN_HOST} {", f"http://localhost:{own} {{")
    text = text.replace("{$DENGEN_HOST}", "localhost").replace("{\n", "{\nadmin off\n", 1)
    (folder / "Caddyfile").write_text(text)
    return [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def _wait_until_it_passes_on(port: int) -> None:
    for _time in range(100):
        if believed(port)[0] == 200:
            return
    raise TimeoutError(port)


def believed(port: int, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """The status, and the name, the scheme and the address that the board believes."""
    return ask(port, "/whence/", headers or {})


def ask(port: int, path: str, headers: dict[str, str]) -> tuple[int, str]:
    """The status and the text."""
    with closing(http.client.HTTPConnection("localhost", port, timeout=10)) as line:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize(
    "name", ["X-Forwarded-For", "X_Forwarded_For", "X-Forwarded_For", "X_FORWARDED-FOR"]
)
def test_no_visitor_can_forge_an_address(proxy, name):
    status, told = believed(proxy, {name: FORGED})
    assert status == 200
    assert told.endswith(" 127.0.0.1")


@pytest.mark.parametrize("name", ["X-Forwarded-Proto", "X_Forwarded_Proto", "X-Forwarded_Proto"])
def test_no_scheme_that_a_visitor_claims_is_believed(proxy, name):
    assert " http " in believed(proxy, {name: "https"})[1]


@pytest.mark.parametrize("name", ["X-Request-ID", "X_Request_ID", "X-Request_ID"])
def test_no_name_of_a_request_that_a_visitor_claims_is_believed(proxy, name):
    told = believed(proxy, {name: "of-my-own-choice"})[1]
    assert not told.startswith(("of-my-own-choice", "unnamed"))


def test_whoever_sends_slowly_holds_no_place_at_the_board(proxy):
    form = "\r\n".join(
        [
            "POST /login/ HTTP/1.1",
            "Host: localhost",
            f"Cookie: csrftoken={32 * 'a'}",  # without it the body would not even be read
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: 1000",
            "",
            "login_id=",
        ]
    )
    with ExitStack() as slow:
        for _number in range(MORE_THAN_THREADS):
            line = slow.enter_context(socket.create_connection(("localhost", proxy)))
            line.sendall(form.encode())
        assert [believed(proxy)[0] for _time in range(20)] == [200] * 20


def test_what_prometheus_asks_is_nobody_elses_business(proxy):
    assert ask(proxy, "/metrics", {})[0] == 404
