"""Keyed hashes that outlive a change of the secret key, while the old one is a fallback."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


def keyed_hash(purpose: str, text: str) -> str:
    """Return what may be kept or sent for the text: only the board's key can make it."""
    return keyed_hashes(purpose, text)[0]


def keyed_hashes(purpose: str, text: str) -> list[str]:
    """Return that hash, and those of the same text under each key that is a fallback."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [salted_hmac(purpose, text, key, algorithm="sha256").hexdigest() for key in keys]


def is_hash_of(found: str, purpose: str, text: str) -> bool:
    """Return whether the hash is one of the text, without telling by the time where they differ."""
    return any(constant_time_compare(found, right) for right in keyed_hashes(purpose, text))
