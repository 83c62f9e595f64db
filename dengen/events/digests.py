"""Keyed digests of events: nobody who has only the database can make one that fits."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from dengen.events.models import Event


def signature(event: Event) -> str:
    """Return what vouches for an event until its seal does: made by `record()` alone."""
    return _keyed("event", _content(event))


def link(number: int, previous: str, event: Event, secret: str | None = None) -> str:
    """Return the digest of the seal of that number: of its event, and of all seals before it.

    It is made with the board's key, or with another `secret` to see whether that one made it.
    """
    return _keyed("seal", number, previous, _content(event), secret=secret)


def private_digest(values: dict[str, Any], salt: str) -> str:
    """Return what proves an event's private particulars without telling anything of them."""
    return _keyed("private", salt, _as_kept(values))


def key_mark() -> str:
    """Return what identifies the board's key of seals and tells nothing else about it."""
    return _keyed("key")


def is_same(one: str, other: str) -> bool:
    """Return whether two digests are equal, in a time that doesn't tell where they differ."""
    return hmac.compare_digest(one, other)


class AcknowledgementDigest:
    """A digest over many seals and their events, for a step that acknowledges them as they are."""

    def __init__(self) -> None:
        self._digest = hmac.new(_key(None), b"cover", "sha256")

    def add(self, digest: str, event: Event) -> None:
        """Add one more of them, in order."""
        self._digest.update(_as_text([digest, _content(event)]))

    def hexdigest(self) -> str:
        """Return that of all so far."""
        return self._digest.hexdigest()


def _content(event: Event) -> list[object]:
    particulars = _as_kept(event.particulars)
    return [
        event.pk,
        event.name,
        event.subject_type,
        event.subject_id,
        event.actor_id,
        particulars,
        event.channel,
        event.address,
        event.request_id,
        event.occurred_at.astimezone(UTC).isoformat(),
    ]


def _as_kept(values: dict[str, Any]) -> dict[str, Any]:
    # Once through JSON: a moment or a translated word reads then as the database gives it back.
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def _keyed(*parts: object, secret: str | None = None) -> str:
    return hmac.digest(_key(secret), _as_text(parts), "sha256").hex()


def _as_text(parts: Sequence[object]) -> bytes:
    return json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()


def _key(secret: str | None) -> bytes:
    secret = secret or settings.SEAL_KEY or settings.SECRET_KEY
    return hashlib.sha256(f"dengen.events.seal:{secret}".encode()).digest()
