"""A step that begins while another is under way waits for it, and then sees what it has done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dengen.accounts.keys import MAIL_ADDRESS
from dengen.accounts.models import (
    Account,
    Application,
    AuthenticatorApp,
    MailAddressChange,
    Organization,
    PasswordRequest,
    Terms,
    TermsDraft,
)
from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from tests import factories
from tests.factories import REASON
from tests.keys import mailed_key
from tests.races import again, met, one_writer_at_a_time

pytestmark = [pytest.mark.django_db(transaction=True), one_writer_at_a_time]
Step = Callable[[], Any]


def suspension() -> Step:
    member, operator = factories.member(), factories.operator()
    return lambda: again(member).suspend(by=operator, reason=REASON)


def retirement_request() -> Step:
    member = factories.member()
    return lambda: again(member).request_retirement()


def retirement() -> Step:
    member, operator = factories.member(), factories.operator()
    return lambda: again(member).retire(by=operator, reason=REASON)


def change_of_contact() -> Step:
    member = factories.member()
    values = {name: getattr(member, name) for name in ("email", "email2", "street", "phone")}
    values |= {"postal_code": member.postal_code, "prefecture": member.prefecture}
    values |= {"work_address": member.work_address, "phone": "03-9999-0000"}
    return lambda: again(member).change_contact(values, by=member)


def handover_request() -> Step:
    member = factories.member()
    return lambda: again(member).request_handover(email="kounin@minato.example.jp")


def handover_cancellation() -> Step:
    member = factories.member()
    member.request_handover(email="kounin@minato.example.jp")
    return lambda: again(member).cancel_handover()


def consent() -> Step:
    member = factories.member()
    terms = factories.new_terms()
    return lambda: again(member).accept_terms(Terms.objects.get(pk=terms.pk))


def refusal_of_terms() -> Step:
    member = factories.member()
    terms = factories.new_terms()
    return lambda: again(member).decline_terms(Terms.objects.get(pk=terms.pk))


def withdrawal_of_terms() -> Step:
    administrator = factories.operator("administrator")
    terms = factories.new_terms(days=14, by=administrator)
    return lambda: again(terms).withdraw(by=administrator)


def draft_of_terms() -> Step:
    administrator = factories.operator("administrator")
    factories.terms()
    TermsDraft.get().write("第1条　案", by=administrator, revision=0)
    return lambda: TermsDraft.get().discard(by=administrator, revision=1)


def password_request() -> Step:
    login_id = factories.member().login_id
    given = {"organization_name": "みなと火力発電株式会社", "email": ""}
    return lambda: PasswordRequest.receive(login_id=login_id, **given)


def waiting_request() -> PasswordRequest:
    password_request()()
    return PasswordRequest.objects.get()


def temporary_password() -> Step:
    request, operator = waiting_request(), factories.operator()
    return lambda: again(request).grant(by=operator)


def denied_password_request() -> Step:
    request, operator = waiting_request(), factories.operator()
    return lambda: again(request).deny(by=operator, reason=REASON)


def withdrawal_of_an_invitation() -> Step:
    administrator = factories.operator("administrator")
    invitation = factories.invitation(administrator)
    return lambda: again(invitation).withdraw(by=administrator)


def return_of_terms_to_the_draft() -> Step:
    administrator = factories.operator("administrator")
    terms = factories.new_terms(days=14, by=administrator)
    revision = TermsDraft.get().revision
    return lambda: TermsDraft.get().restore(again(terms), by=administrator, revision=revision)


STEPS = {
    "account.suspended": suspension,
    "retirement.requested": retirement_request,
    "account.retired": retirement,
    "contact.changed": change_of_contact,
    "handover.requested": handover_request,
    "handover.cancelled": handover_cancellation,
    "terms.accepted": consent,
    "terms.declined": refusal_of_terms,
    "terms.cancelled": withdrawal_of_terms,
    "terms.discarded": draft_of_terms,
    "password_reset.requested": password_request,
    "password_reset.granted": temporary_password,
    "password_reset.denied": denied_password_request,
    "invitation.cancelled": withdrawal_of_an_invitation,
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_pressed_again_while_it_is_taken_is_taken_once(name):
    step = STEPS[name]()
    outcome = met(step, step)
    assert not isinstance(outcome, Exception) or isinstance(outcome, StepNotAllowed)
    assert Event.objects.filter(name=name).count() == 1


def test_nobody_proposes_to_end_an_id_that_is_being_ended():
    member, operator = factories.member(), factories.operator()
    refused = met(
        lambda: again(member).retire(by=operator, reason=REASON),
        lambda: again(member).propose_retirement(by=operator, reason=REASON),
    )
    assert isinstance(refused, Overtaken)


def handed_over() -> tuple[Account, Application]:
    """A member, and the successor's application that waits."""
    member = factories.member()
    handover = member.request_handover(email="kounin@minato.example.jp")
    return member, factories.application(handover=handover).submit()


