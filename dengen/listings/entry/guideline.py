"""記載要綱 (manual §3.1) as advice: what tends to lead to a question or a denial.

Nothing is refused for it. `rules.py` holds what must be so; this is what should be, for the poster
while writing and for the reviewer before reading.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from dengen.japan.business_days import add_months, today
from dengen.japan.organization_names import fold_organization_name
from dengen.japan.written_days import long_day
from dengen.listings.entry.telling_words import areas_named_in, is_personal, sides_named_in

if TYPE_CHECKING:
    from dengen.accounts.models import Account
    from dengen.listings.listing.listing import Listing

SOON_DAYS = 14  # days


@dataclass(frozen=True)
class Hint:
    """`field` is the field's name, `text` what should be looked at."""

    field: str
    text: str


def hints(listing: "Listing", member: "Account") -> list[Hint]:
    """Return what to look at again, in the fields' order; nothing when all is well."""
    found = [*_title(listing), *_gap(listing), *_period(listing), *_business(listing, member)]
    return [*found, *_contact(listing, member)]


def _title(listing: "Listing") -> list[Hint]:
    title, found = listing.title or "", []
    named, sides = areas_named_in(title), sides_named_in(title)
    if named and not listing.area:
        text = _("タイトルにエリアがあります。「④ 電源所在エリア」も選ぶと見つけやすくなります。")
        found.append(Hint("area", text))
    elif named and listing.area not in named:
        text = _("タイトルのエリアと「④ 電源所在エリア」が異なります。ご確認ください。")
        found.append(Hint("area", text))
    if listing.side and len(sides) == 1 and listing.side not in sides:
        text = _("タイトルと「① 希望の区分」が食い違っていないか、ご確認ください。")
        found.append(Hint("side", text))
    return found


def _gap(listing: "Listing") -> list[Hint]:
    """Return what is replaced goes at the approval, however late the new one begins."""
    start, old = listing.start_on, listing.goes_on_approval
    if not start or not old or not listing.is_ahead(today()):
        return []
    if old.is_over(today()) or old.start_on >= start:
        return []
    text = _(
        "掲載中の「%(title)s」（掲載期間：%(end)s）は承認と同時に削除され、この内容は%(start)sから表示されます。"
        "それまでの間は、どちらも表示されません。"
    )
    end = _("%(day)sまで") % {"day": long_day(old.end_on)} if old.end_on else _("終了日の指定なし")
    told = {"title": old.title, "end": end, "start": long_day(start)}
    return [Hint("start_on", text % told)]


def _period(listing: "Listing") -> list[Hint]:
    start, end = listing.start_on, listing.end_on
    if not start:
        return []
    if not end:
        return [Hint("end_on", _("終了日がありません。1年を目安に指定してください。"))]
    if end < today():
        return [Hint("end_on", _("掲載期間がすでに終わっています。承認しても表示されません。"))]
    if (end - today()).days < SOON_DAYS:
        return [
            Hint("end_on", _("終了日まで2週間を切っています。審査にかかる日数もご考慮ください。"))
        ]
    if end > add_months(start, settings.LISTING_PERIOD_MONTHS):
        return [Hint("end_on", _("終了日が1年より先です。1年を目安に指定してください。"))]
    return []


def _business(listing: "Listing", member: "Account") -> list[Hint]:
    name = listing.organization_name
    if not name or name == member.organization_name:
        return []
    if fold_organization_name(name) == member.folded_organization:
        text = _("登録されている勤務先会社名は「%(name)s」です。正式名称をご確認ください。")
    else:
        text = _("登録されている勤務先会社名「%(name)s」と異なります。")
    return [Hint("organization_name", text % {"name": member.organization_name})]


def _contact(listing: "Listing", member: "Account") -> list[Hint]:
    mail = (listing.contact_mail or "").lower()
    own = {address.lower() for address in member.addresses}
    if not mail or not is_personal(mail, own):
        return []
    text = _("個人のアドレスのようです。担当者が替わっても届く共有のアドレスを推奨します。")
    return [Hint("contact_mail", text)]
