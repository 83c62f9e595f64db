"""担当者の交代: whom to invite."""

from django.utils.translation import gettext_lazy as _

from dengen.accounts.authentication.forms.password import GraveForm
from dengen.accounts.membership.validators import refuse_free_mail
from dengen.ui.japanese_fields import MailField


class HandoverForm(GraveForm):
    """The successor's mail address."""

    field_order = ("email", "old_password")

    email = MailField(
        validators=[refuse_free_mail],
        label=_("後任の方のメールアドレス"),
        help_text=_(
            "このアドレスへ、お申し込みのためのリンクをお送りします。"
            "ご自身の登録アドレスとは別のアドレスを入力してください（フリーメールは使えません）。"
        ),
    )
