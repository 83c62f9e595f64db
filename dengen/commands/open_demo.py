"""A demo shows all mails to whoever asks, so it must not be reached from elsewhere."""

from urllib.parse import urlsplit

from django.conf import settings

HERE = {"localhost", "127.0.0.1", "::1"}


def open_demo_fault() -> str:
    """Return what is wrong if this is a demo with another address than `dengen demo` gives it."""
    address = urlsplit(settings.SITE_URL)
    if not settings.DEMO or (address.scheme == "http" and address.hostname in HERE):
        return ""
    return (
        f"DENGEN_DEMO is on, and the board's address is {settings.SITE_URL} (DENGEN_SITE_URL): "
        "strangers could read all mails and their keys under /demo/mails/. Leave DENGEN_DEMO out."
    )
