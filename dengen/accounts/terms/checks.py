"""What the text of terms may be, and from which day they may apply."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dengen import clock
from dengen.japan.business_days import today
from dengen.japan.days import check_day
from dengen.japan.moments import start_of
from dengen.japan.width import clean_text

TERMS_LENGTH = 50_000  # characters


def clean_terms_text(text: str) -> str:
    """Return the text as it may be kept; `ValidationError` on `text` if it is empty or too long."""
    text = clean_text(text)
    if not text:
        raise ValidationError({"text": _("利用規約の本文を入力してください。")})
    if len(text) > TERMS_LENGTH:
        raise ValidationError(
            {
                "text": _("本文は%(limit)s文字以内で入力してください。")
                % {"limit": f"{TERMS_LENGTH:,}"}
            }
        )
    return text


def first_moment(day: date) -> datetime:
    """Return from when terms of that day apply; `ValidationError` if it has passed."""
    try:
        check_day(day)
    except ValidationError as refusal:
        raise ValidationError({"effective_on": refusal}) from None
    if day < today():
        raise ValidationError({"effective_on": _("適用日には、本日以降の日付を指定してください。")})
    return clock.now() if day == today() else start_of(day)
