"""What must stay true when many come at the same moment."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from dengen.accounts.authentication.refusals import Frozen, WrongPassword
from dengen.accounts.authentication.second_factor.second_step import take_second_step
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.models import (
    Account,
    Application,
    Handover,
    Invitation,
    LimitCount,
    LoginGuard,
    LoginID,
    RetirementRequest,
    Terms,
    TermsDraft,
)
from dengen.events import origin
from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_50_parallel_wrong_passwords_exactly_those_allowed_are_checked():
    member = factories.member(login_name="Minato2026")
    outcomes = at_once(50, lambda number: log_in(["minato2026", "MINATO2026"][number % 2], "wrong"))
    assert [type(one) for one in outcomes].count(WrongPassword) == settings.LOGIN_TRIES - 1
    assert [type(one) for one in outcomes].count(Frozen) == 51 - settings.LOGIN_TRIES
    assert LoginGuard.objects.get(account=member).failures == settings.LOGIN_TRIES
    assert Event.objects.filter(name="account.frozen").count() == 1
    assert Message.objects.filter(kind="account_frozen").count() == 1


def test_an_unknown_id_is_counted_in_the_same_way():
    outcomes = at_once(20, lambda _: log_in("nobody123", "wrong"))
    assert [type(one) for one in outcomes].count(WrongPassword) == settings.LOGIN_TRIES - 1


def test_20_parallel_applications_with_one_id_make_one():
    factories.terms()
    applications = [
        factories.application(login_name=["Minato2026", "minato2026"][number % 2])
        for number in range(20)
    ]
    outcomes = at_once(20, lambda number: applications[number].submit())
    assert sum(isinstance(one, Application) for one in outcomes) == 1
    assert all(isinstance(one, Application) or "login_name" in one.error_dict for one in outcomes)
    assert Application.objects.count() == 1


def test_a_button_pressed_20_times_makes_one_application():
    key = uuid4()
    values = factories.application(login_name="Minato2026", submission_key=key)
    same = {field.attname: getattr(values, field.attname) for field in values._meta.fields}
    outcomes = at_once(20, lambda _: Application(**same).submit().pk)
    assert len(set(outcomes)) == 1
    assert Application.objects.count() == 1


def test_a_button_pressed_20_times_counts_once_for_its_network(settings):
    settings.APPLICATIONS_PER_NETWORK = 50
    values = factories.application(login_name="Minato2026", submission_key=uuid4())
    same = {field.attname: getattr(values, field.attname) for field in values._meta.fields}

    def press(_number: int) -> Application:
        origin.current.set(origin.Origin("web", "203.0.113.9"))  # of this thread alone
        return Application(**same).submit()

    assert len({one.pk for one in at_once(20, press)}) == 1
    assert LimitCount.objects.get(name="application.network").count == 1


def test_parallel_applications_with_one_mail_address_make_one():
    applications = [factories.application(email="a@minato.example.jp") for _ in range(8)]
    outcomes = at_once(8, lambda number: applications[number].submit())
    assert sum(one.pk is not None for one in outcomes) == 1
    assert Application.objects.count() == LoginID.objects.count() == 1


def test_two_operators_at_once_make_one_decision_and_the_other_is_told():
    first, second = factories.operator(), factories.operator()
    application = factories.application().submit()

    def decide(number: int) -> None:
        mine = Application.objects.get(pk=application.pk)
        if number % 2:
            mine.approve(by=first, revision=1)
        else:
            mine.deny(by=second, reason="名称が違います", revision=1)

    outcomes = at_once(2, decide)
    assert [type(one) for one in outcomes if one] == [Overtaken]
    assert outcomes.count(None) == 1
    assert (
        Event.objects.filter(name__in=["application.approved", "application.denied"]).count() == 1
    )


def test_of_two_applications_of_one_business_only_one_can_be_approved():
    operator = factories.operator()
    name = "みなと火力発電株式会社"
    waiting = [factories.application(organization_name=name).submit() for _ in range(4)]
    outcomes = at_once(4, lambda number: waiting[number].approve(by=operator, revision=1))
    assert outcomes.count(True) == 1
    assert sum(isinstance(one, StepNotAllowed) for one in outcomes) == 3
    assert Account.objects.filter(role="member").count() == 1


def test_a_request_completed_and_taken_back_at_once_is_one_of_both():
    operator, member = factories.operator(), factories.member()
    member.request_retirement()
    seen = member.waiting_retirement

    def act(number: int) -> None:
        if number:
            Account.objects.get(pk=member.pk).withdraw_retirement()
        else:
            found = RetirementRequest.objects.get(pk=seen.pk)
            found.complete(by=operator, read=found.as_read)

    refused = [type(one) for one in at_once(2, act) if one]
    is_active = Account.objects.get(pk=member.pk).is_active
    assert refused == ([Overtaken] if is_active else [])
    names = ["account.retired", "retirement.cancelled"]
    assert Event.objects.filter(name__in=names).count() == 1


def handed_over():
    """A member with a listing, and the successor's application that waits."""
    member = factories.member()
    listing = factories.listing(member)
    handover = member.request_handover(email="kounin@minato.example.jp")
    application = factories.application(handover=handover).submit()
    return member, listing, application


