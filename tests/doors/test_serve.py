"""`dengen serve`, started and stopped."""

import secrets
import socket
import subprocess
import sys
import time

import pytest

from tests.doors.test_cli import ROOT, clean_environment


@pytest.fixture
def server(tmp_path):
    """The server's process, as soon as its port is open: its workers still start."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = clean_environment() | {
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
        "DENGEN_DATA_DIR": str(tmp_path),
    }
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


def test_it_stops_when_told_so_while_it_starts(server):
    server.terminate()
    _said, log = server.communicate(timeout=30)
    assert server.returncode == 0
    assert "threads" not in log  # that they are many is meant, and no warning
