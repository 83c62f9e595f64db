"""勤務先情報, the third part of the registration (manual §2.1)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from dengen.japan.corporate_numbers import clean_corporate_number
from dengen.japan.ditto import DITTO, is_ditto
from dengen.japan.organization_names import check_business_name
from dengen.ui.fields import LineField
from dengen.ui.japanese_fields import FullWidthField, PhoneField


class BusinessForm(forms.Form):
    """The business that the person works for."""

    organization_name = FullWidthField(
        label=gettext_lazy("勤務先会社名"),
        max_length=100,
        validators=[check_business_name],
        help_text=gettext_lazy("事業者の正式名称を入力してください（例：みなと電力株式会社）。"),
        autocomplete="organization",
    )
    corporate_number = LineField(
        label=gettext_lazy("法人番号（任意）"),
        help_text=gettext_lazy("13桁の数字です。登録の重複を防ぐために使います。"),
        required=False,
        convert=clean_corporate_number,
        error_messages={
            "converted": gettext_lazy(
                "法人番号が正しくありません。13桁の数字をもう一度ご確認ください。"
            )
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class WorkPhoneField(PhoneField):
    """A phone number; none where it is said to be the same as above."""

    def to_python(self, value: Any) -> str:
        """Return the number, or ""."""
        return "" if is_ditto(str(value or "")[: self.shown_limit]) else super().to_python(value)


class WorkAddressForm(forms.Form):
    """Where the business is."""

    work_address = FullWidthField(
        label=gettext_lazy("勤務先住所"),
        max_length=300,
        help_text=gettext_lazy("担当者情報の住所と同じ場合は「同上」と入力してください。"),
    )
    work_phone = WorkPhoneField(
        label=gettext_lazy("勤務先電話番号（任意）"),
        help_text=gettext_lazy("担当者情報の電話番号と異なる場合だけ入力してください。"),
        required=False,
        autocomplete="work tel",
    )

    def clean_work_address(self) -> str:
        """Return the work address, or one word if it is the same address."""
        address = self.cleaned_data["work_address"]
        return DITTO if is_ditto(address) else address

    def clean_work_phone(self) -> str:
        """Return it only when it differs from the person's."""
        number = self.cleaned_data["work_phone"]
        return "" if number == self.cleaned_data.get("phone") else number


class WorkplaceForm(WorkAddressForm, BusinessForm):
    """The whole 勤務先情報."""
