"""What the operator's staff type."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dengen.accounts.business_list import LARGEST
from dengen.accounts.models import Notice
from dengen.accounts.models.denial_reason import REMARK
from dengen.accounts.models.mail_domain import Treatment
from dengen.accounts.models.suspendable import SUBJECT_LENGTH, TEXT_LENGTH
from dengen.listings.forms.dates import date_field
from dengen.listings.models import ReasonPreset
from dengen.ui.fields import LineField


class DenialForm(forms.Form):
    """A reason, remarks on single fields, and presets; what is too much is the verb's to say.

    A preset's text joins the reason, or the remark on its field: where scripts run, at once; else
    when the form is sent.
    """

    reason = forms.CharField(
        label=_("否認理由"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, desk: str, labels: Mapping
    ) -> None:
        super().__init__(data)
        self.desk, self.labels = desk, labels
        presets = ReasonPreset.objects.at(desk)
        self.fields["presets"] = forms.ModelMultipleChoiceField(presets, required=False)
        for name, label in labels.items():
            self.fields[REMARK + name] = forms.CharField(label=label, required=False)

    @property
    def why(self) -> dict[str, Any]:
        """The reason and the remarks, presets included, as the verbs take them."""
        reason = self.cleaned_data["reason"]
        remarks = {name: self.cleaned_data[REMARK + name] for name in self.labels}
        for preset in self.cleaned_data["presets"]:
            if preset.field in remarks:
                remarks[preset.field] = joined(remarks[preset.field], preset.text, "")
            else:
                reason = joined(reason, preset.text, "\n")
        return {"reason": reason, "remarks": {name: text for name, text in remarks.items() if text}}

    def merged(self) -> "DenialForm":
        """The form as it stands once the presets have become text; for valid ones."""
        data = {"reason": self.why["reason"]}
        data |= {REMARK + name: text for name, text in self.why["remarks"].items()}
        return DenialForm(data, desk=self.desk, labels=self.labels)

    @property
    def remark_fields(self) -> list[forms.BoundField]:
        """The inputs of the remarks."""
        return [self[REMARK + name] for name in self.labels]

    @property
    def has_remarks(self) -> bool:
        """Whether a remark was typed, so that the inputs must be in sight."""
        return any(field.value() or field.errors for field in self.remark_fields)

    @property
    def offered(self) -> list[ReasonPreset]:
        """The presets to choose from."""
        return list(ReasonPreset.objects.at(self.desk))

    @property
    def chosen(self) -> list[str]:
        """The presets that were chosen and are not yet text."""
        return [str(pk) for pk in self["presets"].value() or []]


class PasswordDenialForm(forms.Form):
    """Why a forgotten password can't be reset."""

    reason = forms.CharField(
        label=_("対応できない理由"),
        help_text=_("入力した理由は、そのまま会員にメールで送られます。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("対応できない理由を入力してください。")},
    )


class SuspensionForm(forms.Form):
    """A suspension carries a reason; its length is the verb's to check."""

    reason = forms.CharField(
        label=_("利用停止の理由"),
        help_text=_("入力した理由は、そのまま会員にメールで送られます。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("利用停止の理由を入力してください。")},
    )


class LetterForm(forms.Form):
    """A mail to a member in the operator's name."""

    subject = LineField(label=_("件名"), max_length=SUBJECT_LENGTH)
    text = forms.CharField(
        label=_("本文"),
        max_length=TEXT_LENGTH,
        help_text=_("宛名と署名は自動で付きます。"),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("本文を入力してください。")},
    )


class BusinessListForm(forms.Form):
    """A file of the list of eligible businesses."""

    file = forms.FileField(
        label=_("CSVファイル"),
        help_text=_(
            "1行目を見出し（事業者名、法人番号）にしてください。文字コードはUTF-8でもShift_JISでも読み込めます。"
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
        error_messages={
            "required": _("ファイルを選んでください。"),
            "empty": _("ファイルが空です。別のファイルを選んでください。"),
        },
    )
    replaces_all = forms.TypedChoiceField(
        label=_("取り込み方"),
        choices=[
            ("yes", _("名簿全体を置き換える（ファイルにない事業者は名簿から除く）")),
            ("no", _("名簿に追加・更新する（ファイルにない事業者は残す）")),
        ],
        coerce=lambda choice: choice == "yes",
        initial="yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("取り込み方を選んでください。")},
    )

    def clean_file(self) -> UploadedFile:
        """Refused before it is read if it is too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("ファイルが大きすぎます（20MBまで）。"))
        return file


class MailDomainForm(forms.Form):
    """A domain and what becomes of its addresses."""

    domain = LineField(label=_("ドメイン"), help_text=_("例：example.co.jp"), max_length=253)
    treatment = forms.ChoiceField(label=_("扱い"), choices=Treatment.choices)


class NoticeForm(forms.ModelForm):
    """A notice; its rules are the verb's."""

    title = LineField(label=_("件名"), max_length=100)
    start_on = date_field(_("掲示開始日"))
    end_on = date_field(
        _("掲示終了日（任意）"),
        required=False,
        help_text=_("空欄の場合は、取り下げるまで掲示します。"),
    )

    class Meta:
        model = Notice
        fields = ("title", "text", "start_on", "end_on")
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        error_messages = {"text": {"required": _("本文を入力してください。")}}


def joined(text: str, more: str, between: str) -> str:
    """Both, one after the other; the same only once."""
    return text if more in text else between.join(part for part in (text, more) if part)
