"""What an administrator types about a colleague."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengen.accounts.membership.role import STAFF
from dengen.console.forms.member import TakingAwayForm
from dengen.japan.person_names import check_name
from dengen.japan.width import to_half_width
from dengen.ui.fields import LineField
from dengen.ui.japanese_fields import MailField

ROLES = [(role.value, role.label) for role in STAFF]


class RoleForm(forms.Form):
    """One of the staff's roles."""

    role = forms.ChoiceField(
        label=_("役割"),
        choices=ROLES,
        help_text=_(
            "審査担当は審査を行います。管理者は、審査に加えて職員や掲示板の設定を管理します。"
            "監査担当は閲覧だけができます。"
        ),
        error_messages={"required": _("役割を選んでください。")},
    )


class InvitationForm(RoleForm):
    """Who is to join the staff; the login ID's shape and freedom are the verb's to check."""

    name = LineField(label=_("氏名"), max_length=40, validators=[check_name])
    email = MailField(label=_("メールアドレス"))
    login_name = LineField(
        label=_("会員ID"),
        convert=to_half_width,
        help_text=_("半角の英字と数字で8文字以上32文字以内。後から変更できません。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    field_order = ["name", "email", "login_name", "role"]


class EndForm(TakingAwayForm):
    """Why, and a check against haste."""

    understood = forms.BooleanField(
        label=_("ログインできなくなり、元に戻せないことを理解しました"),
        error_messages={"required": _("内容をご確認のうえ、チェックを入れてください。")},
    )
