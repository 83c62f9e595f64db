"""What a registered value must be, whoever hands it in (manual §2.1)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dengen.japan.mail_domains import is_free_mail


def refuse_free_mail(address: str) -> None:
    """Raises `ValidationError` for free and disposable mail and for mobile carriers'."""
    if is_free_mail(address):
        raise ValidationError(
            _(
                "フリーメールや携帯電話会社のメールアドレスは使えません。"
                "事業者のメールアドレスを入力してください。"
            ),
            code="free_mail",
        )
