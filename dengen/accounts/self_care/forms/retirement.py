"""Asking to end one's ID."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.authentication.forms.password import GraveForm
from dengen.ui.fields import LineField


class RetirementForm(GraveForm):
    """A reason if one likes, and a check against haste."""

    field_order = ("reason", "old_password", "understood")

    reason = LineField(
        label=_("理由（任意）"),
        max_length=1000,
        required=False,
        help_text=_("例：電力事業から撤退し、掲示板の利用が不要になったため"),
    )
    understood = forms.BooleanField(
        label=_("掲載中の情報がすべて削除され、この会員IDを二度と使えなくなることを理解しました"),
        error_messages={"required": _("内容をご確認のうえ、チェックを入れてください。")},
    )
