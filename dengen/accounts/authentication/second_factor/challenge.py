"""What a browser's passkey signs: a random number that is kept in the session and used once."""

import os
from base64 import b64decode, b64encode

from django.http import HttpRequest

CHALLENGE_KEY = "challenge"
BYTES = 32


def challenge(request: HttpRequest) -> bytes:
    """Return the session's challenge, the same in all tabs until an answer comes."""
    kept = request.session.get(CHALLENGE_KEY)
    if kept is None:
        kept = request.session[CHALLENGE_KEY] = b64encode(os.urandom(BYTES)).decode()
    return b64decode(kept)


def take_challenge(request: HttpRequest) -> bytes:
    """Return the challenge, which no later answer can be to."""
    taken = challenge(request)
    del request.session[CHALLENGE_KEY]
    return taken
