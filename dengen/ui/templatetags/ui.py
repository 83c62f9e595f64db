"""Tags and filters that all pages share."""

import re
from urllib.parse import quote

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dengen.events import origin
from dengen.japan.phones import without_extension
from dengen.japan.written_days import long_day, long_moment, short_day, short_moment, year_and_month
from dengen.ui.icons import PATHS

register = template.Library()
_LEADING_WORD = re.compile("[^、。]+?(?=[はがをに])")  # what an error says something about


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of icons.py as silent inline SVG; raise `KeyError` if it is none."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        PATHS[name],
    )


@register.filter
def without_board_name(subject: str) -> str:
    """Return a mail's subject as on the board itself, whose name everybody knows there."""
    return subject.removeprefix(f"【{settings.BOARD_NAME}】")


@register.simple_tag
def board_name() -> str:
    """Return the board's name where no context processor ran: on an error's page."""
    return settings.BOARD_NAME


@register.simple_tag
def operator() -> dict[str, str]:
    """Return whom to ask: on an error's page, where no context processor ran."""
    return {"name": settings.OPERATOR_NAME, "mail": settings.OPERATOR_MAIL}


@register.simple_tag
def request_id() -> str:
    """Return what this request is called in the log; "" outside of one."""
    return origin.current.get().request_id


register.filter("date_short", short_day)
register.filter("date_ja", long_day)
register.filter("moment_short", short_moment)
register.filter("moment_ja", long_moment)
register.filter("month", year_and_month)


@register.filter
def phone_link(number: str) -> str:
    """Return the number as a tel: address takes it."""
    return "tel:" + without_extension(number).replace("-", "")


@register.filter
def postal_code(digits: str) -> str:
    """Return a kept postal code as people write it: 〒100-0004; what is none stays."""
    return f"〒{digits[:3]}-{digits[3:]}" if digits.isdecimal() else digits


@register.filter
def named(error: str, label: str) -> str:
    """Return an error as the summary tells it: after its field's name, unless it begins so.

    A name's last word isn't said twice: 「電話番号が正しくありません」, for it ends with 番号.
    """
    name = label.removesuffix(_("（任意）"))
    if error in (_("入力してください。"), _("選んでください。")):
        return _("%(name)sを%(what)s") % {"name": name, "what": error}
    if error.startswith(name):
        return error
    word = _LEADING_WORD.match(error)
    if word and name.endswith(word[0]):
        return name.removesuffix(word[0]) + error
    return f"{name}{_('：')}{error}"


@register.filter
def mail_link(address: str) -> str:
    """Return the address as a mailto: link takes it, and nothing else (RFC 6068, 2)."""
    return "mailto:" + quote(address, safe="@")


@register.filter
def elided(paginator: Paginator, number: int) -> list[int | str]:
    """Return the page numbers to show around `number`, with "…" for gaps."""
    return list(paginator.get_elided_page_range(number, on_each_side=1, on_ends=1))
