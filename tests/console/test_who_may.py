"""The operator's steps ask who takes them, whichever door they are asked for at."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from dengen.accounts.applications.business_list.reading import BusinessList
from dengen.accounts.models import (
    Account,
    Application,
    BusinessImport,
    MailDomain,
    Notice,
    TermsDraft,
)
from dengen.events.models import Event
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.mail.models import MailServer, Message
from tests import factories

pytestmark = pytest.mark.django_db

type Step = Callable[[Account, Account], Any]


def domain(by: Account) -> MailDomain:
    return MailDomain.settle(by=by, domain="minato.example.jp", treatment="flagged")


def notice(by: Account) -> Notice:
    return Notice(title="休止", text="休止します。", start_on=today()).publish(by=by)


def business_list(by: Account) -> BusinessImport:
    found = BusinessList(entries=[], flaws=[])
    return BusinessImport.upload(by=by, file_name="名簿.csv", found=found, replaces_all=True)


# What somebody, the second, does with what an administrator, the first, has made.
ADMINISTRATORS: dict[str, Step] = {
    "settling a mail domain": lambda _admin, by: domain(by),
    "dropping a mail domain": lambda admin, by: domain(admin).drop(by=by, read=1),
    "publishing a notice": lambda _admin, by: notice(by),
    "taking a notice down": lambda admin, by: notice(admin).take_down(by=by, read=1),
    "drafting terms": lambda _admin, by: TermsDraft.get().write("第1条", by=by, revision=0),
    "withdrawing terms": lambda admin, by: factories.new_terms(7, by=admin).withdraw(by=by),
    "uploading a list of businesses": lambda _admin, by: business_list(by),
    "comparing a list anew": lambda admin, by: business_list(admin).compare_anew(by=by),
    "taking a list over": lambda admin, by: business_list(admin).take_over(by=by),
    "discarding a list": lambda admin, by: business_list(admin).discard(by=by),
    "discarding older lists": lambda _admin, by: BusinessImport.discard_older(by=by),
}


@pytest.mark.parametrize("step", ADMINISTRATORS)
def test_a_reviewer_takes_no_step_of_an_administrators(step, reviewer):
    administrator = factories.operator("administrator")
    before = Event.objects.filter(actor=reviewer).count()
    with pytest.raises(PermissionDenied):
        ADMINISTRATORS[step](administrator, reviewer)
    assert Event.objects.filter(actor=reviewer).count() == before


def member() -> Account:
    return factories.member()


def waiting_application() -> Application:
    return factories.application().submit()


def waiting() -> Listing:
    return factories.listing(member())


def published() -> Listing:
    return factories.published(member())


def mail() -> Message:
    return Message.objects.create(
        kind="test", sender="a@example.jp", recipients=["b@example.jp"], subject="件", body="文"
    )


def asks_for_password() -> Any:
    return member().password_requests.create(organization_name="みなと")


REASON = factories.REASON
# What nobody does who only looks on.
DECIDING: dict[str, Callable[[Account], Any]] = {
    "approving an application": lambda by: waiting_application().approve(by=by, revision=1),
    "approving a listing": lambda by: waiting().approve(by=by, revision=1),
    "denying a listing": lambda by: waiting().deny(by=by, revision=1, reason=REASON),
    "deleting a listing": lambda by: published().delete(by=by, reason=REASON),
    "proposing a listing's deletion": lambda by: published().propose_deletion(
        by=by, revision=2, reason=REASON
    ),
    "reminding a poster": lambda by: published().contact_owner(by=by, revision=2),
    "suspending a member": lambda by: member().suspend(by=by, reason=REASON),
    "writing to a member": lambda by: member().contact(by=by, subject="件", text="文"),
    "retiring a member": lambda by: member().retire(by=by, reason=REASON),
    "proposing a member's end": lambda by: member().propose_retirement(by=by, reason=REASON),
    "granting a password": lambda by: asks_for_password().grant(by=by),
    "refusing a password": lambda by: asks_for_password().deny(by=by, reason=REASON),
    "retrying a mail": lambda by: mail().retry(by=by),
    "resending a mail": lambda by: mail().resend(by=by),
    "testing the mail server": lambda by: MailServer.test(by=by),
    "letting held mails go": lambda by: MailServer.release(by=by),
}


@pytest.mark.parametrize("step", DECIDING)
def test_an_auditor_takes_no_step_of_the_operators(step):
    auditor = factories.operator("auditor")
    with pytest.raises(PermissionDenied):
        DECIDING[step](auditor)
    assert not Event.objects.filter(actor=auditor).exists()
