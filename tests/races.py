"""Many at the same moment: threads with connections of their own; and what is taken back."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


def at_once(count: int, act: Callable[[int], Any]) -> list[Any]:
    """What `act(number)` returned, or the exception it raised, for all numbers at once."""
    start = threading.Barrier(count)

    def run(number: int) -> Any:
        try:
            start.wait()
            return act(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that ends as if nothing had been done, as around a test of Django's.

    What insists that no transaction is open doesn't mind it.
    """
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        yield
        transaction.set_rollback(True)
