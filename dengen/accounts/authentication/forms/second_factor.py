"""What somebody types, or a browser answers, to prove or to set up a second factor."""

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.authentication.second_factor.second_step import Way
from dengen.japan.width import to_half_width
from dengen.ui.fields import OUTDATED_PAGE, HiddenTextField, LineField

ANSWER_LIMIT = 20_000


def six_digits(text: str) -> str:
    """Return the code without spaces; `ValueError` if it isn't one."""
    digits = re.sub(r"[\s-]", "", to_half_width(text))
    if not re.fullmatch("[0-9]{6}", digits):
        raise ValueError(text)
    return digits


class CodeField(LineField):
    """認証アプリのコード, in any width, also in two groups of three."""

    def __init__(self, **options: Any) -> None:
        errors = {
            "required": gettext_lazy("アプリに表示されている6桁の数字を入力してください。"),
            "converted": gettext_lazy("6桁の数字を入力してください（例：123456）。"),
        }
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        super().__init__(
            label=gettext_lazy("確認コード"),
            help_text=gettext_lazy("認証アプリに表示されている6桁の数字を入力してください。"),
            convert=six_digits,
            error_messages=errors,
            widget=forms.TextInput(attrs=attributes),
            **options,
        )


class AppForm(forms.Form):
    """The first code, which shows that the app has the secret."""

    code = CodeField()


class PasskeyForm(forms.Form):
    """A name to tell it from others, and the browser's answer."""

    name = LineField(
        label=gettext_lazy("パスキーの名前"),
        help_text=gettext_lazy("後で見分けるための名前です（例：業務用パソコン、予備の鍵）。"),
        max_length=40,
        required=False,
    )
    answer = HiddenTextField(max_length=ANSWER_LIMIT, required=False)

    def clean_answer(self) -> dict[str, Any]:
        """Return what the browser answered."""
        try:
            return json.loads(self.cleaned_data["answer"])
        except (ValueError, RecursionError) as error:
            raise ValidationError(no_answer()) from error


class SecondStepForm(forms.Form):
    """One of three ways; `way` says which one was sent."""

    way = forms.ChoiceField(choices=Way, widget=forms.HiddenInput, error_messages=OUTDATED_PAGE)
    code = CodeField(required=False)
    recovery_code = LineField(
        label=gettext_lazy("リカバリーコード"),
        help_text=gettext_lazy(
            "控えておいたコードのうち、まだ使っていないものを入力してください（例：abcde-fghjk）。"
        ),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    answer = HiddenTextField(max_length=ANSWER_LIMIT, required=False)

    FIELDS = {Way.APP: "code", Way.PASSKEY: "answer", Way.RECOVERY_CODE: "recovery_code"}

    def clean(self) -> dict[str, Any]:
        """Check that the field of that way has something in it."""
        super().clean()
        name = self.field_of_way
        if not self.errors and not self.cleaned_data.get(name):
            self.add_error(None if name == "answer" else name, self._what_to_do())
        return self.cleaned_data

    @property
    def field_of_way(self) -> str:
        """The name of the field that was sent."""
        return self.FIELDS.get(self.cleaned_data.get("way", ""), "code")

    @property
    def proof(self) -> str:
        """What was typed or answered."""
        return self.cleaned_data[self.field_of_way]

    def _what_to_do(self) -> str:
        return {
            "code": _("アプリに表示されている6桁の数字を入力してください。"),
            "recovery_code": _("控えておいたリカバリーコードを入力してください。"),
            "answer": no_answer(),
        }[self.field_of_way]


def no_answer() -> str:
    """Return what to tell someone whose browser didn't ask for the passkey."""
    return _("パスキーを確認できませんでした。もう一度お試しいただくか、別の方法をお使いください。")
