"""Mail addresses: which ones can be written to, told in words that help.

`email-validator` knows the syntax that mail servers really take, and domains that lead nowhere. It
asks no server.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from dengen.japan.width import DASHES, clean_text, to_half_width

ADDRESS_LENGTH = 254  # characters (RFC 5321)
# As programs copy an address: 山田 太郎 <tanto@example.co.jp>, mailto:tanto@example.co.jp.
COPIED = re.compile(r"[^<>@]*<([^<>]*)>|mailto:([^?]*)(?:\?.*)?", re.IGNORECASE)
NOWHERE = {*SPECIAL_USE_DOMAIN_NAMES, "example"}
DASH_IN_DOMAIN = re.compile(f"(?<![\\u3041-\\u30fa]){DASHES.pattern}")  # ー in エナジー.jp is none


def clean_mail_address(text: str) -> str:
    """Return the address in half width, its domain in small letters; raise `ValidationError`."""
    typed = to_half_width(clean_text(text)).strip()
    if copied := COPIED.fullmatch(typed):
        typed = (copied[1] or copied[2] or "").strip()
    if len(typed) > ADDRESS_LENGTH:
        raise ValidationError(
            _("%(limit)d文字以内で入力してください。") % {"limit": ADDRESS_LENGTH}
        )
    for sign in "。、":
        if sign in typed:
            raise ValidationError(
                _("「%(sign)s」はメールアドレスに使えません。取り除いてください。")
                % {"sign": sign},
                code="invalid",
            )
    if any(c.isspace() for c in typed):
        raise ValidationError(
            _("メールアドレスに空白は使えません。取り除いてください。"), code="invalid"
        )
    if sign := _not_half_width(typed):
        raise ValidationError(
            _("「%(sign)s」はメールアドレスに使えません。半角の文字で入力してください。")
            % {"sign": sign},
            code="invalid",
        )
    if ending := _leads_nowhere(typed):
        raise ValidationError(
            _("「%(ending)s」で終わるアドレスには、インターネットからメールが届きません。")
            % {"ending": ending},
            code="invalid",
        )
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise ValidationError(
            _("メールアドレスの形が正しくありません（例：tanto@example.co.jp）。"), code="invalid"
        ) from None
    return found.normalized


def _not_half_width(typed: str) -> str:
    """Return the first character that no address has in its place, '' if there is none."""
    local, at, domain = typed.rpartition("@")
    strange = next((c for c in local if not c.isascii()), "")
    dash = DASH_IN_DOMAIN.search(domain) if at else None
    return strange or (dash[0] if dash else "")


def _leads_nowhere(typed: str) -> str:
    """Return the domain if it is one for tests or private networks (RFC 6761), else ''."""
    local, _at, domain = typed.lower().rpartition("@")
    ending = domain.rpartition(".")[2]
    return ending if local and ending in NOWHERE else ""


def is_same_address(one: str, other: str) -> bool:
    """Return whether both lead to one mailbox, as far as one can tell: case doesn't count."""
    return one.lower() == other.lower()


def check_mail_address(address: str) -> None:
    """Raise `ValidationError` unless it is an address as `clean_mail_address` returns one."""
    clean_mail_address(address)


class MailAddressField(models.EmailField):
    """A mail address that can be written to. To migrations it is an `EmailField`."""

    default_validators = [check_mail_address]

    def deconstruct(self) -> Any:
        """Deconstruct as Django's own: the validator is not the database's business."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs
