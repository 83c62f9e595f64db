"""The form of a new registration (manual §2.1), in the manual's order."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.applications.application.application import Application
from dengen.accounts.applications.application.one_id_rule import check_one_id_rule
from dengen.accounts.applications.application.submission import FOLLOWING_BYTES
from dengen.accounts.applications.forms.captcha import CaptchaMixin
from dengen.accounts.applications.forms.credentials import CredentialsForm
from dengen.accounts.applications.forms.succession import SuccessionForm
from dengen.accounts.limits import LimitReached
from dengen.accounts.limits.room import BoardFull, check_room
from dengen.accounts.membership.forms.person import PersonForm
from dengen.accounts.membership.forms.workplace import WorkplaceForm
from dengen.accounts.terms.terms import Terms
from dengen.japan.written_days import long_moment
from dengen.ui.fields import OUTDATED_PAGE
from dengen.ui.forgetting import ForgettingForm


class ConsentForm(ForgettingForm):
    """利用規約: the version that was shown, and one check for agreeing and vouching."""

    terms = forms.ModelChoiceField(
        Terms.objects.all(),
        label=gettext_lazy("利用規約"),
        widget=forms.HiddenInput,
        error_messages=OUTDATED_PAGE,
    )
    consent = forms.BooleanField(
        label=gettext_lazy("利用規約に同意し、入力した情報が正確であることを保証します"),
        error_messages={
            "required": gettext_lazy(
                "利用規約をお読みのうえ、同意する場合はチェックを入れてください。"
            )
        },
    )

    def clean_terms(self) -> Terms:
        """Return the version that was shown; a newer one must be read first."""
        shown, current = self.cleaned_data["terms"], Terms.objects.current()
        if shown != current:
            raise ValidationError(
                _(
                    "利用規約が改定されました。新しい利用規約をお読みのうえ、もう一度チェックを入れてください。"
                )
            )
        return shown

    def show(self, terms: Terms | None) -> None:
        """Show these terms on the page; don't show a check that was made under others."""
        checked_under = str(self["terms"].value() or "")
        if terms is None or checked_under != str(terms.pk):
            self.forget("consent")


# Django takes the fields of the last base first.
class ApplicationForm(
    CaptchaMixin, ConsentForm, SuccessionForm, WorkplaceForm, PersonForm, CredentialsForm
):
    """Every field of the table in manual §2.1; `application()` is what it becomes."""

    address_status = ""  # what 住所自動入力 found, for people without scripts
    refusal: LimitReached | None = None  # when too many were sent from this network

    @property
    def asks_password_again(self) -> bool:
        """Whether a password was typed before, which isn't shown again."""
        before = self.data or self.initial
        return any(before.get(name) for name in ("password", "password_again", "password_hash"))

    def clean(self) -> dict[str, Any]:
        """Check the form itself first, and what others have registered last."""
        super().clean()
        try:
            self.check_captcha()
            if not self.errors and self.spend_captcha():
                self._look_up()
            if not self.errors:  # for what was filled in is kept until it is confirmed
                check_room(FOLLOWING_BYTES)
            if not self.errors:  # last, for it takes its time
                self.cleaned_data["password_hash"] = make_password(self.cleaned_data["password"])
        except LimitReached as refusal:
            self.refuse(refusal)
        return self.cleaned_data

    def refuse(self, refusal: LimitReached) -> None:
        """Say when to come back; nothing typed is lost."""
        self.refusal = refusal
        self.forget_captcha()
        self.add_error(None, too_many_applications(refusal))

    def show_errors(self, error: ValidationError) -> None:
        """Add what handing in ran into; the captcha is asked anew, without blame."""
        self.is_valid()
        self.errors.pop("captcha_answer", None)
        self.forget_captcha()
        for field, errors in error.error_dict.items():
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, errors)

    def _look_up(self) -> None:
        """Look up whether the ID or business is taken: told only to those who solved a captcha."""
        try:
            check_one_id_rule(self.application())
        except ValidationError as error:
            self.add_error(None, error)

    def application(self) -> Application:
        """Return the application, unsaved, of what is valid so far."""
        skipped = {
            "password",
            "password_again",
            "password_hash",
            "consent",
            *self.captcha_fields,
        }
        values = {k: v for k, v in self.cleaned_data.items() if k not in skipped}
        return Application(**values)

    def to_keep(self) -> dict[str, Any]:
        """Return what waits for the confirmation; the password only as a hash."""
        left_out = {"password", "password_again", *self.captcha_fields}
        kept = {k: v for k, v in self.cleaned_data.items() if k not in left_out}
        return kept | {
            "handover": self["handover"].value() or "",
            "terms": kept["terms"].pk,
        }


def too_many_applications(refusal: LimitReached) -> str:
    """Return when to try again."""
    if isinstance(refusal, BoardFull):
        return _(
            "お申し込みが集中しているため、受け付けを一時的に止めています。"
            "入力した内容はこの画面に残っています。しばらくしてから、もう一度お試しください。"
            "お急ぎの場合は、%(mail)s へご連絡ください。"
        ) % {"mail": settings.OPERATOR_MAIL}
    return _(
        "お使いのネットワークからのお申し込みが続いたため、受け付けを一時的に止めています。"
        "入力した内容はこの画面に残っています。%(moment)s以降に、もう一度お試しください。"
    ) % {"moment": long_moment(refusal.until)}
