"""Which address a request comes from: only a configured proxy is believed.

`X-Forwarded-For` grows from left to right, and anybody can send the beginning of it. So it is read
from the right, as far as our own proxies have written it; what stands before that is not looked at.
`X-Forwarded-Proto` is read at the same place from the right if it has as many entries, else on the
left: whoever forges that harms only themselves.
"""

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import Any

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network

# In the environment of a request: that a proxy nobody told of seems to stand before the board, and
# the name that a trusted one has given the request.
UNKNOWN, REQUEST_ID = "dengen.unknown_proxy", "dengen.request_id"
NAMED, WELL_FORMED = "HTTP_X_REQUEST_ID", re.compile(r"[A-Za-z0-9._-]{8,40}")
FORWARDED_FOR, FORWARDED_PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
SCHEMES = {"http", "https"}
PORT = re.compile(r"\[(?P<v6>[^\]]*)\](?::\d{1,5})?|(?P<v4>[0-9.]+):\d{1,5}")
HEADER_LENGTH = 10_000  # characters of a header that are looked at, from the right
WARNING_SECONDS = 60  # between two lines in the log about the same thing

logger = logging.getLogger(__name__)


def believing_proxies(
    application: Callable, trusted: Sequence[Network], *, untold: str = "http"
) -> Callable:
    """Wrap the WSGI application: take address and scheme from a trusted proxy.

    Its name for the request (X-Request-ID) is taken too, if it looks like one. `untold` is the
    scheme of what a proxy forwards without a readable one: on a board with TLS the redirect to
    https would otherwise lead to the same address for ever.
    """

    @wraps(application)
    def entrance(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        peer = _parsed(environ.get("REMOTE_ADDR", ""))
        hops = environ.pop(FORWARDED_FOR, "")
        scheme = environ.pop(FORWARDED_PROTO, "")
        name = environ.pop(NAMED, "")
        if peer and _is_among(peer, trusted):
            peer, place = _visitor(peer, hops, trusted)
            if hops or scheme:
                environ["wsgi.url_scheme"] = _scheme(scheme, hops, place) or untold
            if WELL_FORMED.fullmatch(name):
                environ[REQUEST_ID] = name
        elif peer and hops and peer.is_private:
            environ[UNKNOWN] = True
            _warn(
                "%s forwards requests and is not in DENGEN_TRUSTED_PROXIES: visitors can't be told "
                "apart, so the limit of wrong passwords for each network address is off for them.",
                str(peer),
            )
        environ["REMOTE_ADDR"] = str(peer or "")
        return application(environ, start_response)

    return entrance


def _visitor(peer: Address, hops: str, trusted: Sequence[Network]) -> tuple[Address, int]:
    """Return the last hop that isn't one of ours, and its place from the right, from 1.

    Entries that can't be read are passed over.
    """
    found, found_at = peer, 1
    for place, hop in enumerate(reversed(hops[-HEADER_LENGTH:].split(",")), 1):
        address = _parsed(hop)
        if address is None:
            if hop.strip():
                _warn("A trusted proxy passed on what is no address in X-Forwarded-For%s.", "")
            continue
        found, found_at = address, place
        if not _is_among(address, trusted):
            break
    return found, found_at


def _scheme(schemes: str, hops: str, place: int) -> str:
    """Return the scheme that the visitor used, or '' if it can't be read."""
    entries = schemes[-HEADER_LENGTH:].split(",")
    is_paired = len(entries) == len(hops[-HEADER_LENGTH:].split(","))
    scheme = entries[-place if is_paired else 0].strip().lower()
    if scheme in SCHEMES:
        return scheme
    if schemes:
        _warn("A trusted proxy passed on what is no scheme in X-Forwarded-Proto%s.", "")
    return ""


def _parsed(text: str) -> Address | None:
    """Return the address without port, zone and IPv6 mapping; None if it is none."""
    text = text.strip()
    if dressed := PORT.fullmatch(text):
        text = dressed["v6"] or dressed["v4"] or ""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or IPv6Address(int(address))
    return address


def _is_among(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _warn(message: str, about: str) -> None:
    """Log one line a minute for each kind of trouble: anybody can cause them."""
    now = monotonic()
    if now - _warned_at.get(message, -WARNING_SECONDS) >= WARNING_SECONDS:
        _warned_at[message] = now
        logger.warning(message, about)


_warned_at: dict[str, float] = {}  # one entry for each message that stands in this file
