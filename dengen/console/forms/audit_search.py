"""The conditions by which the trail is searched; what they mean: audit/search.py."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.console.audit.kinds import KINDS, kinds_by_label
from dengen.console.audit.vocabulary import EVENTS
from dengen.console.forms.searching import SEARCH_LENGTH
from dengen.ui.fields import LineField
from dengen.ui.periods import PeriodForm

ANY_EVENT = [("", _("すべて"))]


class AuditSearchForm(PeriodForm):
    """Every condition is optional."""

    person = LineField(
        label=_("人"),
        help_text=_("会員ID・氏名・事業者名の一部を入力してください。"),
        required=False,
        max_length=SEARCH_LENGTH,
    )
    thing = LineField(
        label=_("対象"),
        help_text=_("番号だけ、または掲載のタイトル・会員ID・事業者名の一部を入力してください。"),
        required=False,
        max_length=SEARCH_LENGTH,
    )
    kind = forms.ChoiceField(
        label=_("対象の種類"),
        choices=[
            *ANY_EVENT,
            *((names[0], KINDS[names[0]].label) for names in kinds_by_label().values()),
        ],
        required=False,
    )
    name = forms.ChoiceField(label=_("操作"), choices=[*ANY_EVENT, *EVENTS.items()], required=False)

    field_order = ("person", "thing", "kind", "name", "first", "last")
