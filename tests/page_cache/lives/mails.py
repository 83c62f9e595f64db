"""Mails, as far as a member's home page shows them, and the board as its keepers see it."""

from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command

from dengen import clock
from dengen.backup.models import ReadOnlyMode, Restoration
from dengen.japan.business_days import today
from dengen.mail import delivery
from dengen.mail.models import MailServer, Message
from dengen.oversight.models import MorningReport
from tests import factories
from tests.page_cache.lives import life
from tests.page_cache.panel import Cast


def newest_to(cast: Cast) -> Message:
    return Message.objects.to_be_read_by(cast.bystander)[0]


@life("account.contacted", "mail.retried", "mail.repeated", "mail.tested", "sending.resumed")
def a_letter(cast: Cast) -> Iterator[None]:
    cast.bystander.contact(by=cast.colleague, subject="お願い", text="ご連絡ください。")
    yield
    newest_to(cast).retry(by=cast.colleague)
    yield
    delivery.send_due()
    yield
    newest_to(cast).resend(by=cast.colleague)
    yield
    MailServer.test(by=cast.colleague)
    MailServer.objects.update(held_since=clock.now())
    MailServer.release(by=cast.colleague)
    yield


@life()
def a_letter_of_long_ago(cast: Cast) -> Iterator[None]:
    delivery.send_due()
    cast.later(days=settings.MAIL_DAYS + 1)
    yield
    call_command("prune_personal_data")
    yield


@life("person.erased")
def a_letter_that_names_somebody_who_leaves(cast: Cast) -> Iterator[None]:
    for listing in (cast.published, cast.waiting):  # else their deletion changes the page
        listing.delete(by=cast.owner)
    text = f"{cast.owner.full_name}様にご確認ください。"
    cast.bystander.contact(by=cast.colleague, subject=text, text=text)
    delivery.send_due()
    cast.bystander.contact(by=cast.colleague, subject=f"再び、{text}", text=text)
    yield
    cast.owner.retire(by=cast.colleague, reason=factories.REASON)
    yield
    delivery.send_due()
    yield
    call_command("forget_the_retired")
    yield


@life("trail.reported", "board.restored", "writing.paused", "writing.resumed")
def the_board(cast: Cast) -> Iterator[None]:
    MorningReport.make(today())
    yield
    Restoration.note(backed_up_at=clock.now(), head="")
    yield
    ReadOnlyMode.begin(by=cast.administrator, reason="更新のため")
    yield
    ReadOnlyMode.end(by=cast.administrator)
    yield
