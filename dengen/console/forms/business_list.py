"""What administrators choose and type when they take over a list of businesses."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dengen.accounts.applications.business_list import (
    LARGEST_FILE,
    UnreadableList,
    read_business_list,
    too_large,
)
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
        """Read the file into `found`, unless it is too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(too_large())
        try:
            self.found = read_business_list(file.read())
        except UnreadableList as trouble:
            raise forms.ValidationError(str(trouble)) from trouble
        return file


class RemovalForm(forms.Form):
    """How many businesses go, typed by the person who removes many; the verb checks it."""

    removed = LineField(
        label=_("名簿から除く件数"),
        max_length=20,
        error_messages={"required": _("名簿から除く件数を入力してください。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, is_asked: bool) -> None:
        super().__init__(*args)
        self.fields["removed"].required = is_asked
