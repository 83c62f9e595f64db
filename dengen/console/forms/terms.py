"""What administrators type for new terms of use."""

from datetime import timedelta
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.models import TermsDraft
from dengen.accounts.terms.checks import TERMS_LENGTH
from dengen.japan.business_days import today
from dengen.ui.dates import DayField
from dengen.ui.fields import OUTDATED_PAGE, TextField

NOTICE_DAYS = 14  # that the form proposes between the announcement and the day


class TermsDraftForm(forms.Form):
    """The text of the next terms, and the revision that it was made of."""

    text = TextField(
        label=_("利用規約の本文"),
        max_length=TERMS_LENGTH,
        help_text=_("条ごとに空の行で区切ります。各条の1行目は「第1条（目的）」のように書きます。"),
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": _("利用規約の本文を入力してください。")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, error_messages=OUTDATED_PAGE)

    def beside(self, draft: TermsDraft) -> Self:
        """Return the same text, now having read `draft`: keeping it overwrites that knowingly."""
        return type(self)(initial={"text": self.data.get("text"), "revision": draft.revision})


class PublicationForm(forms.Form):
    """From which day the draft applies."""

    effective_on = DayField(
        label=_("適用日"),
        since=today,
        help_text=_("この日の午前0時から適用されます。本日を選ぶと、公表と同時に適用されます。"),
        error_messages={"required": _("適用日を指定してください。")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, error_messages=OUTDATED_PAGE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["effective_on"].initial = today() + timedelta(days=NOTICE_DAYS)