def test_no_successor_is_approved_while_the_handover_is_called_off():
    (member, application), operator = handed_over(), factories.operator()
    refused = met(
        lambda: again(member).cancel_handover(),
        lambda: again(application).approve(by=operator, revision=1),
    )
    assert isinstance(refused, StepNotAllowed)
    assert again(member).is_active


def test_a_handover_that_is_being_called_off_is_not_ended_again_by_a_denial():
    (member, application), operator = handed_over(), factories.operator()
    outcome = met(
        lambda: again(member).cancel_handover(),
        lambda: again(application).deny(by=operator, revision=1, reason=REASON),
    )
    assert not isinstance(outcome, Exception)
    assert member.handovers.get().outcome == "cancelled"


def test_of_two_second_factors_that_are_removed_at_once_one_stays():
    account = factories.operator()
    factories.authenticator_app(account)
    passkey = account.passkeys.create(name="鍵", credential_id="00", credential=b"", count=0)
    refused = met(
        lambda: again(account).remove_authenticator_app(),
        lambda: again(account).remove_passkey(passkey.pk),
    )
    assert isinstance(refused, StepNotAllowed)
    assert again(account).has_second_factor


def test_an_app_that_is_being_set_up_is_not_set_up_twice():
    account = factories.operator()

    def step() -> None:
        factories.authenticator_app(again(account))

    assert isinstance(met(step, step), StepNotAllowed)
    assert AuthenticatorApp.objects.count() == 1


def test_no_recovery_codes_are_renewed_for_a_second_factor_that_is_being_cleared():
    account = factories.operator()
    factories.authenticator_app(account)
    refused = met(
        lambda: again(account).clear_second_factor(by=None),
        lambda: again(account).renew_recovery_codes(),
    )
    assert isinstance(refused, StepNotAllowed)


def test_a_colleague_who_is_being_retired_gets_no_other_role():
    administrator, colleague = (factories.operator("administrator") for _ in range(2))
    refused = met(
        lambda: again(colleague).retire(by=administrator, reason=REASON),
        lambda: again(colleague).change_role("auditor", by=administrator),
    )
    assert isinstance(refused, PermissionDenied)


def test_the_number_of_a_business_that_is_being_noted_is_not_lost_to_another_application():
    named = transaction.atomic(Organization.of)
    named("みなと火力発電株式会社")
    met(
        lambda: named("みなと火力発電株式会社", "7000012050002"),
        lambda: named("みなと火力発電株式会社"),
    )
    assert Organization.objects.get().corporate_number == "7000012050002"


def asked_for(member: Account, field: str, address: str) -> MailAddressChange:
    """Return the change of an address that a member has asked for."""
    with transaction.atomic():
        member.ask_for(field, address, by=member)
    return member.mail_address_changes.get(field=field)


def test_an_address_that_is_being_confirmed_in_one_place_is_not_confirmed_in_the_other():
    member = factories.member()
    address = "atarashii@minato.example.jp"
    first, second = (
        (
            asked_for(member, field, address),
            MAIL_ADDRESS.find(mailed_key("mail_address_confirmation")),
        )
        for field in ("email", "email2")
    )
    refused = met(
        lambda: again(first[0]).confirm(by=member, key=first[1]),
        lambda: again(second[0]).confirm(by=member, key=second[1]),
    )
    assert isinstance(refused, StepNotAllowed)
    assert again(member).email2 == ""


def test_who_takes_terms_back_that_are_being_taken_back_is_told_nothing_new():
    step = return_of_terms_to_the_draft()
    assert met(step, step) is None
    assert Event.objects.filter(name="terms.cancelled").count() == 1
