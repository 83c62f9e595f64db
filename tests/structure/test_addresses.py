"""Every address answers everybody as the access table says."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dengen.accounts.applications.business_list import read_business_list
from dengen.accounts.authentication.refusals import LoginRefused
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.membership.account.contact import CONTACT_FIELDS
from dengen.accounts.models import (
    Account,
    Application,
    BusinessImport,
    Invitation,
    MailDomain,
    Notice,
    PasswordRequest,
    RetirementProposal,
    RetirementRequest,
)
from dengen.japan.business_days import today
from dengen.listings.models import Draft, Listing, Proposal, ReasonPreset
from dengen.mail.models import Message
from tests import factories
from tests.keys import mailed_key
from tests.races import taken_back
from tests.structure.access import ACCESS, GO, LOGIN, PEOPLE, SHUT_OUT, expected

APPLICANT = "Shinsei2026"

# What stands in an address, of things that wait for the operator.
ARGUMENTS: dict[str, Callable[[], dict[str, object]]] = {
    "accounts:apply-confirmation": lambda: {"key": uuid4()},
    "accounts:address-confirmation": lambda: {"key": mailed_key("application_received")},
    "accounts:application": lambda: {"key": mailed_key("application_received")},
    "accounts:invitation": lambda: {"token": mailed_key("operator_invited")},
    "accounts:passkey-removal": lambda: {"pk": 1},
    "listings:draft": lambda: {"key": Draft.objects.first().key},
    "listings:draft-deletion": lambda: {"key": Draft.objects.first().key},
    "listings:detail": lambda: {"pk": Listing.objects.pending().get().pk},
    "listings:replacement": lambda: {"pk": Listing.objects.published().get().pk},
    "listings:resubmission": lambda: {"pk": Listing.objects.pending().get().pk},
    "listings:cancellation": lambda: {"pk": Listing.objects.pending().get().pk},
    "listings:deletion": lambda: {"pk": Listing.objects.pending().get().pk},
    "accounts:mail-address": lambda: {"key": mailed_key("mail_address_confirmation")},
    "accounts:letter": lambda: {"pk": Message.objects.get(kind="retirement_received").pk},
    "console:mail": lambda: {"pk": Message.objects.first().pk},
    "console:mail-retry": lambda: {"pk": Message.objects.first().pk},
    "console:mail-resending": lambda: {"pk": Message.objects.first().pk},
    "accounts:password-link": lambda: {"login_id": "Minato2026", "key": "unknown"},
    "console:password-request": lambda: {"pk": PasswordRequest.objects.get().pk},
    "accounts:succession": lambda: {"key": mailed_key("handover_invitation")},
    "accounts:terms-version": lambda: {"version": 1},
    "console:terms-cancellation": lambda: {"version": 1},
    "console:application": lambda: {"pk": Application.objects.waiting().get().pk},
    "console:listing": lambda: {"pk": Listing.objects.pending().get().pk},
    "console:overdue": lambda: {"pk": Listing.objects.published().get().pk},
    "console:overdue-contact": lambda: {"pk": Listing.objects.published().get().pk},
    "console:overdue-deletion": lambda: {"pk": Listing.objects.published().get().pk},
    "console:archive-listing": lambda: {"pk": Listing.objects.pending().get().pk},
    **dict.fromkeys(
        [
            "console:member",
            "console:member-history",
            "console:member-suspension",
            "console:member-suspension-end",
            "console:member-letter",
            "console:member-retirement",
        ],
        lambda: {"pk": Account.objects.members().usable().first().pk},
    ),
    **dict.fromkeys(
        [
            "console:business-import",
            "console:business-import-comparison",
            "console:business-import-removal",
            "console:business-recall",
            "console:business-import-flaws",
        ],
        lambda: {"pk": BusinessImport.objects.get().pk},
    ),
    "console:mail-domain-removal": lambda: {"pk": MailDomain.objects.get().pk},
    "console:notice": lambda: {"pk": Notice.objects.get().pk},
    "console:notice-removal": lambda: {"pk": Notice.objects.get().pk},
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
        ["console:invitation", "console:invitation-delivery"],
        lambda: {"pk": Invitation.objects.get().pk},
    ),
    "console:proposal": lambda: {"pk": Proposal.objects.get().pk},
    "console:retirement-proposal": lambda: {"pk": RetirementProposal.objects.get().pk},
    "console:preset": lambda: {"pk": ReasonPreset.objects.first().pk},
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
    thing = re.sub("-(approval|denial|reopening|completion|move)$", "", name)
    thing = re.sub("-(seconding|rejection|withdrawal)$", "", thing)
    if name.startswith("console:"):
        thing = thing.removesuffix("-deletion")
    return reverse(name, kwargs=ARGUMENTS[thing]() if thing in ARGUMENTS else None)


def answer(response: HttpResponse) -> int | str:
    """A status, or where a redirect leads."""
    if response.status_code != 302:
        return response.status_code
    return LOGIN if response.url.split("?")[0] == reverse("accounts:login") else GO


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[dict[str, Client]]:
    """A browser of each; the owner's listing and retirement, a handover and an application wait.

    Made once for all addresses: each test ends by taking back what it did.
    """
    with django_db_blocker.unblock(), taken_back():
        accounts = people()
        things(accounts)
        yield browsers(accounts)


@pytest.fixture
def clients(world) -> Iterator[dict[str, Client]]:
    """The browsers, each as it was at the beginning."""
    cookies = {name: client.cookies.copy() for name, client in world.items()}
    with taken_back():
        yield world
    for name, client in world.items():
        client.cookies = cookies[name]


def people() -> dict[str, Account]:
    """Everybody who has an account."""
    return {
        "member": factories.member(),
        "owner": factories.member(),
        "reviewer": factories.operator("reviewer"),
        "auditor": factories.operator("auditor"),
        "administrator": factories.operator("administrator"),
        "frozen": factories.member(),
        "suspended": factories.member(),
        "retired": factories.member(),
    }


def things(accounts: dict[str, Account]) -> None:
    """What the addresses are of."""
    Draft.keep(by=accounts["owner"], key=uuid4(), values={"title": "下書き"}, revision=0)
    over = factories.published(accounts["owner"])  # for longer than anyone should leave it
    ended = today() - timedelta(days=40)
    Listing.objects.filter(pk=over.pk).update(start_on=ended, end_on=ended)
    listing = factories.listing(accounts["owner"])
    listing.propose_deletion(by=accounts["reviewer"], revision=1, reason="重複のため")
    accounts["suspended"].propose_retirement(by=accounts["reviewer"], reason="退会のため")
    accounts["owner"].request_retirement()
    contact = {name: getattr(accounts["owner"], name) for name in CONTACT_FIELDS}
    contact["email"] = "new@minato.example.jp"
    accounts["owner"].change_contact(contact, by=accounts["owner"])
    accounts["owner"].password_requests.create(organization_name="第1電力株式会社")
    accounts["member"].request_handover(email="kounin@denryoku.example.jp")
    factories.application(login_name=APPLICANT, email_confirmed_at=None).submit()
    factories.invitation(by=accounts["administrator"])
    by = accounts["administrator"]
    found = read_business_list("事業者名\n甲".encode())
    BusinessImport.upload(by=by, file_name="a.csv", found=found, replaces_all=True)
    MailDomain.settle(by=by, domain="example.net", treatment="refused")
    Notice(title="休止", text="停止します。", start_on=today()).publish(by=by)


def browsers(accounts: dict[str, Account]) -> dict[str, Client]:
    """Theirs, logged in as far as they can be."""
    clients = {name: Client() for name in (*PEOPLE, *SHUT_OUT, "frozen")}
    waiting = {"login_id": APPLICANT, "password": factories.PASSWORD}
    clients["applicant"].post("/login/", waiting)
    for _try in range(settings.LOGIN_TRIES):
        with suppress(LoginRefused):
            log_in(accounts["frozen"].login_id, "wrong-1234")
    accounts["suspended"].suspend(by=accounts["administrator"], reason="確認中です。")
    accounts["retired"].retire(by=accounts["administrator"], reason="退会のため")
    for name, account in accounts.items():
        account.refresh_from_db()
        clients[name].force_login(account)
    return clients


@pytest.mark.django_db  # or a run of this file alone would make no database
def test_every_address_has_its_row_and_every_row_its_address():
    assert set(names(get_resolver())) == set(ACCESS)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ACCESS)
def test_each_address_answers_everybody_as_the_table_says(clients, name, method):
    target = address(name)
    answers = {who: answer(getattr(client, method)(target)) for who, client in clients.items()}
    assert answers == expected(name, method)
