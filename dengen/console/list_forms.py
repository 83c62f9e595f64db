"""What administrators type into the lists that they keep."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dengen.accounts.business_list import LARGEST, too_large
from dengen.accounts.models import Notice
from dengen.accounts.models.mail_domain import Treatment
from dengen.ui.dates import DayField
from dengen.ui.fields import LineField


class BusinessListForm(forms.Form):
    """A file of the list of eligible businesses."""

    file = forms.FileField(
        label=_("名簿のファイル"),
        help_text=_(
            "CSVまたはExcelブック（.xlsx、先頭のシート）を選んでください。「事業者名」の見出しが必要です。「法人番号」の列もあれば読み取ります（20MB、20万行まで）。"
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"}),
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
            raise forms.ValidationError(too_large())
        return file


class MailDomainForm(forms.Form):
    """A domain and what becomes of its addresses."""

    domain = LineField(label=_("ドメイン"), help_text=_("例：example.co.jp"), max_length=253)
    treatment = forms.ChoiceField(label=_("扱い"), choices=Treatment.choices)


class NoticeForm(forms.ModelForm):
    """A notice; its rules are the verb's."""

    title = LineField(label=_("件名"), max_length=100)
    start_on = DayField(label=_("掲示開始日"))
    end_on = DayField(
        label=_("掲示終了日（任意）"),
        required=False,
        help_text=_("空欄の場合は、取り下げるまで掲示します。"),
    )

    class Meta:
        model = Notice
        fields = ("title", "text", "start_on", "end_on")
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        error_messages = {"text": {"required": _("本文を入力してください。")}}
