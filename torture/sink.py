"""The mail server's side: notes which mail it has accepted for whom, and when."""

import asyncio
import random
import threading
import time
from collections import defaultdict
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from benchmarks.servers import free_port

HANGING_SECONDS = 30
SLOWEST_SECONDS = 0.02  # between having the mail and saying so: there a kill makes a double


class Sink:
    """Listens until `close()`.

    `accepted_at` holds the moments of each Message-ID and recipient. While `hangs` is set it takes
    connections and mails, and says nothing.
    """

    def __init__(self, seed: int, address: str = "127.0.0.1") -> None:
        self.accepted_at: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.hangs = threading.Event()
        self.is_busy = threading.Event()
        self._random = random.Random(seed)
        self._controller = Controller(self, hostname=address, port=free_port())
        self._controller.start()
        self.url = f"smtp://{address}:{self._controller.port}"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        """Take a whole mail from aiosmtpd. It counts as accepted before anybody hears so."""
        if self.hangs.is_set():
            await asyncio.sleep(HANGING_SECONDS)
            return "451 too late"
        message_id = message_from_bytes(envelope.content)["Message-ID"]
        for recipient in envelope.rcpt_tos:
            self.accepted_at[message_id, recipient].append(time.monotonic())
        self.is_busy.set()
        await asyncio.sleep(self._random.uniform(0, SLOWEST_SECONDS))
        self.is_busy.clear()
        return "250 OK"

    def close(self) -> None:
        """Stop listening."""
        self._controller.stop()
