"""Pages asked for within the process, and timed."""

import gc
import time
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.browser import MEMBER, REVIEWER
from dengen import bounded_cache, clock
from dengen.accounts.authentication.second_factor.proof import PROVEN_AT_KEY
from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account

WARM_UP = 2
PATIENCE, FEWEST = 5000, 3  # ms for one page; but so many times in any case


def forget() -> None:
    """Empty whatever keeps pages or parts of them, so that the next one is made anew."""
    bounded_cache.forget_all()


def logged_in(*, is_console: bool) -> Client:
    """Return a browser of the reviewer, with the second factor proven, or of a member."""
    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    login_id = canonical(REVIEWER if is_console else MEMBER)
    client.force_login(Account.objects.get(login_id=login_id))
    if is_console:
        session = client.session
        session[PROVEN_AT_KEY] = clock.now().isoformat()
        session.save()
    gc.freeze()  # as commands/serve.py does before it serves
    return client


def timed(client: Client, path: str, times: int) -> dict[str, Any]:
    """Return milliseconds each time, uncached, by clock and processor; raise if no page.

    And how many queries one takes.
    """
    waits: list[float] = []
    processor: list[float] = []
    for number in range(times + WARM_UP):
        forget()
        began, began_at = time.process_time(), time.perf_counter()
        response = client.get(path)
        if number >= WARM_UP:
            waits.append(1000 * (time.perf_counter() - began_at))
            processor.append(1000 * (time.process_time() - began))
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
        if len(waits) >= FEWEST and sum(waits) > PATIENCE:
            break
    forget()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return {"waits": waits, "processor": processor, "queries": len(queries)}
