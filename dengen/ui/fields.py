"""Form fields that take Japanese as it is typed; what can't be converted is explained."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.japan.phones import clean_phone
from dengen.japan.width import (
    clean_text,
    is_full_width,
    is_katakana,
    to_full_width,
    to_half_width,
    to_katakana,
)

TYPED_LIMIT = 20_000  # nothing longer is looked at, or shown again, in a field of one line


# For hidden fields, whose errors nobody can mend where they stand.
OUTDATED_PAGE = dict.fromkeys(
    ("invalid", "required", "invalid_choice"),
    gettext_lazy("画面の内容が古くなっています。画面を開き直して、もう一度お試しください。"),
)


class ShownAgain(forms.Field):
    """Mixin: what is shown again beside an error, which ten megabytes are not.

    `autocomplete`: which of the reader's own data the field takes (WCAG 1.3.5), in HTML's tokens.
    """

    shown_limit = TYPED_LIMIT

    def __init__(self, *, autocomplete: str = "", **options: Any) -> None:
        super().__init__(**options)
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, cut where nobody reads on."""
        shown = super().bound_data(data, initial)
        return shown[: self.shown_limit] if isinstance(shown, str) else shown


class LineField(ShownAgain, forms.CharField):
    """One line of text; `convert` makes of it what is kept, or raises `ValueError`."""

    default_error_messages = {
        "required": gettext_lazy("入力してください。"),
        "converted": gettext_lazy("正しい形式で入力してください。"),
    }

    def __init__(self, *, convert: Callable[[str], str] | None = None, **options: Any) -> None:
        self.convert = convert
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The cleaned and converted text."""
        value = str(value or "")
        if len(value) > TYPED_LIMIT:
            raise ValidationError(too_long(self.max_length or TYPED_LIMIT))
        text = " ".join(clean_text(value).split("\n"))
        if not text or self.convert is None:
            return text
        try:
            return self.convert(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["converted"], code="converted") from error


def too_long(limit: int) -> str:
    """What to tell someone who typed too much."""
    return _("%(limit)d文字以内で入力してください。") % {"limit": limit}


def full_width(text: str) -> str:
    """The text in full width; `ValueError` if something can't be widened."""
    wide = to_full_width(text)
    if not is_full_width(wide):
        raise ValueError(text)
    return wide


def katakana(text: str) -> str:
    """The text in full-width katakana; `ValueError` if it has anything else."""
    kana = to_katakana(text)
    if not is_katakana(kana):
        raise ValueError(text)
    return kana


def postal_code(text: str) -> str:
    """Seven digits; `ValueError` otherwise."""
    digits = to_half_width(text).replace("〒", "").replace("-", "").replace(" ", "")
    if not re.fullmatch("[0-9]{7}", digits):
        raise ValueError(text)
    return digits


class FullWidthField(LineField):
    """Half-width kana, letters and digits are widened (manual §2.1: 全角で入力)."""

    def __init__(self, **options: Any) -> None:
        errors = {"converted": gettext_lazy("全角文字で入力してください。")}
        super().__init__(convert=full_width, error_messages=errors, **options)


class KatakanaField(LineField):
    """Hiragana and half-width kana become full-width katakana."""

    def __init__(self, **options: Any) -> None:
        errors = {"converted": gettext_lazy("全角カタカナで入力してください（例：ヤマダ）。")}
        super().__init__(convert=katakana, error_messages=errors, **options)


class PhoneField(LineField):
    """03-1234-5678, typed in any width and with any dash."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel"})

    def __init__(self, **options: Any) -> None:
        errors = {
            "converted": gettext_lazy("03-1234-5678 のように、ハイフンを入れて入力してください。")
        }
        super().__init__(convert=clean_phone, error_messages=errors, **options)


class PostalCodeField(LineField):
    """Seven digits; a hyphen that was typed all the same does no harm."""

    def __init__(self, **options: Any) -> None:
        errors = {
            "converted": gettext_lazy(
                "郵便番号は、ハイフンなしの7桁の数字で入力してください（例：1000001）。"
            )
        }
        super().__init__(convert=postal_code, error_messages=errors, **options)


class MailField(ShownAgain, forms.EmailField):
    """A mail address; full-width letters are narrowed."""

    default_error_messages = {
        "required": gettext_lazy("入力してください。"),
        "invalid": gettext_lazy(
            "メールアドレスの形が正しくありません（例：tanto@example.co.jp）。"
        ),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=254, **options)

    def to_python(self, value: Any) -> str:
        """The address in half width."""
        value = str(value or "")
        if len(value) > TYPED_LIMIT:
            raise ValidationError(too_long(254))
        return to_half_width(clean_text(value)).replace(" ", "")
