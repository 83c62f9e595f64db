"""Form fields that take names, numbers and addresses as Japanese people type them."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from dengen.japan.digits import digits_of
from dengen.japan.mail_addresses import clean_mail_address
from dengen.japan.phones import clean_phone
from dengen.japan.width import is_full_width, is_katakana, to_full_width, to_katakana
from dengen.ui.fields import LineField

POSTAL_DIGITS = 7


def full_width(text: str) -> str:
    """Return the text in full width; raise `ValueError` if something can't be widened."""
    wide = to_full_width(text)
    if not is_full_width(wide):
        raise ValueError(text)
    return wide


def katakana(text: str) -> str:
    """Return the text in full-width katakana; `ValueError` if it has anything else."""
    kana = to_katakana(text)
    if not is_katakana(kana):
        raise ValueError(text)
    return kana


def postal_code(text: str) -> str:
    """Return seven digits; raise `ValueError` otherwise."""
    digits = digits_of(text.replace("〒", ""))
    if len(digits) != POSTAL_DIGITS:
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
    """03-1234-5678, typed in any width and with any dash.

    The `example` stands in the hint, unless another one is given, and in the error.
    """

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel"})

    def __init__(self, *, example: str = "03-1234-5678", **options: Any) -> None:
        told = gettext_lazy(
            "番号が正しくありません。{example} のように、最初の0から入力してください。"
        )
        errors = {"converted": format_lazy(told, example=example)}
        hint = format_lazy(gettext_lazy("例：{example}"), example=example)
        super().__init__(
            convert=clean_phone, error_messages=errors, **{"help_text": hint} | options
        )


class PostalCodeField(LineField):
    """Seven digits; a hyphen that was typed all the same does no harm."""

    def __init__(self, **options: Any) -> None:
        errors = {
            "converted": gettext_lazy(
                "郵便番号は、ハイフンなしの7桁の数字で入力してください（例：1000001）。"
            )
        }
        super().__init__(convert=postal_code, error_messages=errors, **options)


class MailField(LineField):
    """A mail address; full-width letters are narrowed."""

    widget = forms.EmailInput

    def to_python(self, value: Any) -> str:
        """Return the address as it is kept."""
        typed = super().to_python(value)
        return clean_mail_address(typed) if typed else ""
