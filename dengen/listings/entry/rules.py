"""記載要綱 (manual §3.1): what a listing must say before it may be handed in."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dengen.japan.business_days import today
from dengen.listings.rich_text import TooMuch, clean_rich_text

if TYPE_CHECKING:
    from dengen.listings.listing.fields import ListingFields


def check_rules(listing: "ListingFields") -> None:
    """Raise `ValidationError` by field; fields that hold nothing yet are left to the form."""
    errors = {}
    if listing.start_on and listing.start_on < today():
        errors["start_on"] = _("開始日には、本日以降の日付を指定してください。")
    if listing.start_on and listing.end_on and listing.end_on < listing.start_on:
        errors["end_on"] = _("終了日には、開始日以降の日付を指定してください。")
    if not listing.contact_mail and not listing.contact_phone:
        errors["contact_mail"] = _(
            "問合せ先として、メールアドレスか電話番号のどちらかを入力してください。"
        )
    if errors:
        raise ValidationError(errors)


def clean_notes(html: str) -> str:
    """Return ⑤ as it is kept; raise `ValidationError` on `html` if it is too much."""
    try:
        return clean_rich_text(html)
    except TooMuch as refusal:
        raise ValidationError({"html": ValidationError(str(refusal), code="max_length")}) from None
