"""Whose name for a request is believed."""

from typing import Any

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from dengen.events.proxies import believing_proxies

# As in dengen.wsgi, whose import makes a web process of this one.
application = believing_proxies(get_wsgi_application(), settings.TRUSTED_PROXIES, untold="http")
pytestmark = pytest.mark.django_db
NAME = "01JD3Z-proxy.77_a"


def id_of(address: str, name: str, **more: Any) -> str:
    """The id in the answer, when that address sends the name."""
    environ = RequestFactory().get("/no-such-page/").environ
    environ |= {"REMOTE_ADDR": address, "HTTP_X_REQUEST_ID": name, **more}
    headers: dict[str, str] = {}
    answer = application(environ, lambda _status, all_headers: headers.update(all_headers))
    answer.close()
    return headers["X-Request-ID"]


def test_a_request_name_from_a_configured_proxy_is_believed():
    assert id_of("127.0.0.1", NAME) == NAME
    assert id_of("127.0.0.1", NAME, HTTP_X_FORWARDED_FOR="198.51.100.7") == NAME


def test_a_request_name_from_anybody_else_is_not_believed():
    assert id_of("198.51.100.7", NAME) != NAME
    assert id_of("198.51.100.7", NAME, HTTP_X_FORWARDED_FOR="127.0.0.1") != NAME


@pytest.mark.parametrize(
    "name", ["short", "x" * 41, "with space 1", "line\nbreak-1", "日本語のなまえです"]
)
def test_only_what_looks_like_a_request_name_is_believed(name):
    assert id_of("127.0.0.1", name) != name
