"""記載要綱 (manual §3.1): what a listing must say before it may be handed in."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dengen.japan.business_days import today
from dengen.listings.rich_text import MAX_LENGTH, plain_text

if TYPE_CHECKING:
    from dengen.listings.models.listing import Listing


def check_rules(listing: "Listing") -> None:
    """Raises `ValidationError` by field; fields that hold nothing yet are left to the form."""
    errors = {}
    if listing.start_on and listing.start_on < today():
        errors["start_on"] = _("開始日には、今日以降の日付を指定してください。")
    if listing.start_on and listing.end_on and listing.end_on < listing.start_on:
        errors["end_on"] = _("終了日には、開始日以降の日付を指定してください。")
    if not listing.contact_mail and not listing.contact_phone:
        errors["contact_mail"] = _(
            "問合せ先として、メールアドレスか電話番号のどちらかを入力してください。"
        )
    if errors:
        raise ValidationError(errors)


def check_length(html: str) -> None:
    """Raises `ValidationError` on `html` if ⑤, already cleaned, shows too many characters."""
    if len(plain_text(html)) > MAX_LENGTH:
        raise ValidationError({"html": too_much()})


def too_much() -> str:
    """What to tell someone who wrote too much in ⑤."""
    return _("%(limit)s文字以内で入力してください。") % {"limit": f"{MAX_LENGTH:,}"}
