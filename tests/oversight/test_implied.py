"""A row that was changed in SQL, and the trail left as it is: the two differ, and that is named."""

import pytest
from django.db import connection

from dengen.events.append_only import unprotect
from dengen.listings.models import Decision
from dengen.oversight.implied import differences, first_difference
from tests import factories


@pytest.fixture
def board(seller, buyer, reviewer):
    """A bit of everything, by the verbs alone."""
    other = factories.operator("administrator")
    published = factories.published(seller, by=reviewer)
    factories.listing(seller, replaces=published).approve(by=reviewer, revision=1)
    denied = factories.listing(buyer)
    denied.deny(by=reviewer, reason="理由", revision=1)
    denied.reopen(by=reviewer, revision=2)
    denied.deny(by=other, reason="別の理由", revision=3)
    factories.listing(buyer).delete(by=buyer)
    factories.application().submit().deny(by=reviewer, reason="理由", revision=1)
    factories.application().submit()
    buyer.suspend(by=reviewer, reason="理由")
    buyer.lift_suspension(by=reviewer)
    reviewer.change_role("auditor", by=other)
    leaving = factories.member()
    factories.published(leaving)
    leaving.retire(by=other, reason=factories.REASON)
    moving = factories.member()
    factories.published(moving)
    handover = moving.request_handover(email="kounin@denryoku9.example.jp")
    successor = factories.application(handover=handover, email="kounin@denryoku9.example.jp")
    successor.submit().approve(by=other, revision=1)
    return {"seller": seller, "denied": denied, "reviewer": reviewer, "listing": published}


def change(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_verbs_leave_what_the_trail_implies(board):
    assert list(differences()) == []


def test_the_role_of_an_account_is_compared(board):
    change("UPDATE accounts_account SET role = 'administrator' WHERE id = %s", board["reviewer"].pk)
    found = first_difference()
    assert (found.label, found.number, found.field) == (
        "accounts.account",
        board["reviewer"].pk,
        "role",
    )
    assert (found.implied, found.found) == ("auditor", "administrator")
    assert "administrator" in found.in_words()


@pytest.mark.parametrize("field", ["retired_at", "suspended_at"])
def test_the_standing_of_an_account_is_compared(board, field):
    change(
        f"UPDATE accounts_account SET {field} = created_at, suspension_reason = %s WHERE id = %s",
        "x" if field == "suspended_at" else "",
        board["seller"].pk,
    )
    assert first_difference().number == board["seller"].pk


def test_an_account_that_nobody_has_approved_is_named(board):
    from dengen.accounts.models import LoginID

    login = LoginID.claim("Zarusoba1")
    seller = board["seller"]
    seller.pk, seller.login, seller.organization, seller.role = None, login, None, "administrator"
    seller.email = "zaru@example.jp"
    seller.save(force_insert=True)
    found = first_difference()
    assert (found.number, found.implied) == (seller.pk, None)


def test_the_decision_on_an_application_is_compared(board):
    by = board["seller"].pk
    change("UPDATE accounts_application SET decided_by_id = %s WHERE status = 'denied'", by)
    found = first_difference()
    assert (found.label, found.field) == ("accounts.application", "decided_by")


@pytest.mark.parametrize("field", ["status", "owner_id"])
def test_a_listing_is_compared_with_the_trail(board, field):
    value = {"status": "pending", "owner_id": board["seller"].pk}[field]
    change(f"UPDATE listings_listing SET {field} = %s WHERE id = %s", value, board["denied"].pk)
    found = first_difference()
    assert (found.label, found.number) == ("listings.listing", board["denied"].pk)


def test_a_listing_that_is_gone_is_named(board):
    pk = factories.listing(board["seller"]).pk
    change("DELETE FROM listings_listingbody WHERE listing_id = %s", pk)
    change("DELETE FROM listings_listing WHERE id = %s", pk)
    found = first_difference()
    assert (found.number, found.found) == (pk, None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE listings_decision SET decided_by_id = decided_by_id + 1 WHERE listing_id = %s",
        "UPDATE listings_decision SET revision = 99 WHERE revision = 1 AND listing_id = %s",
        "UPDATE listings_decision SET reason = 'x' WHERE listing_id = %s",
        "DELETE FROM listings_decision WHERE listing_id = %s",
    ],
)
def test_a_decision_is_compared_with_the_trail(board, statement):
    unprotect(connection, Decision._meta.db_table)
    change(statement, board["denied"].pk)
    found = first_difference()
    assert (found.number, found.field) == (board["denied"].pk, "decisions")


def test_what_differs_is_told_as_the_tables_hold_it(board):
    unprotect(connection, Decision._meta.db_table)
    change(
        "UPDATE listings_decision SET revision = 99 WHERE revision = 1 AND listing_id = %s",
        board["denied"].pk,
    )
    said = first_difference().in_words() + str(first_difference())
    assert "'denied'" in said
    assert "Outcome" not in said
