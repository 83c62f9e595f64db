"""No key can be read on the board by anybody: only the mail that is sent has it."""

import pytest
import time_machine
from django.core.management import call_command

from dengen import clock
from dengen.accounts.keys import HANDOVER, PASSWORD_LINK
from dengen.accounts.membership.account.contact import CONTACT_FIELDS
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of
from tests.keys import PLACES, mailed_key
from tests.letters import letters_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(seller, reviewer, settings):
    """One mail of each kind that carries a key."""
    settings.PASSWORD_SELF_SERVICE = True
    addresses = {"email_confirmed_at": None, "email2": "b@minato.example.jp"}
    factories.application(**addresses).submit()
    contact = {name: getattr(seller, name) for name in CONTACT_FIELDS}
    seller.change_contact(contact | {"email2": "futatsume@minato.example.jp"}, by=seller)
    seller.request_handover(email="kounin@minato.example.jp")
    factories.invitation(factories.operator("administrator"))
    request = seller.password_requests.create(organization_name=seller.organization_name)
    request.grant(by=reviewer)
    request.receive(
        login_id=seller.login_id,
        organization_name=seller.organization_name,
        email=seller.email,
    )
    return {kind: mailed_key(kind) for kind in PLACES}


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("role", ["reviewer", "administrator", "auditor"])
def test_nobody_of_the_staff_reads_it_in_the_outgoing_mails(letters, kind, role):
    mail = Message.objects.filter(kind=kind).latest("pk")
    page = browser_of(factories.operator(role)).get(f"/console/mails/{mail.pk}/")
    assert mail.subject in page.text
    assert letters[kind] not in page.text


def test_no_key_stands_in_the_table_of_mails(letters):
    kept = str(list(Message.objects.values()))
    assert [kind for kind, key in letters.items() if key in kept] == []


def test_no_key_stands_in_the_trail_and_its_exports(letters):
    auditor_client = browser_of(factories.operator("auditor"))
    told = auditor_client.get("/console/audit/").text + "".join(
        chunk.decode()
        for chunk in auditor_client.get("/console/audit/events.jsonl").streaming_content
    )
    assert [kind for kind, key in letters.items() if key in told] == []


def test_the_recipient_of_a_mail_reads_its_key(letters):
    (mail,) = letters_to("kounin@minato.example.jp", "担当者の交代")
    assert letters["handover_invitation"] in mail.body


def test_the_key_of_a_mail_is_forgotten_once_it_was_sent(letters, settings):
    settings.KEEP_CONFIDENTIAL_MAILS = False
    letters_to("kounin@minato.example.jp")
    assert not Message.objects.filter(state="sent").exclude(secrets="").exists()


@pytest.fixture
def invited(seller):
    """A handover whose mail waits."""
    return seller.request_handover(email="kounin@minato.example.jp")


def use(handover):
    assert HANDOVER.open_for(handover.pk).use()


def run_out(handover):
    with time_machine.travel(clock.now() + HANDOVER.lifetime):
        call_command("clear_login_traces")


@pytest.mark.parametrize(
    "end",
    [
        use,
        run_out,
        lambda handover: handover.account.cancel_handover(),
        lambda handover: HANDOVER.issue(handover.account, slot=handover.pk),
    ],
    ids=["used", "expired", "voided", "newer"],
)
def test_a_key_that_has_ended_is_erased_from_the_mail_that_waits(invited, end):
    mail = Message.objects.get(kind="handover_invitation")
    assert mail.secrets
    end(invited)
    mail.refresh_from_db()
    assert mail.secrets == ""


def test_a_key_that_is_open_stays_in_the_mail_that_waits(invited, seller):
    PASSWORD_LINK.issue(seller)
    call_command("clear_login_traces")
    assert Message.objects.get(kind="handover_invitation").secrets


def test_a_mail_that_goes_out_after_its_key_has_ended_says_so(invited):
    use(invited)
    (mail,) = letters_to("kounin@minato.example.jp")
    assert "（有効期限が過ぎたか、その後の手続きにより無効になったため、省略しました）" in mail.body
    assert "[[" not in mail.body
