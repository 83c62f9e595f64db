"""Where a link in ⑤ may lead: to a page, one mail address, or a phone number."""

import re
from html import escape
from urllib.parse import unquote

import nh3

from dengen.listings.rich_text.hosts import authority_of

LINK_LENGTH = 2_000
SCHEMES = {"http", "https", "mailto", "tel"}

_CHECK = nh3.Cleaner(
    tags={"a"}, attributes={"a": {"href"}}, url_schemes=SCHEMES, url_relative="deny", link_rel=None
)
_IGNORED = re.compile(r"[\x00-\x20]+")  # as browsers do inside a scheme, and before it
_MAIL = re.compile(r"[^\s@,;:<>()\"\\%?&]+@[^\s@,;:<>()\"\\%?&]+\.[^\s@,;:<>()\"\\%?&]+")
_PHONE = re.compile(r"\+?[0-9()*#.-]{1,30}")


def clean_link(href: str) -> str:
    """Return the address as it is kept, or '' if it may lead nowhere.

    A mail's address stands alone: a subject, a text or further readers could send what somebody
    writes to a third.
    """
    scheme, colon, rest = href[: LINK_LENGTH + 1].strip().partition(":")
    scheme = _IGNORED.sub("", scheme).lower()
    if len(href) > LINK_LENGTH or not colon or scheme not in SCHEMES:
        return ""
    if scheme == "mailto":
        address = unquote(rest.partition("?")[0]).strip()
        return f"mailto:{address}" if _MAIL.fullmatch(address) else ""
    if scheme == "tel":
        number = _IGNORED.sub("", rest)
        return f"tel:{number}" if _PHONE.fullmatch(number) else ""
    if "@" in authority_of(rest):  # https://www.meti.go.jp@evil.example leads to evil.example
        return ""
    link = f"{scheme}:{rest}"
    is_kept = "href=" in _CHECK.clean(f'<a href="{escape(link)}"></a>')
    return link if is_kept else ""
