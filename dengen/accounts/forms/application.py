"""The form of a new registration (manual §2.1), in the manual's order."""

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.forms.captcha import CaptchaMixin
from dengen.accounts.models import Account, Application, LoginID, Terms
from dengen.accounts.models.login_id import SHAPE, canonical, shape_error, taken_error
from dengen.accounts.models.one_id_rule import check_one_id_rule
from dengen.accounts.models.person import Gender
from dengen.accounts.passwords import MAX_LENGTH
from dengen.japan.areas import PREFECTURES
from dengen.japan.corporate_numbers import clean_corporate_number
from dengen.ui.fields import (
    BusinessMailField,
    FullWidthField,
    KatakanaField,
    LineField,
    PhoneField,
    PostalCodeField,
)

SAME = "同上"


def attrs(**names: str) -> forms.TextInput:
    """A text input with these attributes."""
    return forms.TextInput(attrs=names)


def password_field(label: Any, hint: Any = "") -> forms.CharField:
    """A password is taken as it is: no stripping, no conversion."""
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("パスワードを入力してください。")},
    )


class ApplicationForm(CaptchaMixin, forms.Form):
    """Every field of the table in manual §2.1; `application()` is what it becomes."""

    address_status = ""  # what 住所自動入力 found, for people without scripts

    login_name = LineField(
        label=gettext_lazy("会員ID"),
        help_text=gettext_lazy(
            "半角の英字と数字で8文字以上32文字以内。大文字と小文字は区別しません。"
            "登録後の変更はできません。過去に削除されたIDは使えません。"
        ),
        widget=attrs(autocomplete="username", autocapitalize="none", spellcheck="false"),
    )
    password = password_field(
        gettext_lazy("パスワード"),
        gettext_lazy("半角で8文字以上。英字と数字の両方を入れてください。記号も使えます。"),
    )
    password_again = password_field(gettext_lazy("パスワード（確認）"))
    family_name = FullWidthField(
        label=gettext_lazy("姓"), max_length=40, widget=attrs(autocomplete="family-name")
    )
    given_name = FullWidthField(
        label=gettext_lazy("名"), max_length=40, widget=attrs(autocomplete="given-name")
    )
    family_kana = KatakanaField(label=gettext_lazy("フリガナ（セイ）"), max_length=40)
    given_kana = KatakanaField(label=gettext_lazy("フリガナ（メイ）"), max_length=40)
    gender = forms.ChoiceField(
        label=gettext_lazy("性別（任意）"),
        choices=[("", gettext_lazy("回答しない")), *Gender.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    email = BusinessMailField(
        label=gettext_lazy("メールアドレス1"),
        help_text=gettext_lazy(
            "受付や承認の結果をお送りします。フリーメールや携帯電話会社のアドレスは使えません。"
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    email2 = BusinessMailField(label=gettext_lazy("メールアドレス2（任意）"), required=False)
    postal_code = PostalCodeField(
        label=gettext_lazy("郵便番号"),
        help_text=gettext_lazy("ハイフンなしの7桁（例：1000001）"),
        widget=attrs(autocomplete="postal-code", inputmode="numeric"),
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
            "全角（例：千代田区大手町１－２－３）。半角の文字は全角に直します。"
        ),
        widget=attrs(autocomplete="street-address"),
    )
    building = FullWidthField(label=gettext_lazy("建物名（任意）"), max_length=100, required=False)
    phone = PhoneField(label=gettext_lazy("電話番号"), help_text=gettext_lazy("例：03-1234-5678"))
    fax = PhoneField(
        label=gettext_lazy("FAX番号（任意）"),
        help_text=gettext_lazy("例：03-1234-5678"),
        required=False,
    )
    mobile = PhoneField(
        label=gettext_lazy("携帯電話（任意）"),
        help_text=gettext_lazy("例：090-1234-5678"),
        required=False,
    )
    organization_name = FullWidthField(
        label=gettext_lazy("勤務先会社名"),
        max_length=100,
        help_text=gettext_lazy("事業者の正式名称（例：みなと電力株式会社）"),
        widget=attrs(autocomplete="organization"),
    )
    corporate_number = LineField(
        label=gettext_lazy("法人番号（任意）"),
        help_text=gettext_lazy("13桁の数字。登録の重複を防ぐために使います。"),
        required=False,
        convert=clean_corporate_number,
        error_messages={
            "converted": gettext_lazy(
                "法人番号が正しくありません。13桁の数字をもう一度お確かめください。"
            )
        },
        widget=attrs(inputmode="numeric"),
    )
    work_address = FullWidthField(
        label=gettext_lazy("勤務先住所"),
        max_length=300,
        help_text=gettext_lazy("担当者情報の住所と同じ場合は「同上」と入力してください。"),
    )
    work_phone = PhoneField(
        label=gettext_lazy("勤務先電話番号（任意）"),
        help_text=gettext_lazy("担当者情報の電話番号と異なる場合だけ入力してください。"),
        required=False,
    )
    terms = forms.ModelChoiceField(Terms.objects.all(), widget=forms.HiddenInput)
    consent = forms.BooleanField(
        label=gettext_lazy("利用規約に同意し、入力した情報が正確であることを保証します"),
        error_messages={
            "required": gettext_lazy(
                "利用規約をお読みのうえ、同意する場合はチェックを入れてください。"
            )
        },
    )

    def clean_login_name(self) -> str:
        """The ID as typed; refused at once if it is misshapen or taken."""
        typed = self.cleaned_data["login_name"]
        if not SHAPE.fullmatch(typed):
            raise ValidationError(shape_error(typed))
        if LoginID.is_taken(typed):
            raise ValidationError(taken_error())
        return typed

    def clean_password(self) -> str:
        """A password that keeps every rule."""
        password = self.cleaned_data["password"]
        if len(password) > MAX_LENGTH:  # what follows takes time with every character
            raise ValidationError(_("パスワードは8文字以上128文字以内で入力してください。"))
        validate_password(password, Account(login_id=self._canonical_id()))
        return password

    def clean_password_again(self) -> str:
        """The same password once more."""
        again = self.cleaned_data["password_again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("2つのパスワードが異なります。同じものを入力してください。"))
        return again

    def clean_terms(self) -> Terms:
        """The version that was shown; a newer one must be read first."""
        shown, current = self.cleaned_data["terms"], Terms.objects.current()
        if shown != current:
            raise ValidationError(_("利用規約が改定されました。新しい利用規約をお読みください。"))
        return shown

    def clean(self) -> dict[str, Any]:
        """One ID per business and person; then the captcha."""
        super().clean()
        try:
            check_one_id_rule(self.application())
        except ValidationError as error:
            for field, messages in error.error_dict.items():
                if field in self.cleaned_data:
                    self.add_error(field, messages)
        self.check_captcha()
        return self.cleaned_data

    def application(self) -> Application:
        """The application, unsaved, of what is valid so far."""
        skipped = {"password", "password_again", "consent", *self.captcha_fields}
        values = {k: v for k, v in self.cleaned_data.items() if k not in skipped}
        return Application(**values)

    def to_keep(self) -> dict[str, Any]:
        """What waits for the confirmation; the password only as a hash."""
        kept = {k: v for k, v in self.cleaned_data.items() if not k.startswith("password")}
        kept = {k: v for k, v in kept.items() if k not in self.captcha_fields}
        return kept | {
            "terms": kept["terms"].pk,
            "password_hash": make_password(self.cleaned_data["password"]),
        }

    def _canonical_id(self) -> str:
        return canonical(self.cleaned_data.get("login_name", ""))
