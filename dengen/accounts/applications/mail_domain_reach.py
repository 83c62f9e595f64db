"""Whom a decision about a mail domain would affect: counted before it is made."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models

from dengen.accounts.applications.application.application import Application
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.mail_domain import MailDomain
from dengen.japan.mail_domains import domains_of


class Reach(NamedTuple):
    """How many of each kind have an address that the decision would affect."""

    members: int
    staff: int
    applications: int


def reach_of(domain: str) -> Reach:
    """Return whom a decision about the domain would affect.

    Those with an address in a longer domain that was decided on itself are not among them.
    """
    words = {domain, *MailDomain.objects.values_list("domain", flat=True)}
    active = Account.objects.active()
    people = (active.members(), active.staff(), Application.objects.waiting())
    return Reach(*(_count(some, domain, words) for some in people))


def _count(people: models.QuerySet, domain: str, words: set[str]) -> int:
    addresses = people.values_list("email", "email2").iterator()
    return sum(_is_met(some, domain, words) for some in addresses)


def _is_met(addresses: Iterable[str], domain: str, words: set[str]) -> bool:
    """Return whether one is met; ask each address: it may hold the domain in Japanese."""
    return any(
        next((one for one in domains_of(address) if one in words), None) == domain
        for address in addresses
    )
