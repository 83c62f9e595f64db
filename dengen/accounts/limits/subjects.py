"""For whom things are counted: networks and accounts."""

from ipaddress import IPv4Address, ip_address, ip_network
from typing import TYPE_CHECKING

from dengen.events import origin

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account

HOUSEHOLD = 64  # bits of an IPv6 address that one connection gets; the rest it chooses as it likes


def request_network() -> str | None:
    """Return the request's network; None where a limit would hit the wrong people.

    That is the command line, and a proxy that nobody has configured: behind it all visitors have
    one address. An office behind one address shares it, so limits for it have to be generous.
    """
    place = origin.current.get()
    return None if place.is_unknown_proxy else network_of(place.address) or None


def account_subject(account: "Account") -> str:
    """Return the account's subject, whatever its addresses and login ID are called."""
    return f"account {account.pk}"


def network_of(address: str) -> str:
    """Return the address itself, or of IPv6 the /64 that it lies in; "" if it is none."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:  # as a socket for both kinds names a visitor with IPv4
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), HOUSEHOLD), strict=False))
