"""Which addresses of the board can be visited, and which only take what a form sends."""

from collections.abc import Callable, Iterator
from inspect import getclosurevars
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

SAFE_METHODS = {"GET", "HEAD"}  # that change nothing


def can_be_visited(address: str) -> bool:
    """Return whether there is a page to GET at that address of the board (path, query)."""
    try:
        view = resolve(urlsplit(address).path).func
    except (Resolver404, ValueError):
        return False
    return all("GET" in methods for methods in _allowed(view))


def methods_of(view: Callable) -> list[str]:
    """Return the methods that the view says it takes; none if it says nothing."""
    found = list(_allowed(view))
    return [method for method in found[0] if all(method in some for some in found)] if found else []


def _allowed(view: Callable | None) -> Iterator[list[str]]:
    """Return what `require_http_methods` and its kin, which leave no mark, were told."""
    while view is not None:
        methods = getclosurevars(view).nonlocals.get("request_method_list")
        if methods:
            yield methods
        view = getattr(view, "__wrapped__", None)
