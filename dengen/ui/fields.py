"""Form fields that take Japanese as it is typed; what can't be converted is explained."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from dengen.japan.lengths import (
    POINTS_PER_CHARACTER,
    beginning_of,
    check_length,
    check_marks,
    too_long,
)
from dengen.japan.width import clean_text
from dengen.ui.numbers import number_in

MOST_ROWS = 200
TYPED_LIMIT = 20_000  # nothing longer is looked at, or shown again, in a field of one line


# For hidden fields, whose errors nobody can mend where they stand.
OUTDATED_PAGE = dict.fromkeys(
    ("invalid", "required", "invalid_choice", "max_length"),
    gettext_lazy("画面の内容が古くなっています。画面を開き直して、もう一度お試しください。"),
)


class ShownAgain(forms.Field):
    """Mixin: limits what is shown again beside an error, as ten megabytes can't be.

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
        if len(value) > 2 * POINTS_PER_CHARACTER * self.longest:
            raise ValidationError(too_long(self.longest), code="max_length")
        text = clean_text(value)
        check_length(text, self.longest)
        return text


class HiddenTextField(forms.CharField):
    """What a script or the page itself has filled in."""

    widget = forms.HiddenInput
    default_error_messages = {**OUTDATED_PAGE}


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows by their keys; what can be no key is passed over: a database would refuse it."""

    def clean(self, value: Any) -> Any:
        """Return the rows that were chosen."""
        keys = [key for key in value or () if number_in(str(key)) is not None]
        return super().clean(keys[:MOST_ROWS])
