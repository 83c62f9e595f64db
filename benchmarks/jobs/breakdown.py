"""Where the time of a page goes: every layer is timed without those within it."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any
from unittest.mock import patch

from django.core.handlers.base import BaseHandler
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.module_loading import import_string

from benchmarks.jobs.client import WARM_UP, forget, logged_in

# What is timed, by the name of its layer; what a board doesn't have is left out.
LAYERS = {
    "session": ["dengen.accounts.authentication.sessions.store.SessionStore.load"],
    "user": ["dengen.accounts.authentication.middleware.current_account.current_account"],
    "template": ["django.template.backends.django.Template.render"],
    "compression": [
        "django.middleware.gzip.compress_string",
        "django.middleware.gzip.compress_sequence",
        "dengen.ui.pieces._pack",
    ],
}
REST, VIEW, QUERIES = "middleware and the rest", "view, forms and models", "queries"


class Stopwatch:
    """Counts for one layer at a time: entering another one interrupts it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._layers: list[str] = []
        self._since = 0.0

    @contextmanager
    def within(self, layer: str) -> Iterator[None]:
        """Yield; the time goes to this layer until the block ends or another begins in it."""
        self._count()
        self._layers.append(layer)
        try:
            yield
        finally:
            self._count()
            self._layers.pop()

    def around(self, layer: str, function: Callable) -> Callable:
        """Return the function, counted for the layer."""

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            with self.within(layer):
                return function(*args, **kwargs)

        return counted

    def _count(self) -> None:
        now = time.perf_counter()
        if self._layers:
            self.seconds[self._layers[-1]] += now - self._since
        self._since = now


def job(path: str, times: int, *, is_kept: bool) -> dict[str, float]:
    """Return milliseconds a request, by layer, of a page that was kept or is made anew."""
    watch = Stopwatch()
    with ExitStack() as stack:
        for layer, targets in LAYERS.items():
            for target in targets:
                _time(stack, watch, layer, target)
        _time_views(stack, watch)
        stack.enter_context(patch.object(connection, "make_cursor", _cursor(watch)))
        client = logged_in(is_console=False)
        for number in range(times + WARM_UP):
            if not is_kept:
                forget()
            if number == WARM_UP:
                watch.seconds.clear()
            with watch.within(REST):
                client.get(path)
    order = [REST, "session", "user", VIEW, QUERIES, "template", "compression"]
    return {layer: 1000 * watch.seconds[layer] / times for layer in order if layer in watch.seconds}


def _time(stack: ExitStack, watch: Stopwatch, layer: str, target: str) -> None:
    try:
        function = _find(target)
    except (ImportError, AttributeError):
        return
    stack.enter_context(patch(target, watch.around(layer, function)))


def _find(target: str) -> Callable:
    parent, _dot, name = target.rpartition(".")
    try:
        return import_string(target)
    except ImportError:
        return getattr(import_string(parent), name)


def _time_views(stack: ExitStack, watch: Stopwatch) -> None:
    original = BaseHandler.make_view_atomic

    def make(handler: BaseHandler, view: Callable) -> Callable:
        return watch.around(VIEW, original(handler, view))

    stack.enter_context(patch.object(BaseHandler, "make_view_atomic", make))


def _cursor(watch: Stopwatch) -> Callable:
    """Return a timed cursor: SQLite works when rows are fetched as much as when asked."""

    class Timed(CursorWrapper):
        pass

    for name in ("execute", "executemany"):
        setattr(Timed, name, watch.around(QUERIES, getattr(CursorWrapper, name)))
    for name in ("fetchone", "fetchmany", "fetchall"):
        setattr(Timed, name, watch.around(QUERIES, _passed_on(name)))
    return lambda cursor: Timed(cursor, connection)


def _passed_on(name: str) -> Callable:
    return lambda wrapper, *args: getattr(wrapper.cursor, name)(*args)
