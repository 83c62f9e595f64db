"""A denied application waits again, if nobody has taken its ID, business or mail meanwhile."""

import pytest
from django.core.exceptions import ValidationError

from dengen.accounts.authentication.refusals import WrongPassword
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.models import Account, Application, LoginID
from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.mail.models import Message
from tests import factories
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def denied(reviewer):
    application = factories.application(login_name="Minato2026").submit()
    application.deny(by=reviewer, reason="理由", remarks={"phone": "違います"}, revision=1)
    return application


def test_a_reopened_application_waits_with_its_login_id(denied, reviewer):
    denied.reopen(by=reviewer, revision=2)
    denied.refresh_from_db()
    assert (denied.status, denied.reason, denied.remarks) == ("waiting", "", {})
    assert LoginID.is_taken("minato2026")


def test_the_approval_of_a_reopened_application_makes_a_member_who_sets_a_new_password(
    denied, reviewer
):
    denied.reopen(by=reviewer, revision=2)
    denied.approve(by=reviewer, revision=3)
    account = Account.objects.get(login_id="minato2026")
    assert account.email == denied.email
    assert not account.has_usable_password()
    with pytest.raises(WrongPassword):
        log_in("Minato2026", factories.PASSWORD)


def test_a_reopened_application_can_be_denied_again(denied, reviewer):
    denied.reopen(by=reviewer, revision=2)
    denied.deny(by=reviewer, reason="やはり", revision=3)
    reasons = [one.particular("reason") for one in Event.objects.filter(name="application.denied")]
    assert reasons == ["理由\n\n電話番号：違います", "やはり"]


def test_the_applicant_gets_a_mail_about_a_reopening(denied, reviewer):
    for _ in range(2):
        denied.reopen(by=reviewer, revision=2)
    assert Message.objects.get(kind="application_reopened").recipients == [denied.email]


def test_a_colleague_who_read_it_earlier_is_told(denied, reviewer):
    denied.reopen(by=reviewer, revision=2)
    with pytest.raises(Overtaken):
        denied.reopen(by=factories.operator(), revision=2)


@pytest.mark.parametrize(
    ("field", "words"), [("login_name", "会員ID"), ("email", "メールアドレス")]
)
def test_an_application_stays_denied_when_another_has_taken_its_id(denied, reviewer, field, words):
    factories.application(**{field: getattr(denied, field)}).submit()
    with pytest.raises(StepNotAllowed, match=words):
        denied.reopen(by=reviewer, revision=2)
    denied.refresh_from_db()
    assert denied.status == "denied"


def test_an_application_stays_denied_when_its_business_has_a_member(denied, reviewer):
    factories.member(organization_name=denied.organization_name)
    with pytest.raises(StepNotAllowed, match="事業者"):
        denied.reopen(by=reviewer, revision=2)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_the_login_id_at_once_one_has_it(denied, reviewer):
    rival = factories.application(login_name="minato2026")

    def claim(number: int) -> None:
        if number:
            rival.submit()
        else:
            Application.objects.get(pk=denied.pk).reopen(by=reviewer, revision=2)

    answers = at_once(2, claim)
    refusals = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(one) for one in refusals] in ([StepNotAllowed], [ValidationError])
    assert Application.objects.waiting().count() == 1
