"""What a registered value must be, whoever hands it in (manual §2.1)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def refuse_free_mail(address: str) -> None:
    """Raise `ValidationError` for free and disposable mail, mobile carriers', and refused domains.

    The operator's own list has the last word.
    """
    from dengen.accounts.membership.mail_domain import (  # noqa: PLC0415 - models need this first
        Treatment,
        is_refused_by_operator,
        treatment_of,
    )

    if treatment_of(address) != Treatment.REFUSED:
        return
    if is_refused_by_operator(address):
        refusal = _(
            "%(domain)s のメールアドレスは、この掲示板では使えません。"
            "他のメールアドレスを入力してください。"
        ) % {"domain": address.rpartition("@")[2]}
    else:
        refusal = _(
            "フリーメールや携帯電話会社のメールアドレスは使えません。"
            "事業者のメールアドレスを入力してください。"
        )
    raise ValidationError(refusal, code="refused_domain")
