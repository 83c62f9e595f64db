"""What the database itself refuses, even when code is wrong."""

import pytest
from django.db import IntegrityError, connection, transaction

from dengen.accounts.models import Account, Application, LoginID, Organization
from tests import factories

pytestmark = pytest.mark.django_db


def refused(change) -> bool:
    """Whether the database raises an error for the change, at once or at the end of it."""
    try:
        with transaction.atomic():
            change()
            connection.check_constraints()
    except IntegrityError:
        return True
    return False


def test_a_second_active_account_of_one_business():
    one, other = factories.member(), factories.member()
    move = Account.objects.filter(pk=other.pk).update
    assert refused(lambda: move(organization=one.organization))


def test_a_new_account_of_a_business_whose_member_has_retired_is_taken():
    one, other = factories.member(), factories.member()
    one.retire(by=factories.operator(), reason=factories.REASON)
    move = Account.objects.filter(pk=other.pk).update
    assert not refused(lambda: move(organization=one.organization))


def test_two_active_accounts_with_one_mail_address_in_any_case():
    one, other = factories.member(), factories.member()
    move = Account.objects.filter(pk=other.pk).update
    assert refused(lambda: move(email=one.email.upper()))


def test_a_login_id_that_was_ever_taken_in_any_case():
    member = factories.member(login_name="Suzuki2019")
    member.retire(by=factories.operator(), reason=factories.REASON)
    create = LoginID.objects.create
    assert refused(lambda: create(canonical="suzuki2019", shown="SUZUKI2019"))
    assert refused(lambda: create(canonical="SUZUKI2019", shown="SUZUKI2019"))


def test_a_members_login_id_cannot_be_freed_even_after_retirement():
    member = factories.member(login_name="Suzuki2019")
    member.retire(by=factories.operator(), reason=factories.REASON)
    row = LoginID.objects.filter(pk="suzuki2019")
    assert refused(lambda: row._raw_delete(row.db))


def test_one_business_is_one_row_by_folded_name_and_by_corporate_number():
    create = Organization.objects.create
    create(name="㈱みなと電力", folded_name="みなと電力", corporate_number="5835678256246")
    assert refused(lambda: create(name="みなと電力", folded_name="みなと電力"))
    number = {"corporate_number": "5835678256246"}
    assert refused(lambda: create(name="別の会社", folded_name="別の会社", **number))


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "unknown"},
        {"status": "denied"},
        {"status": "approved"},
        {"login": None},
    ],
)
def test_an_application_in_a_state_that_no_verb_leads_to(broken):
    waiting = factories.application().submit()
    change = Application.objects.filter(pk=waiting.pk).update
    assert refused(lambda: change(**broken))


def test_a_member_without_a_business_and_an_operator_with_one():
    member, operator = factories.member(), factories.operator()
    assert refused(lambda: Account.objects.filter(pk=member.pk).update(organization=None))
    assert refused(
        lambda: Account.objects.filter(pk=operator.pk).update(organization=member.organization)
    )
