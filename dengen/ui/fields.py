"""Form fields that take Japanese as it is typed; what can't be converted is explained."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from dengen.japan.digits import digits_of
from dengen.japan.lengths import ROOM, beginning_of, check_length, check_marks, too_long
from dengen.japan.mail_addresses import clean_mail_address
from dengen.japan.phones import clean_phone
from dengen.japan.width import clean_text, is_full_width, is_katakana, to_full_width, to_katakana
from dengen.ui.numbers import number_in

POSTAL_DIGITS = 7
MOST_ROWS = 200
TYPED_LIMIT = 20_000  # nothing longer is looked at, or shown again, in a field of one line


# For hidden fields, whose errors nobody can mend where they stand.
OUTDATED_PAGE = dict.fromkeys(
    ("invalid", "required", "invalid_choice", "max_length"),
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
        """Return what was typed, cut where nobody reads on."""
        shown = super().bound_data(data, initial)
        return shown[: self.shown_limit] if isinstance(shown, str) else shown


class LineField(ShownAgain, forms.CharField):
    """One line of text; `convert` makes of it what is kept, or raises `ValueError`."""

    default_error_messages = {
        "required": gettext_lazy("入力してください。"),
        "converted": gettext_lazy("正しい形式で入力してください。"),
    }

    def __init__(
        self,
        *,
        convert: Callable[[str], str] | None = None,
        max_length: int | None = None,
        **options: Any,
    ) -> None:
        self.convert = convert
        # Not the framework's: a browser's maxlength cuts 𠮷 in halves and counts it twice.
        self.longest = max_length or TYPED_LIMIT
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Return the cleaned and converted text."""
        value = str(value or "")
        if len(value) > TYPED_LIMIT:
            raise ValidationError(too_long(self.longest), code="max_length")
        text = self._converted(" ".join(clean_text(value).split("\n")))
        check_length(text, self.longest)
        check_marks(text)
        return text

    def _converted(self, text: str) -> str:
        if not text or self.convert is None:
            return text
        try:
            return self.convert(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["converted"], code="converted") from error


class SearchField(LineField):
    """A word that is looked for: what is too long is cut, for whoever drops it finds everything."""

    def to_python(self, value: Any) -> str:
        """Return the beginning of what was typed."""
        return super().to_python(beginning_of(str(value or "")[: self.shown_limit], self.longest))


class TextField(ShownAgain, forms.CharField):
    """Text of several lines, cleaned; `max_length` as people count, line breaks as one each."""

    widget = forms.Textarea
    shown_limit = 100_000
    default_error_messages = {"required": gettext_lazy("入力してください。")}

    def __init__(self, *, max_length: int, **options: Any) -> None:
        self.longest = max_length
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Return the cleaned text; refused before it is looked at if it is far too long."""
        value = str(value or "")
        if len(value) > 2 * ROOM * self.longest:
            raise ValidationError(too_long(self.longest), code="max_length")
        text = clean_text(value)
        check_length(text, self.longest)
        return text


class HiddenTextField(forms.CharField):
    """What a script or the page itself has filled in."""

    widget = forms.HiddenInput
    default_error_messages = {**OUTDATED_PAGE}


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


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows by their keys; what can be no key is passed over: a database would refuse it."""

    def clean(self, value: Any) -> Any:
        """Return the rows that were chosen."""
        keys = [key for key in value or () if number_in(str(key)) is not None]
        return super().clean(keys[:MOST_ROWS])
