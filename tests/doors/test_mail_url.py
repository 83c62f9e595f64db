"""The mailer that DENGEN_MAIL_URL builds."""

import socket
import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import mailers

from dengen.settings.mail_url import mailer_of

ADDRESSES = {
    "smtp://mail.example.jp:2525": ("mail.example.jp", 2525, "", "", False, False),
    "smtp+tls://user:p%40ss%2F1@mail.example.jp": (
        "mail.example.jp",
        587,
        "user",
        "p@ss/1",
        True,
        False,
    ),
    "smtp+ssl://user:secret@mail.example.jp": (
        "mail.example.jp",
        465,
        "user",
        "secret",
        False,
        True,
    ),
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_the_mail_server_is_talked_to_as_the_url_says(settings, url):
    settings.MAILERS = {"default": mailer_of(url, 15)}
    made = mailers.default
    told = (made.host, made.port, made.username or "", made.password or "")
    assert (*told, made.use_tls, made.use_ssl) == ADDRESSES[url]
    assert made.timeout == 15


def test_the_mail_server_is_waited_for_no_longer_than_told(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        settings.MAILERS = {"default": mailer_of(url, 0.1)}
        began = time.monotonic()
        with pytest.raises(OSError, match="timed out"):
            mailers.default.open()
        assert time.monotonic() - began < 10  # seconds; without a time-out it would be for ever


@pytest.mark.parametrize("url", ["mail.example.jp:587", "http://mail.example.jp", "smtp"])
def test_another_kind_of_address_is_refused_with_what_it_begins_with(url):
    with pytest.raises(ImproperlyConfigured, match=r"smtp\+tls://"):
        mailer_of(url, 15)
