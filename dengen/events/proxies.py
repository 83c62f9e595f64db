"""Which address a request comes from: a proxy's word counts only where the proxy is configured.

`X-Forwarded-For` grows from left to right, and anybody can send a beginning of it. So it is read
from the right, as far as our own proxies have written it; what stands before that is not looked at.
"""

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, wraps
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network

UNKNOWN = "dengen.unknown_proxy"  # in the environment of a request, if there seems to be one
REQUEST_ID = "dengen.request_id"  # likewise, if a trusted proxy has named the request
NAMED, WELL_FORMED = "HTTP_X_REQUEST_ID", re.compile(r"[A-Za-z0-9._-]{8,40}")
FORWARDED_FOR, FORWARDED_PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
SCHEMES = {"http", "https"}

logger = logging.getLogger(__name__)


def believing_proxies(application: Callable, trusted: Sequence[Network]) -> Callable:
    """The WSGI application, seeing the visitor's address and scheme where a trusted proxy tells.

    So too the request's name (X-Request-ID), if it looks like one.
    """

    @wraps(application)
    def entrance(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        peer = _parsed(environ.get("REMOTE_ADDR", ""))
        hops = environ.pop(FORWARDED_FOR, "")
        scheme = environ.pop(FORWARDED_PROTO, "")
        name = environ.pop(NAMED, "")
        if peer and _is_among(peer, trusted):
            peer = _visitor(peer, hops, trusted)
            if scheme in SCHEMES:
                environ["wsgi.url_scheme"] = scheme
            if WELL_FORMED.fullmatch(name):
                environ[REQUEST_ID] = name
        elif peer and hops and peer.is_private:
            environ[UNKNOWN] = True
            _warn(str(peer))
        environ["REMOTE_ADDR"] = str(peer or "")
        return application(environ, start_response)

    return entrance


def _visitor(peer: Address, hops: str, trusted: Sequence[Network]) -> Address:
    """The last hop that isn't one of ours; what is no address ends the search."""
    found = peer
    for hop in reversed(hops.split(",")):
        address = _parsed(hop)
        if address is None:
            break
        found = address
        if not _is_among(address, trusted):
            break
    return found


def _parsed(text: str) -> Address | None:
    """The address without the dress of IPv6 around IPv4, and without a zone; None if it is none."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or IPv6Address(int(address))
    return address


def _is_among(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


@cache  # once for each
def _warn(peer: str) -> None:
    logger.warning(
        "%s forwards requests and is not in DENGEN_TRUSTED_PROXIES: visitors can't be told apart, "
        "so the limit of wrong passwords for each network address is off for them.",
        peer,
    )
