"""What administrators type into a notice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.membership.notice import TEXT_LENGTH
from dengen.accounts.models import Notice
from dengen.ui.dates import DayField
from dengen.ui.fields import LineField, TextField


class NoticeForm(forms.ModelForm):
    """A notice; its rules are the verb's."""

    title = LineField(label=_("件名"), max_length=100)
    start_on = DayField(label=_("掲示開始日"))
    text = TextField(
        label=_("本文"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("本文を入力してください。")},
    )
    end_on = DayField(
        label=_("掲示終了日（任意）"),
        after="start_on",
        required=False,
        help_text=_("空欄の場合は、取り下げるまで掲示します。"),
    )

    class Meta:
        model = Notice
        fields = ("title", "text", "start_on", "end_on")
