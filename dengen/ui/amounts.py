"""The field for an amount, which all forms share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.japan.typed_amounts import typed_amount
from dengen.ui.fields import ShownAgain


class AmountInput(forms.TextInput):
    """Shows an amount as people read it."""

    def format_value(self, value: Any) -> str | None:
        """Return it with its commas; what was typed stays as it is."""
        return f"{value:,}" if isinstance(value, int) else super().format_value(value)


class AmountField(ShownAgain, forms.Field):
    """A whole number of units, from `lowest` to `highest`, typed as people write it."""

    widget = AmountInput
    default_error_messages = {"required": gettext_lazy("入力してください。")}

    def __init__(self, *, unit: str, lowest: int, highest: int, **options: Any) -> None:
        self.unit, self.lowest, self.highest = unit, lowest, highest
        told = gettext_lazy("{unit}を単位とする整数で入力してください（例：12,000 または 1.2万）。")
        hint = gettext_lazy("例：12,000 または 1.2万")
        errors = {"invalid": format_lazy(told, unit=unit)}
        super().__init__(error_messages=errors, **{"help_text": hint} | options)

    def to_python(self, value: Any) -> int | None:
        """Return the amount, or None where nothing was typed."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            amount = typed_amount(text, self.unit)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not self.lowest <= amount <= self.highest:
            raise ValidationError(self._out_of_range(), code="out_of_range")
        return amount

    def _out_of_range(self) -> str:
        ends = {"lowest": f"{self.lowest:,}", "highest": f"{self.highest:,}{self.unit}"}
        return _("%(lowest)s〜%(highest)sの範囲で入力してください。") % ends