def test_a_handover_approved_twice_at_once_is_one():
    _member, _listing, application = handed_over()
    operators = [factories.operator(), factories.operator()]

    def approve(number: int) -> None:
        mine = Application.objects.get(pk=application.pk)
        mine.approve(by=operators[number], revision=1)

    assert [type(one) for one in at_once(2, approve) if one] == [Overtaken]
    assert Account.objects.members().active().count() == 1
    assert Event.objects.filter(name="account.handed_over").count() == 1


def test_a_listing_deleted_while_it_is_handed_over_is_deleted_or_moved():
    member, listing, application = handed_over()
    operator = factories.operator()

    def act(number: int) -> None:
        if number:
            Listing.objects.get(pk=listing.pk).delete(by=member)
        else:
            Application.objects.get(pk=application.pk).approve(by=operator, revision=1)

    refused = [type(one) for one in at_once(2, act) if one]
    listing.refresh_from_db()
    is_mine = listing.owner_id == member.pk
    assert listing.status == ("deleted" if is_mine else "pending")
    assert refused == ([] if is_mine else [PermissionDenied])


def test_a_listing_approved_while_it_is_handed_over_is_both():
    _member, listing, application = handed_over()
    operators = [factories.operator(), factories.operator()]

    def act(number: int) -> None:
        one = Listing.objects.get(pk=listing.pk) if number else application
        one.approve(by=operators[number], revision=1)

    assert at_once(2, act) == [None, None]
    listing.refresh_from_db()
    assert listing.status == "published"
    assert listing.owner == Account.objects.members().active().get()


def test_the_end_of_the_id_asked_for_at_the_moment_of_the_approval_is_one_of_both():
    member, _listing, application = handed_over()
    operator = factories.operator()

    def act(number: int) -> None:
        if number:
            Account.objects.get(pk=member.pk).request_retirement()
        else:
            Application.objects.get(pk=application.pk).approve(by=operator, revision=1)

    refused = [type(one) for one in at_once(2, act) if one]
    member.refresh_from_db()
    assert refused == ([StepNotAllowed] if member.is_active else [])
    assert bool(member.waiting_retirement) == member.is_active
    assert Account.objects.members().active().count() == 1


def test_one_of_two_successors_at_once_applies():
    member = factories.member()
    handover = member.request_handover(email="kounin@minato.example.jp")
    waiting = [
        factories.application(handover=Handover.objects.get(pk=handover.pk)) for _ in range(4)
    ]
    outcomes = at_once(4, lambda number: waiting[number].submit())
    assert sum(isinstance(one, Application) for one in outcomes) == 1
    assert all(isinstance(one, Application) or "handover" in one.error_dict for one in outcomes)


def test_two_administrators_who_publish_at_once_publish_one_version():
    administrators = [factories.operator("administrator") for _ in range(2)]
    TermsDraft.get().write("第1条　新しい規約", by=administrators[0], revision=0)

    def publish(number: int) -> None:
        TermsDraft.get().publish(effective_on=today(), by=administrators[number], revision=1)

    assert [type(one) for one in at_once(2, publish) if one] == [Overtaken]
    assert Terms.objects.count() == 2


def test_one_code_of_the_app_is_taken_once_by_many():
    account = factories.operator()
    factories.authenticator_app(account)
    code = factories.code(account)

    def take(_number: int) -> None:
        take_second_step(Account.objects.get(pk=account.pk), "app", code, logs_in=True)

    outcomes = at_once(4, take)
    assert [outcome for outcome in outcomes if outcome is None] == [None]


def test_one_of_two_administrators_who_end_each_other_remains():
    two = [factories.operator("administrator") for _ in range(2)]
    at_once(2, lambda number: two[number].retire(by=two[1 - number], reason=factories.REASON))
    assert Account.objects.active().filter(role="administrator").count() == 1


def test_an_invitation_accepted_by_many_makes_one_account():
    invitation = factories.invitation(factories.operator("administrator"))

    def accept(_number: int) -> Account:
        return Invitation.objects.get(pk=invitation.pk).accept(password=factories.PASSWORD)

    outcomes = at_once(5, accept)
    assert sum(isinstance(outcome, Account) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, StepNotAllowed) for outcome in outcomes) == 4
