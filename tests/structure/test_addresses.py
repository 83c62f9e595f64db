"""Every address answers everybody as the access table says."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dengen.accounts.models import Account, Application, Invitation, RetirementRequest
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories
from tests.structure.access import ACCESS, GO, LOGIN, PEOPLE

# What stands in an address, of things that wait for the operator.
ARGUMENTS: dict[str, Callable[[], dict[str, object]]] = {
    "accounts:apply-confirmation": lambda: {"key": uuid4()},
    "accounts:invitation": lambda: {"token": Invitation.objects.get().token},
    "accounts:passkey-removal": lambda: {"pk": 1},
    "listings:detail": lambda: {"pk": Listing.objects.get().pk},
    "listings:replacement": lambda: {"pk": Listing.objects.get().pk},
    "listings:resubmission": lambda: {"pk": Listing.objects.get().pk},
    "listings:deletion": lambda: {"pk": Listing.objects.get().pk},
    "console:application": lambda: {"pk": Application.objects.waiting().get().pk},
    "console:listing": lambda: {"pk": Listing.objects.get().pk},
    "console:retirement": lambda: {"pk": RetirementRequest.objects.get().pk},
    **dict.fromkeys(
        [
            "console:operator",
            "console:operator-role",
            "console:operator-second-factor-reset",
            "console:operator-retirement",
        ],
        lambda: {"pk": Account.objects.get(role="auditor").pk},
    ),
    **dict.fromkeys(
        ["console:invitation-delivery", "console:invitation-withdrawal"],
        lambda: {"pk": Invitation.objects.get().pk},
    ),
    "demo:mail": lambda: {"pk": Message.objects.first().pk},
    "demo:mail-preview": lambda: {"kind": "listing_denied"},
}


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The names of all addresses; one without a name is named by its pattern."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name or entry.pattern}"
        else:
            yield from names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def address(name: str) -> str:
    """The address of that name, of a thing that is there; a decision's is its thing's."""
    thing = name.removesuffix("-approval").removesuffix("-denial").removesuffix("-completion")
    if name.startswith("console:"):
        thing = thing.removesuffix("-deletion")
    return reverse(name, kwargs=ARGUMENTS[thing]() if thing in ARGUMENTS else None)


def answer(response: HttpResponse) -> int | str:
    """A status, or where a redirect leads."""
    if response.status_code != 302:
        return response.status_code
    return LOGIN if response.url.split("?")[0] == reverse("accounts:login") else GO


@pytest.fixture
def clients(db) -> dict[str, Client]:
    """A browser of each; the owner's listing and retirement, and an application wait."""
    accounts = {
        "member": factories.member(),
        "owner": factories.member(),
        "reviewer": factories.operator("reviewer"),
        "auditor": factories.operator("auditor"),
        "administrator": factories.operator("administrator"),
    }
    factories.listing(accounts["owner"])
    accounts["owner"].request_retirement()
    factories.application().submit()
    factories.invitation(by=accounts["administrator"])
    clients = {name: Client() for name in PEOPLE}
    for name, account in accounts.items():
        clients[name].force_login(account)
    return clients


def test_every_address_has_its_row_and_every_row_its_address():
    assert set(names(get_resolver())) == set(ACCESS)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ACCESS)
def test_it_answers_everybody_as_the_table_says(clients, name, method):
    target = address(name)
    answers = {who: answer(getattr(client, method)(target)) for who, client in clients.items()}
    assert answers == dict(zip(PEOPLE, ACCESS[name][method], strict=True))
