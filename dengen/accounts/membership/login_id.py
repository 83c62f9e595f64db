"""The catalogue of login IDs: one row for each that is taken, for ever (manual §2.1, §5.2)."""

import re
import unicodedata
from typing import Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Length, Lower
from django.utils.translation import gettext as _

from dengen import clock

TAKEN_CODE = "taken"  # the code of the error
LOGIN_ID_SHAPE = re.compile(r"[A-Za-z0-9]{8,32}", re.ASCII)

models.CharField.register_lookup(Length)


def canonical(typed: str) -> str:
    """Return the ID as it is compared: width, case and surrounding spaces do not count."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


class LoginID(models.Model):
    """A taken login ID. Only the denial of an application ever frees one.

    Accounts refer to their row with PROTECT and are never deleted, so an ID that was once a
    member's stays taken: the database sees to it.
    """

    canonical = models.CharField(max_length=32, primary_key=True)
    shown = models.CharField(max_length=32)
    taken_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(canonical=Lower("shown"), canonical__length__gte=8),
                name="login_id_is_canonical",
            )
        ]

    def __str__(self) -> str:
        return self.shown

    @classmethod
    def is_taken(cls, typed: str) -> bool:
        """Return whether the ID exists, waits for approval or was ever deleted."""
        return cls.objects.filter(pk=canonical(typed)).exists()

    @classmethod
    def claim(cls, typed: str) -> Self:
        """Take the ID; raise `ValidationError` on `login_name` if it is misshapen or taken."""
        if not LOGIN_ID_SHAPE.fullmatch(typed):
            raise ValidationError({"login_name": shape_error()})
        try:
            with transaction.atomic():
                return cls.objects.create(canonical=canonical(typed), shown=typed)
        except IntegrityError as error:
            raise ValidationError({"login_name": taken_error()}) from error


def shape_error() -> str:
    """Return what to tell someone who typed a misshapen ID."""
    return _("会員IDは、半角の英字と数字だけを使い、8文字以上32文字以内で入力してください。")


def taken_error() -> ValidationError:
    """Return what to tell someone whose ID is taken; it doesn't say by whom or whether still."""
    told = _(
        "この会員IDは使えません（使用中、審査中、または過去に削除されたID）。別の会員IDを入力してください。"
    )
    return ValidationError(told, code=TAKEN_CODE)
