"""Where a link leads, said beside it unless its own text begins with that."""

import re
from html import escape, unescape

import idna

# As browsers read it: any slashes, of both kinds, before the authority; one of them ends it.
_AUTHORITY = re.compile(r"[/\\]*([^/\\?#]*)")
_STRIPPED = re.compile(r"[\x00-\x20]+")
# The writer divides a link where its looks change.
_LINK = re.compile(r'<a href="(https?:[^"]*)"[^>]*>.*?</a>(?:<a href="\1"[^>]*>.*?</a>)*')
_TAG = re.compile(r"<[^>]*>")


def authority_of(rest: str) -> str:
    """Return what stands for the host, with user and port, in an address without its scheme."""
    found = _AUTHORITY.match(_STRIPPED.sub("", rest))
    return found[1] if found else ""


def with_hosts(html: str) -> str:
    """Return cleaned HTML in which each link says its host, if its text begins with another one.

    A host of other than ASCII letters is said as browsers ask for it: аpple.example looks like
    another, xn--pple-43d.example like none.
    """
    return _LINK.sub(lambda link: link[0] + _host_beside(link[0], unescape(link[1])), html)


def _host_beside(link: str, href: str) -> str:
    host = _host(href)
    text = unescape(_TAG.sub("", link)).strip().casefold()
    for scheme in ("https://", "http://"):
        text = text.removeprefix(scheme)
    if re.match(rf"{re.escape(host)}(?![\w.@\\-])", text):
        return ""
    return f'<span class="muted small">（{escape(host)}）</span>'


def _host(href: str) -> str:
    host = authority_of(href.partition(":")[2]).partition(":")[0].casefold()
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError:  # no browser finds it either
        return host
