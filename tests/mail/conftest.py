"""A real mail server, and a real worker process that talks to it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message as Email
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection


class Postbox:
    """The mail server's side: keeps what it accepted; `answer` decides what it says."""

    url = ""

    def __init__(self) -> None:
        self.mails: list[Email] = []
        self.answer: Callable[[], str] = lambda: "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        """Called by aiosmtpd with a whole mail."""
        answer = self.answer()
        if answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content))
        return answer


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server on a free port."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


def database_url() -> str:
    """The test database's address, for another process."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    host, password = quote(at["HOST"], safe=""), quote(at["PASSWORD"], safe="")
    return f"postgres://{at['USER']}:{password}@{host}:{at['PORT'] or 5432}/{at['NAME']}"


@pytest.fixture
def start_worker(postbox: Postbox) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts `dengen worker` on the test's database and mail server; stops it in the end."""
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        environment = os.environ | {
            "DENGEN_SECRET_KEY": settings.SECRET_KEY,
            "DENGEN_MAIL_URL": postbox.url,
            "DENGEN_MAIL_LEASE_SECONDS": "2",
            "DATABASE_URL": database_url(),
        }
        process = subprocess.Popen([sys.executable, "-m", "dengen", "worker"], env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
