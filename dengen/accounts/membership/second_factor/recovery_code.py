"""リカバリーコード: for the day on which the phone is lost; each is good once."""

import unicodedata

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string

from dengen.keyed import keyed_hashes

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
HALF = 5


class RecoveryCode(models.Model):
    """A code that wasn't used yet, so that only who has it on paper can tell it."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


def new_codes() -> list[str]:
    """Return ten codes as they are shown."""
    return [f"{_half()}-{_half()}" for _ in range(CODES)]


def digest(account_pk: int, code: str) -> str:
    """Return what is kept of a code."""
    return digests(account_pk, code)[0]


def digests(account_pk: int, code: str) -> list[str]:
    """Return present and former digests; width, case, hyphens and spaces do not count."""
    typed = unicodedata.normalize("NFKC", code).lower()
    letters = "".join(letter for letter in typed if letter in LETTERS)
    return keyed_hashes("dengen.recovery-code", f"{account_pk}:{letters}")


def _half() -> str:
    return get_random_string(HALF, LETTERS)
