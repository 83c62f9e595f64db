"""Who gets into the console."""

import pytest
from django.urls import get_resolver, reverse

from tests.console.cast import make_application, make_listing, make_member
from tests.console.conftest import client_of


def addresses():
    """Every address of the console, with 1 for each number."""
    patterns = get_resolver("dengen.console.urls").url_patterns
    return [
        reverse(f"console:{one.name}", kwargs=dict.fromkeys(one.pattern.converters, 1))
        for one in patterns
    ]


@pytest.mark.parametrize("address", addresses())
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_console_does_not_exist_for_members(reviewer, address, method):
    member = client_of(make_member(reviewer))
    assert getattr(member, method)(address).status_code == 404


@pytest.mark.parametrize("address", addresses())
def test_the_console_asks_strangers_to_log_in(client, db, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith(reverse("accounts:login"))


def test_an_auditor_reads_without_being_offered_decisions(auditor_client, reviewer):
    application = make_application()
    listing = make_listing(make_member(reviewer))
    for name, item in [("application", application), ("listing", listing)]:
        page = auditor_client.get(reverse(f"console:{name}", args=[item.pk]))
        assert page.status_code == 200
        assert reverse(f"console:{name}-denial", args=[item.pk]) not in page.text
        assert reverse(f"console:{name}-approval", args=[item.pk]) not in page.text


@pytest.mark.parametrize("step", ["approval", "denial", "deletion"])
def test_an_auditor_cannot_decide(auditor_client, reviewer, step):
    listing = make_listing(make_member(reviewer))
    address = reverse(f"console:listing-{step}", args=[listing.pk])
    response = auditor_client.post(address, {"revision": listing.revision, "reason": "理由"})
    listing.refresh_from_db()
    assert response.status_code == 403
    assert listing.status == "pending"
