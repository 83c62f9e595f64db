"""担当者情報, the second part of the registration (manual §2.1)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from dengen.accounts.membership.person import Gender, check_addresses_differ
from dengen.accounts.membership.validators import refuse_free_mail
from dengen.japan.areas import PREFECTURES
from dengen.japan.person_names import check_name
from dengen.ui.japanese_fields import (
    FullWidthField,
    KatakanaField,
    MailField,
    PhoneField,
    PostalCodeField,
)


class NameForm(forms.Form):
    """The person in charge, who stays the same as long as the login ID."""

    family_name = FullWidthField(
        label=gettext_lazy("姓"),
        max_length=40,
        validators=[check_name],
        autocomplete="family-name",
    )
    given_name = FullWidthField(
        label=gettext_lazy("名"),
        max_length=40,
        validators=[check_name],
        autocomplete="given-name",
    )
    family_kana = KatakanaField(label=gettext_lazy("フリガナ（セイ）"), max_length=40)
    given_kana = KatakanaField(label=gettext_lazy("フリガナ（メイ）"), max_length=40)
    gender = forms.ChoiceField(
        label=gettext_lazy("性別（任意）"),
        choices=[("", gettext_lazy("回答しない")), *Gender.choices],
        required=False,
        widget=forms.RadioSelect,
    )


class ContactForm(forms.Form):
    """Where letters and calls reach the person."""

    email = MailField(
        validators=[refuse_free_mail],
        label=gettext_lazy("メールアドレス1"),
        help_text=gettext_lazy(
            "受付や承認の結果をお送りします。フリーメールや携帯電話会社のアドレスは使えません。"
        ),
        autocomplete="email",
    )
    email2 = MailField(
        validators=[refuse_free_mail],
        label=gettext_lazy("メールアドレス2（任意）"),
        required=False,
        autocomplete="email",
    )
    postal_code = PostalCodeField(
        label=gettext_lazy("郵便番号"),
        help_text=gettext_lazy("7桁の数字で入力してください（例：1000001）。"),
        autocomplete="postal-code",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    prefecture = forms.ChoiceField(
        label=gettext_lazy("都道府県"),
        choices=[("", gettext_lazy("選択してください")), *((name, name) for name in PREFECTURES)],
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
        error_messages={"required": gettext_lazy("都道府県を選択してください。")},
    )
    street = FullWidthField(
        label=gettext_lazy("市区町村・番地"),
        max_length=200,
        help_text=gettext_lazy(
            "全角で入力してください（例：千代田区大手町１－２－３）。半角の文字は全角に変換します。"
        ),
        autocomplete="address-line1",
    )
    building = FullWidthField(
        label=gettext_lazy("建物名（任意）"),
        max_length=100,
        required=False,
        autocomplete="address-line2",
    )
    phone = PhoneField(
        label=gettext_lazy("電話番号"),
        autocomplete="tel",
    )
    fax = PhoneField(
        label=gettext_lazy("FAX番号（任意）"),
        required=False,
        autocomplete="fax tel",
    )
    mobile = PhoneField(
        label=gettext_lazy("携帯電話（任意）"),
        example="090-1234-5678",
        required=False,
        autocomplete="mobile tel",
    )

    def clean(self) -> dict[str, Any]:
        """Check that two addresses are two."""
        values = super().clean() or self.cleaned_data
        if {"email", "email2"} <= values.keys():
            try:
                check_addresses_differ(values["email"], values["email2"])
            except ValidationError as error:
                self.add_error(None, error)
        return values


# Django takes the fields of the last base first.
class PersonForm(ContactForm, NameForm):
    """The whole 担当者情報."""
