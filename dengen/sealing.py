"""Encrypting a secret, so that a copy of the database doesn't tell it without the board's key."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"dengen.accounts.sealing"


def seal(secret: str) -> str:
    """Return the secret as it may be written into a table."""
    return _seals().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """Return the secret again; None if the board's key has changed since."""
    try:
        return _seals().decrypt(sealed).decode()
    except InvalidToken:
        return None


def reseal(sealed: str) -> str | None:
    """Return the secret encrypted with the present key; None if no key opens it."""
    if _can_open(_seal(settings.SECRET_KEY), sealed):
        return sealed
    secret = unseal(sealed)
    return None if secret is None else seal(secret)


def _can_open(key: Fernet, sealed: str) -> bool:
    try:
        key.decrypt(sealed)
    except InvalidToken:
        return False
    return True


def _seals() -> MultiFernet:
    return MultiFernet(
        [_seal(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _seal(key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
    return Fernet(urlsafe_b64encode(derived))
