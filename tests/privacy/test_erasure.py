"""Somebody who has left traces everywhere is retired, and searched for: in every table, and in the
raw file of the database.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from dengen.accounts.keys import TEMPORARY_PASSWORD
from dengen.accounts.models import Account, Application, Handover, PasswordRequest
from dengen.events.models import Event
from dengen.events.verification import verify
from dengen.listings.models import Draft, Listing
from dengen.mail import delivery
from dengen.mail.models import Message
from dengen.oversight.implied import differences
from dengen.privacy.pruning import forget_on_disk
from tests import factories

PERSON = {
    "family_name": "鷹觜",
    "given_name": "凜太郎",
    "family_kana": "タカノハシ",
    "given_kana": "リンタロウ",
    "gender": "other",
    "email": "rintaro@takanohashi.example.jp",
    "email2": "rintaro2@takanohashi.example.jp",
    "postal_code": "9071801",
    "street": "与那国町字与那国９９１",
    "building": "西崎灯台ビル",
    "phone": "098-087-9931",
    "fax": "098-087-9932",
    "mobile": "090-9876-5432",
    "work_address": "竹富町南風見仲３８",
    "work_phone": "098-087-9933",
}
NAME = PERSON["family_name"] + PERSON["given_name"]
# What is searched for: a sex is no trace of anybody.
STRINGS = {NAME, f"{PERSON['family_name']} {PERSON['given_name']}"} | {
    value for name, value in PERSON.items() if name not in {"gender", "family_name", "given_name"}
}
TOLD = f"{NAME}（{PERSON['email']}）について"


@pytest.fixture
def leaver(db, settings) -> Account:
    """A member with traces in every room."""
    settings.PASSWORD_SELF_SERVICE = False
    settings.KEEP_CONFIDENTIAL_MAILS = False
    reviewer = factories.operator()
    application = factories.application(**PERSON).submit()
    application.deny(by=reviewer, reason=TOLD, remarks={"phone": PERSON["phone"]}, revision=1)
    application.reopen(by=reviewer, revision=2)
    application.approve(by=reviewer, revision=3)
    leaver = Account.objects.get(login_id=application.login_id)
    _listings(leaver, reviewer)
    Draft.keep(by=leaver, key="0" * 32, values={"html": TOLD}, revision=0)
    PasswordRequest.receive(
        login_id=leaver.login_id,
        organization_name=leaver.organization_name,
        email=leaver.email,
    )
    leaver.password_requests.waiting().get().deny(by=reviewer, reason=TOLD)
    leaver.suspend(by=reviewer, reason=TOLD)
    leaver.contact(by=reviewer, subject=TOLD, text=TOLD)
    leaver.request_handover(email="kounin@takanohashi.example.jp")
    leaver.propose_retirement(by=reviewer, reason=TOLD)
    leaver.request_retirement(reason=TOLD)
    return leaver


def _listings(leaver: Account, reviewer: Account) -> None:
    contact = {"contact_person": NAME, "contact_mail": leaver.email, "contact_phone": leaver.phone}
    html = f"<p>{TOLD}</p>"
    published = factories.listing(leaver, html=html, title=f"{NAME}の発電所", **contact)
    published.approve(by=reviewer, revision=1)
    published.propose_deletion(by=reviewer, revision=2, reason=TOLD)
    factories.listing(leaver, html=html, **contact).deny(
        by=reviewer, revision=1, reason=TOLD, remarks={"contact_mail": TOLD}
    )
    factories.listing(leaver, html=html, **contact).delete(by=reviewer, reason=TOLD)


def end(leaver: Account) -> None:
    """The ID ends, its last mails go out, and the housekeeping has its hour."""
    asked = leaver.waiting_retirement
    asked.complete(by=factories.operator(), read=asked.as_read)
    delivery.send_due()
    for command in ("forget_the_retired", "prune_personal_data"):
        call_command(command)


def found_in_tables() -> set[tuple[str, str, str]]:
    """Where which string stands: every column of every row, read as text."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all().values():
            for column, value in row.items():
                text = str(value)
                found |= {(model._meta.label, column, one) for one in STRINGS if one in text}
    return found


def test_before_the_end_the_strings_are_there(leaver):
    rooms = {label.split(".")[0] for label, _column, _text in found_in_tables()}
    assert {"accounts", "listings", "mail", "events"} <= rooms


def test_nothing_of_an_erased_person_is_left_in_any_table(leaver, mailoutbox):
    end(leaver)
    assert found_in_tables() == set()


def test_nothing_of_an_erased_person_is_left_in_mails_that_had_gone_out_before(leaver, mailoutbox):
    delivery.send_due()
    end(leaver)
    assert found_in_tables() == set()


def test_whom_an_erased_person_had_invited_is_forgotten_too(leaver, mailoutbox):
    end(leaver)
    assert set(Handover.objects.values_list("email", flat=True)) == {""}


def test_the_trail_stays_whole_and_still_implies_the_tables(leaver, mailoutbox):
    end(leaver)
    assert verify().flaw is None
    assert list(differences()) == []
    assert Event.objects.get(name="account.suspended").is_erased


def test_the_last_mail_still_reaches_the_person(leaver, mailoutbox):
    end(leaver)
    assert any("削除が完了" in mail.subject for mail in mailoutbox)


def test_a_retired_ids_password_requests_keep_no_address_and_its_keys_open_nothing(leaver):
    leaver.password_requests.create(organization_name=leaver.organization_name, email=leaver.email)
    temporary = TEMPORARY_PASSWORD.issue(leaver).reveal()
    asked = leaver.waiting_retirement
    asked.complete(by=factories.operator(), read=asked.as_read)
    assert set(leaver.password_requests.values_list("email", flat=True)) == {""}
    assert TEMPORARY_PASSWORD.find(temporary) is None


def test_others_keep_what_is_theirs_after_an_erasure(leaver, buyer):
    kept = factories.listing(buyer)
    before = Account.objects.filter(pk=buyer.pk).values().get()
    mails = Message.objects.filter(reader=buyer).exclude(body="").count()
    end(leaver)
    assert Account.objects.filter(pk=buyer.pk).values().get() == before
    assert Listing.objects.get(pk=kept.pk).contact_person
    assert Message.objects.filter(reader=buyer).exclude(body="").count() == mails


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file is SQLite's")
@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_erased_person_is_left_in_the_raw_file(leaver, mailoutbox):
    end(leaver)
    forget_on_disk()
    name = Path(connection.settings_dict["NAME"])
    raw = b"".join(
        path.read_bytes() for path in name.parent.glob(f"{name.name}*") if path.is_file()
    )
    assert b"SQLite format 3" in raw
    assert {one for one in STRINGS if one.encode() in raw} == set()


@pytest.mark.parametrize("step", ["approve", "deny"])
def test_a_decided_application_keeps_no_hash_of_a_password(reviewer, step):
    application = factories.application().submit()
    denial = {"reason": "理由"} if step == "deny" else {}
    getattr(application, step)(by=reviewer, revision=1, **denial)
    assert Application.objects.get(pk=application.pk).password == ""


def test_who_is_approved_after_all_is_told_to_set_a_new_password(reviewer):
    application = factories.application().submit()
    application.deny(by=reviewer, revision=1, reason="理由")
    application.reopen(by=reviewer, revision=2)
    application.approve(by=reviewer, revision=3)
    body = Message.objects.get(kind="application_approved").body
    assert "パスワードの再設定をお願いいたします" in body
