"""`dengen serve`, started and stopped."""

import json
import secrets
import socket
import subprocess
import sys
import time

import pytest

from tests.doors.new_boards import make_board
from tests.doors.test_cli import ROOT, clean_environment, dengen


@pytest.fixture
def server(tmp_path):
    """The server's process, as soon as its port is open: its workers still start."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
        "DENGEN_DATA_DIR": str(tmp_path),
    }
    make_board(tmp_path)
    assert dengen("manage", "collectstatic", "--noinput", **environment).returncode == 0
    environment |= clean_environment()
    process = subprocess.Popen(
        [sys.executable, "-m", "dengen", "serve", "--port", str(port)],
        env=environment,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert process.poll() is None
        time.sleep(0.01)
    yield process
    process.kill()
    process.wait()


def test_the_server_says_where_it_listens_and_stops_when_told_so_while_it_starts(server):
    server.terminate()
    _said, log = server.communicate(timeout=30)
    assert server.returncode == 0
    began = json.loads(log.splitlines()[0])
    assert began["message"] == "the web begins"
    assert began["address"].startswith("http://127.0.0.1:")
    assert began["workers"] == 2
    assert "threads" not in log  # that they are many is meant, and no warning


def test_without_static_files_it_says_what_to_run(tmp_path):
    result = dengen("serve", DENGEN_SECRET_KEY="k1" * 30, DENGEN_DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    assert result.stderr == "Error: Static files are missing or old: run `dengen migrate`.\n"


def test_without_tables_it_says_what_to_run(tmp_path):
    ours = {"DENGEN_SECRET_KEY": "k1" * 30, "DENGEN_DATA_DIR": str(tmp_path)}
    dengen("manage", "collectstatic", "--noinput", **ours)
    assert "Tables are missing or old: run `dengen migrate`." in dengen("serve", **ours).stderr


def serve_at(port: int, folder, *more: str) -> subprocess.CompletedProcess:
    """What `dengen serve` says where only the port matters: there is no board to serve."""
    ours = {"DENGEN_SECRET_KEY": "k1" * 30, "DENGEN_DATA_DIR": str(folder)}
    return dengen("serve", "--port", str(port), *more, **ours)


def test_a_port_that_another_board_shares_is_refused_in_one_line(tmp_path):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as granian does
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = serve_at(port, tmp_path)
    assert result.returncode == 1
    assert result.stderr == (
        f"Error: Port {port} of 127.0.0.1 can't be used (Address already in use).\n"
    )


def test_a_demo_that_strangers_reach_is_not_served(tmp_path):
    ours = {"DENGEN_SECRET_KEY": "k1" * 30, "DENGEN_DATA_DIR": str(tmp_path), "DENGEN_DEMO": "on"}
    result = dengen("serve", DENGEN_SITE_URL="https://board.kikan.jp", **ours)
    assert result.returncode == 1
    assert result.stderr.startswith("Error: DENGEN_DEMO is on")


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_that_is_not_this_machines_is_refused_in_one_line(host, tmp_path):
    result = serve_at(0, tmp_path, "--host", host)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert f"Port 0 of {host} can't be used" in result.stderr


def test_a_port_that_was_left_a_moment_ago_is_taken_again(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as former:
        port = former.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            former.accept()[0].close()  # who closes first keeps the address for a minute
    assert "Static files are missing" in serve_at(port, tmp_path).stderr
