"""The captcha's fields: a proof of work that the browser does, or else a question."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from dengen.accounts.applications.captcha import captcha
from dengen.japan.width import to_half_width
from dengen.ui.fields import HiddenTextField, LineField
from dengen.ui.forgetting import ForgettingForm


class CaptchaMixin(ForgettingForm):
    """Mixin of forms that robots should not send.

    A right answer stays in the form while other errors are mended, so that nobody is asked twice:
    `is_human` says so. `spend_captcha()` uses it up; call it before looking up for a visitor what
    others have registered.
    """

    captcha_fields = ("captcha_proof", "captcha_token", "captcha_answer")

    captcha_proof = HiddenTextField(required=False, max_length=4000)
    captcha_token = HiddenTextField(required=False, max_length=1000)
    captcha_answer = LineField(
        label=gettext_lazy("画像認証に代わる質問"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name not in self.captcha_fields])
        self._solved = ""
        self.question = captcha.new_question()
        self.fields["captcha_answer"].help_text = self.question.text

    @property
    def is_human(self) -> bool:
        """Whether the form holds a right answer that was not used up."""
        return bool(self._solved)

    @property
    def challenge(self) -> str:
        """A fresh proof of work for the browser, as JSON."""
        return captcha.new_challenge()

    def check_captcha(self) -> None:
        """Add an error beside the question unless one of the two was solved."""
        proof = self.cleaned_data.get("captcha_proof", "")
        token = self.cleaned_data.get("captcha_token", "")
        answer = to_half_width(self.cleaned_data.get("captcha_answer", ""))
        self._solved = captcha.proved(proof) or captcha.answered(token, answer)
        if not self._solved:
            self._ask_again()

    def spend_captcha(self) -> bool:
        """Use the answer up, so that the next form asks anew; False if somebody was faster."""
        is_first = captcha.use_up(self._solved)
        self.forget_captcha()
        if not is_first:
            self._ask_again()
        return is_first

    def forget_captcha(self) -> None:
        """Forget the answer, so that the form asks anew."""
        self._solved = ""
        for name in self.captcha_fields:
            self.forget(name)

    def _ask_again(self) -> None:
        self.add_error("captcha_answer", ValidationError(captcha.not_solved()))
        self.forget("captcha_answer")  # the next question is another one
