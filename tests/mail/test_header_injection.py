"""Nothing that people type adds a header or a recipient to a mail, whichever field it came by."""

from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes, policy

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from dengen.accounts.membership.person import PERSON_FIELDS
from dengen.accounts.models import Account, Notice
from dengen.japan.business_days import today
from dengen.mail.email import as_email
from dengen.mail.models import Message
from tests import factories
from tests.outbox import delivery_of

pytestmark = pytest.mark.django_db
INJECTED = "x\r\nBcc: evil@evil.example\r\nSubject: forged\r\n\r\nforged body"
HEADERS = {
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
}
LISTING = ["title", "organization_name", "contact_mail", "contact_person", "contact_phone"]


def check_all() -> None:
    """Every mail in the outbox is refused as a whole, or has the headers that it should have."""
    for message in Message.objects.all():
        with suppress(ValueError):  # Django's BadHeaderError: it never leaves the house
            check(message)


def check(message: Message) -> None:
    mail = message_from_bytes(
        as_email(delivery_of(message)).message().as_bytes(), policy=policy.default
    )
    assert set(mail.keys()) == HEADERS
    assert "evil.example" not in str(mail["To"]).replace("x\r\nBcc: evil@evil.example", "")
    assert len(mail.get_all("Subject")) == 1
    assert "\n" not in mail["Subject"]


@pytest.fixture
def operator():
    return factories.operator("administrator")


@pytest.mark.parametrize("field", [*PERSON_FIELDS, "organization_name", "login_name"])
def test_no_field_of_an_application_adds_a_header_to_a_mail(field, operator):
    with suppress(ValidationError, IntegrityError, DataError):
        application = factories.application(**{field: INJECTED})
        application.submit()
        application.deny(by=operator, reason="理由", revision=application.revision)
    check_all()


@pytest.mark.parametrize("field", LISTING)
def test_no_field_of_a_listing_adds_a_header_to_a_mail(field, seller, operator):
    with suppress(ValidationError, DataError):
        listing = factories.listing(seller, **{field: INJECTED})
        listing.deny(by=operator, reason="理由", revision=1)
        listing.reopen(by=operator, revision=listing.revision)
        listing.approve(by=operator, revision=listing.revision)
        listing.deny(by=operator, reason="理由", revision=listing.revision)
    check_all()


STEPS: dict[str, Callable[[Account, Account], object]] = {
    "a reason of a suspension": lambda one, by: one.suspend(by=by, reason=INJECTED),
    "the subject of a letter": lambda one, by: one.contact(by=by, subject=INJECTED, text="本文"),
    "the text of a letter": lambda one, by: one.contact(by=by, subject="件名", text=INJECTED),
    "the address of a successor": lambda one, by: one.request_handover(email=INJECTED),
    "the reason of a retirement": lambda one, by: one.request_retirement(reason=INJECTED),
    "a notice": lambda one, by: Notice(title=INJECTED, text=INJECTED, start_on=today()).publish(
        by=by
    ),
    "an invited name": lambda one, by: factories.invitation(by, name=INJECTED),
    "an invited address": lambda one, by: factories.invitation(by, email=INJECTED),
    "a denial": lambda one, by: factories.listing(one).deny(by=by, reason=INJECTED, revision=1),
}


@pytest.mark.parametrize("step", STEPS)
def test_no_text_of_a_step_adds_a_header_to_a_mail(step, seller, operator):
    with suppress(ValidationError, DataError):
        STEPS[step](seller, operator)
    check_all()


@pytest.mark.parametrize("setting", ["BOARD_NAME", "OPERATOR_NAME"])
def test_no_setting_adds_a_header_to_a_mail(settings, seller, operator, setting):
    setattr(settings, setting, INJECTED)
    seller.suspend(by=operator, reason="理由")
    check_all()


def test_the_subject_of_a_letter_is_one_line(seller, operator):
    seller.contact(by=operator, subject="件名\r\nBcc: evil@evil.example", text="本文")
    message = Message.objects.get(kind="operator_letter")
    assert message.subject.endswith("】件名 Bcc: evil@evil.example")
    assert message.recipients == [seller.email]
