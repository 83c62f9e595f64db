"""What a registered value must be, whoever hands it in (manual §2.1)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def refuse_free_mail(address: str) -> None:
    """Raises `ValidationError` for free and disposable mail and for mobile carriers'.

    The operator's own list has the last word.
    """
    from dengen.accounts.models.mail_domain import Treatment, treatment_of  # noqa: PLC0415 - models need this first

    if treatment_of(address) == Treatment.REFUSED:
        raise ValidationError(
            _(
                "フリーメールや携帯電話会社のメールアドレスは使えません。"
                "事業者のメールアドレスを入力してください。"
            ),
            code="free_mail",
        )
