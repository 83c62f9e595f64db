"""The auditors' morning mail: from a set hour on, once a day, with what is to be kept elsewhere."""

from datetime import datetime

import pytest
from django.conf import settings as board
from django.core.management import call_command
from django.db import connection

from dengen import clock
from dengen.events.models import Event, Seal
from dengen.japan.business_days import TOKYO
from dengen.mail.models import Message
from dengen.oversight.models import MorningReport
from tests import factories

YESTERDAY = datetime(2027, 6, 1, 15, 0, tzinfo=TOKYO)
MORNING = datetime(2027, 6, 2, board.AUDIT_MAIL_HOUR, tzinfo=TOKYO)


@pytest.fixture
def auditor(db):
    return factories.operator("auditor")


def write(at: datetime = MORNING) -> None:
    with clock.at(at):
        call_command("write_to_auditors")


def mail() -> Message:
    return Message.objects.get(kind="morning_report")


def test_the_morning_report_says_where_the_trail_ends_and_what_a_check_has_found(auditor):
    write()
    reported = Event.objects.get(name="trail.reported")
    number, digest = reported.particular("head").split(":")
    assert Seal.objects.get(number=number).digest == digest
    assert (mail().reader, mail().recipients) == (auditor, auditor.addresses)
    assert f"検証した記録　：{number}件" in mail().body
    assert f"番号　：{number}" in mail().body
    assert f"封印　：{digest}" in mail().body
    assert "問題は見つかりませんでした" in mail().body


def test_the_morning_report_counts_yesterdays_decisions_in_tokyo(auditor, seller, reviewer):
    with clock.at(YESTERDAY):
        for _listing in range(2):
            factories.published(seller, by=reviewer)
    with clock.at(MORNING.replace(hour=0, minute=30)):
        factories.published(seller, by=reviewer)
    write()
    assert "承認・否認　　　　　　　　：2件" in mail().body


def test_the_morning_report_says_when_one_of_two_had_invited_the_other(auditor, seller, settings):
    settings.SECOND_OPERATOR = True
    administrator = factories.operator("administrator")
    friend = factories.invitation(administrator, role="reviewer").accept(
        password=factories.PASSWORD
    )
    with clock.at(YESTERDAY):
        proposal = seller.propose_retirement(by=administrator, reason=factories.REASON)
        proposal.second(by=friend)
    write()
    assert "二人の職員による操作　　　：1件" in mail().body
    assert "一方が他方を招待した職員であるもの：1件" in mail().body


def test_the_morning_report_says_nothing_of_an_invitation_where_there_was_none(
    auditor, seller, settings
):
    settings.SECOND_OPERATOR = True
    with clock.at(YESTERDAY):
        proposal = seller.propose_retirement(by=factories.operator(), reason=factories.REASON)
        proposal.second(by=factories.operator())
    write()
    assert "二人の職員による操作　　　：1件" in mail().body
    assert "招待した職員" not in mail().body


def test_a_row_that_was_changed_behind_the_trail_is_told(auditor, seller):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_account SET role = 'administrator' WHERE role = 'auditor'")
        cursor.execute("UPDATE accounts_account SET role = 'auditor' WHERE id = %s", [auditor.pk])
    listing = factories.published(seller)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE listings_listing SET status = 'denied' WHERE id = %s", [listing.pk])
    write()
    assert "要確認" in mail().subject
    assert f"listings.listing {listing.pk}のstatusが" in mail().body


def test_the_morning_report_waits_for_its_hour_and_comes_once_a_day(auditor, settings):
    write(MORNING.replace(hour=settings.AUDIT_MAIL_HOUR - 1, minute=59))
    assert not Message.objects.filter(kind="morning_report").exists()
    for hour in (settings.AUDIT_MAIL_HOUR, settings.AUDIT_MAIL_HOUR + 1, 23):
        write(MORNING.replace(hour=hour))
    assert Message.objects.filter(kind="morning_report").count() == 1
    write(MORNING.replace(day=3))
    assert Message.objects.filter(kind="morning_report").count() == 2


def test_without_an_auditor_there_is_none(db):
    factories.operator("auditor").retire(by=factories.operator("administrator"), reason="退職")
    write()
    assert not MorningReport.objects.exists()


def test_a_second_worker_does_not_write_again(auditor):
    with clock.at(MORNING):
        assert MorningReport.make(MORNING.date())
        assert MorningReport.make(MORNING.date()) is None
