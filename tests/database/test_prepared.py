"""What was put together once finds what Django would find, on either database."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import BigIntegerField
from django.test.utils import CaptureQueriesContext

from dengen import clock
from dengen.accounts.authentication import backend
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.models import Account
from dengen.database.prepared import Prepared
from dengen.japan.business_days import today
from dengen.listings.drafts import draft
from dengen.listings.listing import tally
from dengen.listings.models import Draft, Listing
from dengen.listings.views import detail, home, lines, own_pages
from tests import factories

pytestmark = pytest.mark.django_db
HOT = {
    "how many listings one has": (own_pages.LISTING_COUNT, ["owner"]),
    "how one's own listings stand": (home.TOLD_OF, ["owner", "day"]),
    "the inbox": (home.INBOX, ["reader"]),
    "one's own listings": (own_pages.ROWS, ["owner"]),
    "drafts": (draft.KEYS, ["owner"]),
    "a listing": (detail.ROWS, ["pk"]),
    "what is tied to listings": (lines.TIED, ["replaced", "of"]),
    "how many members see": (tally.SUMS, ["day"]),
}


@pytest.fixture
def asked(seller, buyer, reviewer):
    """Two members, two listings, two days: values to ask with, by name, first and second."""
    first = factories.published(seller, reviewer, end_on=today() + timedelta(days=1))
    factories.listing(seller, replaces=first).deny(by=reviewer, reason="理由", revision=1)
    second = factories.published(buyer, reviewer, title="蓄電池", side="buy", area="")
    for member in (seller, buyer):
        factories.listing(member)
        Draft.keep(by=member, key=uuid4(), values={"title": "書きかけ"}, revision=0)
        member.contact(by=reviewer, subject="お願い", text="ご連絡ください。")
    accounts = (seller.pk, buyer.pk)
    days = (today(), today() + timedelta(days=2))
    listings = (first.pk, second.pk)
    keys = ([listings[0]], [*listings])
    own = {"owner": accounts, "reader": accounts, "day": days}
    return own | {"pk": listings, "replaced": keys, "of": keys}


@pytest.mark.parametrize(("query", "names"), HOT.values(), ids=HOT)
def test_each_hot_query_finds_what_the_same_query_of_djangos_finds(asked, query, names):
    found = []
    for place in (0, 1):
        values = {name: asked[name][place] for name in names}
        found.append(query(**values))
        assert found[-1] == list(query.build(**values))
    assert found[0] != found[1] != []


def test_an_account_is_as_django_finds_it_and_brings_all_that_pages_ask(seller):
    log_in(seller.login_id, factories.PASSWORD)  # so that there is a guard
    factories.new_terms()
    values = {"pk": seller.pk, "now": clock.now()}
    [found], [expected] = backend.ACCOUNTS(**values), backend.ACCOUNTS.build(**values)
    with CaptureQueriesContext(connection) as captured:
        for one, other in zip(parts(found), parts(expected), strict=True):
            assert plain(one) == plain(other)
        assert found.owes_consent
    assert not captured


def parts(account: Account) -> list[Any]:
    return [account, account.login, account.organization, account.guard]


def plain(found: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(found).items() if name != "_state"}


def test_values_come_back_as_djangos_own(seller):
    key = uuid4()
    Draft.keep(by=seller, key=key, values={"title": "書きかけ"}, revision=0)
    query = Prepared(
        lambda owner: Draft.objects.of(owner).values_list("key", "values", "saved_at"),
        owner=BigIntegerField(),
    )
    known = Draft.objects.get()
    assert query(owner=seller.pk) == [(key, {"title": "書きかけ"}, known.saved_at)]


def test_a_query_is_put_together_once(seller, buyer):
    built = []

    def build(owner):
        built.append(owner)
        return Listing.objects.of(owner).values_list("pk")

    query = Prepared(build, owner=BigIntegerField())
    listings = {member: factories.listing(member) for member in (seller, buyer)}
    for member, listing in listings.items():
        assert query(owner=member.pk) == [(listing.pk,)]
    assert len(built) == 1


def test_no_more_rows_are_read_than_are_asked_for(seller):
    own = [factories.listing(seller).pk for _number in range(3)]
    query = Prepared(
        lambda owner: Listing.objects.of(owner).values_list("pk"), owner=BigIntegerField()
    )
    assert query.first(2, owner=seller.pk) == [(own[2],), (own[1],)]
