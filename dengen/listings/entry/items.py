"""What a listing says (manual §3.1): title, period and ①–⑤, each declared once.

The columns, the form, the card, the detail page, the search, the template's reader, the comparison
of two listings, the remarks of a denial, drafts, the operator's tables, the mails' lines and the
erasure of personal data follow from here. The title is also what a listing is called: pages and
mails that only name it say `listing.title`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.japan.areas import NAMES, Area
from dengen.japan.organization_names import check_business_name
from dengen.japan.person_names import check_name
from dengen.japan.written_days import long_day
from dengen.listings.entry.item import (
    Group,
    Item,
    Mark,
    OnPaper,
    Part,
    Personal,
    Section,
    column_of,
)
from dengen.listings.entry.kinds import Choice, Day, Line, Mail, OptionalDay, Phone, RichText
from dengen.listings.entry.side import Side


def _area_mark(area: str, name: str) -> Mark:
    text = _("%(area)sエリア") % {"area": name} if area else _("エリア指定なし")
    return Mark(text, "muted small")


def _period(start: date, end: date | None) -> str:
    days = {"start": long_day(start), "end": long_day(end)}
    return (_("%(start)sから%(end)sまで") if end else _("%(start)sから（終了日の指定なし）")) % days


TITLE = Item(
    "title",
    Line(100),
    label=gettext_lazy("タイトル"),
    hint=gettext_lazy("わかりやすく付けてください（例：発電設備の売り希望（東京エリア））。"),
    on_paper=OnPaper("タイトル", "(?:掲載)?タイトル|件名"),
    personal=Personal.TEXT,
)
START_ON = Item(
    "start_on",
    Day(),
    label=gettext_lazy("開始日"),
    hint=gettext_lazy("本日以降を指定してください。"),
    on_paper=OnPaper("開始日", "(?:掲載)?(?:期間の?)?開始日"),
)
END_ON = Item(
    "end_on",
    OptionalDay(after="start_on"),
    label=gettext_lazy("終了日"),
    in_form=gettext_lazy("終了日（任意）"),
    hint=gettext_lazy(
        "1年を目安に指定してください。指定の有無にかかわらず、不要になったら速やかに削除してください。"
    ),
    required=False,
    on_paper=OnPaper("終了日", "(?:掲載)?(?:期間の?)?終了日"),
)
PERIOD = Group(
    "period",
    (START_ON, END_ON),
    label=gettext_lazy("掲載期間"),
    on_paper=OnPaper("掲載期間", "掲載期間"),
    layout="beside",
    shown="listings/_parts/period.html",
    written=_period,
)
SIDE = Item(
    "side",
    Choice(Side, longest=4),
    number=1,
    label=gettext_lazy("① 希望の区分"),
    hint=gettext_lazy("「売」か「買」のどちらかを選んでください。"),
    missing=gettext_lazy("売・買のどちらかを選んでください。"),
    on_paper=OnPaper(
        "①希望の区分",
        "希望の?区分|売買の?区分|売買の別|区分",
        "※「売」又は「買」を記入してください（必須）",
    ),
    shown="listings/_parts/side.html",
    mark=lambda side, text: Mark(text, f"tag tag--{side}"),
    searched_as=gettext_lazy("希望の区分"),
    in_queue=gettext_lazy("区分"),
)
ORGANIZATION_NAME = Item(
    "organization_name",
    Line(100, check=check_business_name),
    number=2,
    label=gettext_lazy("② 事業者名"),
    hint=gettext_lazy("正式名称で入力してください。"),
    autocomplete="organization",
    on_paper=OnPaper(
        "②事業者名",
        "事業者名称?|事業者の名称|事業者|会社名|法人名",
        "※正式名称で記入してください（必須）",
    ),
    in_queue=gettext_lazy("事業者名"),
)
CONTACT_MAIL = Item(
    "contact_mail",
    Mail(),
    label=gettext_lazy("③ 問合せ先のメールアドレス"),
    in_form=gettext_lazy("メールアドレス"),
    hint=gettext_lazy("個人のアドレスより、メーリングリストなど共有のアドレスを推奨します。"),
    required=False,
    autocomplete="email",
    on_paper=OnPaper("メールアドレス"),
    personal=Personal.CONTACT,
)
CONTACT_PHONE = Item(
    "contact_phone",
    Phone(),
    label=gettext_lazy("③ 問合せ先の電話番号"),
    in_form=gettext_lazy("電話番号"),
    required=False,
    autocomplete="tel",
    on_paper=OnPaper("電話番号"),
    personal=Personal.CONTACT,
)
CONTACT_PERSON = Item(
    "contact_person",
    Line(60, check=check_name),
    label=gettext_lazy("③ 売買の担当者名"),
    in_form=gettext_lazy("売買の担当者名"),
    autocomplete="name",
    on_paper=OnPaper("担当者名"),
    personal=Personal.CONTACT,
)
CONTACT = Group(
    "contact",
    (CONTACT_MAIL, CONTACT_PHONE, CONTACT_PERSON),
    number=3,
    label=gettext_lazy("③ 問合せ先"),
    hint=gettext_lazy("メールアドレスか電話番号のどちらかと、売買の担当者名を入力してください。"),
    on_paper=OnPaper(
        "③問合せ先",
        "お?問い?合わ?せ先?|連絡先",
        "※メールアドレス又は電話番号と、売買の担当者名を記入してください（必須）\n"
        "※メールアドレスは、個人アドレス以外のメーリングリスト等を推奨します",
    ),
    layout="fieldset",
    shown="listings/_parts/contact.html",
)
AREA = Item(
    "area",
    Choice(Area, longest=10, none=gettext_lazy("指定なし")),
    number=4,
    label=gettext_lazy("④ 電源所在エリア"),
    in_form=gettext_lazy("④ 電源所在エリア（任意）"),
    hint=format_lazy(gettext_lazy("全国{count}エリアから一つを選べます。"), count=len(Area)),
    required=False,
    on_paper=OnPaper(
        "④電源所在エリア",
        "(?:電源の?(?:所在)?の?|所在)?(?:エリア|ｴﾘｱ)|電源所在地",
        f"※{'、'.join(NAMES)}から一つ（任意）",
    ),
    mark=_area_mark,
    searched_as=gettext_lazy("エリア"),
)
NOTES = Item(
    "html",
    RichText(),
    number=5,
    label=gettext_lazy("⑤ 任意記載事項"),
    hint=gettext_lazy(
        "伝えたいことを簡潔に、10,000文字以内で入力してください。"
        "文字の大きさは14以上から選べます（標準は16）。"
    ),
    required=False,
    on_paper=OnPaper(
        "⑤任意記載事項",
        "任意記載事項|任意記載|任意事項|記載事項|自由記載|備考",
        "※伝達したい事項を簡潔に記入してください（任意）",
    ),
    personal=Personal.CONTACT,
    attribute="body.html",
)

SECTIONS = (
    Section("title", gettext_lazy("タイトルと掲載期間"), (TITLE, PERIOD)),
    Section(
        "power",
        gettext_lazy("電源情報"),
        (SIDE, ORGANIZATION_NAME, CONTACT, AREA, NOTES),
        on_paper=True,
    ),
)
PARTS: tuple[Part, ...] = tuple(part for section in SECTIONS for part in section.parts)
ITEMS: dict[str, Item[Any]] = {item.name: item for part in PARTS for item in part.items}
NAMED: dict[str, Part] = {part.name: part for part in (*ITEMS.values(), *PARTS)}


class Entry(models.Model):
    """The columns of what a listing says; ⑤ stands in `ListingBody`, kept apart."""

    title = column_of(TITLE)
    start_on = column_of(START_ON)
    end_on = column_of(END_ON)
    side = column_of(SIDE)
    organization_name = column_of(ORGANIZATION_NAME)
    contact_mail = column_of(CONTACT_MAIL)
    contact_phone = column_of(CONTACT_PHONE)
    contact_person = column_of(CONTACT_PERSON)
    area = column_of(AREA)

    class Meta:
        abstract = True


def searched() -> Iterator[Item[Any]]:
    """Yield what people search by, beside the title's words and the period."""
    return (item for item in ITEMS.values() if item.searched_as)


def in_queue() -> Iterator[Item[Any]]:
    """Yield what has a column in the operator's tables."""
    return (item for item in ITEMS.values() if item.in_queue)
