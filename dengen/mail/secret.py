"""What only the recipient of a mail may read: links and passwords that open something once.

A `Secret` in a mail's context leaves a mark in the text that is kept; the secret itself is kept
sealed beside it until the mail has been sent or what it opens has ended (`Message.objects.
forget_secrets`), and no page of the board ever shows it.
"""

import json
import re
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from dengen.sealing import seal, unseal

MARK = re.compile(r"\[\[[0-9a-f]{32}\]\]")


class Secret:
    """A text that shows nothing of itself, whatever it is put into.

    `key` is the number of the one-time key that it carries, if it is one: with that it ends.
    """

    def __init__(self, text: str, key: int | None = None) -> None:
        self._text = text
        self.key = key
        self._mark = f"[[{uuid4().hex}]]"

    def __str__(self) -> str:
        return self._mark

    def reveal(self) -> str:
        """Return the text itself: for what hands it over to its recipient."""
        return self._text


def secrets_in(context: dict[str, Any], text: str) -> list[Secret]:
    """Return the secrets of the context that the text has marks of."""
    return [one for one in context.values() if isinstance(one, Secret) and str(one) in text]


def seal_secrets(secrets: list[Secret]) -> str:
    """Return them sealed; "" if there are none."""
    return seal(json.dumps({str(one): one.reveal() for one in secrets})) if secrets else ""


class SealedElsewhere(Exception):
    """The board's key is another one by now, and the former isn't among its fallbacks."""


def with_secrets(text: str, sealed: str) -> str:
    """Return the text with its secrets in place; raise `SealedElsewhere`.

    Where one was erased, for what it opened has ended, the text says so.
    """
    opened = unseal(sealed) if sealed else "{}"
    if opened is None:
        raise SealedElsewhere
    secrets = json.loads(opened)
    ended = _("（有効期限が過ぎたか、その後の手続きにより無効になったため、省略しました）")
    return MARK.sub(lambda mark: secrets.get(mark[0], ended), text)


def without_secrets(text: str) -> str:
    """Return the text as everybody else may read it."""
    return MARK.sub(_("（受信者だけにお知らせする内容）"), text)
