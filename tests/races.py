"""Many at the same moment: threads with connections of their own; and what is taken back."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models, transaction


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


WAITS_FOR_ME = """
    SELECT EXISTS (SELECT FROM pg_locks
    WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))
"""
LOOK_AGAIN_SECONDS = 0.01


one_writer_at_a_time = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def again(row: models.Model) -> Any:
    """Return it as another process reads it."""
    return type(row)._base_manager.get(pk=row.pk)


def met(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What `second` returned or raised that began while `first`'s transaction was open.

    That one ends as soon as the other waits for it, or is over. Only PostgreSQL tells.
    """

    def act() -> Any:
        try:
            return second()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            first()
            begun = pool.submit(act)
            while not wait([begun], timeout=LOOK_AGAIN_SECONDS).done:
                cursor.execute(WAITS_FOR_ME)
                if cursor.fetchone()[0]:
                    break
        return begun.result()


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
