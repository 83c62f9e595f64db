"""What is kept for some days only, at its limit."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from dengen import clock
from dengen.accounts.models import Application
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from dengen.events.verification import verify
from dengen.listings.models import Listing
from dengen.mail import delivery
from dengen.mail.models import Message
from dengen.oversight.implied import differences
from dengen.privacy import pruning
from tests import factories


def after(days: int, seconds: int) -> None:
    with clock.at(clock.now() + timedelta(days=days, seconds=seconds)):
        call_command("prune_personal_data")


@pytest.fixture
def denied(reviewer) -> Application:
    application = factories.application().submit()
    application.deny(by=reviewer, revision=1, reason=f"{application.full_name}様へ")
    return application


@pytest.fixture
def deleted(seller) -> Listing:
    listing = factories.listing(seller)
    listing.delete(by=seller)
    return listing


def test_a_denied_application_is_kept_as_long_as_its_setting_says(denied, settings):
    after(settings.DENIED_APPLICATION_DAYS, -60)
    assert Application.objects.get(pk=denied.pk).email == denied.email
    after(settings.DENIED_APPLICATION_DAYS, 60)
    denied.refresh_from_db()
    assert (denied.email, denied.full_name, denied.phone, denied.reason) == ("", "", "", "＊＊＊")
    assert Event.objects.get(name="application.denied").is_erased
    assert verify().flaw is None
    assert list(differences()) == []


def test_what_was_erased_cannot_be_reconsidered(denied, reviewer, settings):
    after(settings.DENIED_APPLICATION_DAYS, 60)
    denied.refresh_from_db()
    with pytest.raises(StepNotAllowed, match="保存期間"):
        denied.reopen(by=reviewer, revision=denied.revision)


def test_a_waiting_application_is_never_pruned(db, settings):
    waiting = factories.application().submit()
    after(settings.DENIED_APPLICATION_DAYS * 3, 0)
    assert Application.objects.get(pk=waiting.pk).email == waiting.email


def test_a_deleted_listing_is_kept_as_long_as_its_setting_says(deleted, settings):
    after(settings.DELETED_LISTING_DAYS, -60)
    assert Listing.objects.get(pk=deleted.pk).contact_person == deleted.contact_person
    after(settings.DELETED_LISTING_DAYS, 60)
    deleted = Listing.objects.select_related("body").get(pk=deleted.pk)
    assert (deleted.contact_person, deleted.contact_phone) == ("＊＊＊", "＊＊＊")
    assert (deleted.contact_mail, deleted.opening) == ("", "")
    assert deleted.body.html == ""
    assert deleted.title


def test_what_is_published_is_never_pruned(seller, settings):
    published = factories.published(seller)
    after(settings.DELETED_LISTING_DAYS * 3, 0)
    assert Listing.objects.get(pk=published.pk).contact_person == published.contact_person


def test_the_text_of_a_mail_is_kept_as_long_as_its_setting_says(denied, settings, mailoutbox):
    delivery.send_due()
    mail = Message.objects.get(kind="application_denied")
    after(settings.MAIL_DAYS, -60)
    mail.refresh_from_db()
    assert mail.body
    after(settings.MAIL_DAYS, 60)
    mail.refresh_from_db()
    assert (mail.body, mail.recipients) == ("", [])
    assert mail.subject


def test_a_mail_that_still_waits_is_never_pruned(denied, settings):
    after(settings.MAIL_DAYS * 3, 0)
    assert Message.objects.get(kind="application_denied").body


def test_however_much_there_is_it_goes_in_steps(seller, settings, monkeypatch):
    monkeypatch.setattr(pruning, "ROWS_AT_ONCE", 2)
    for _ in range(5):
        factories.listing(seller).delete(by=seller)
    after(settings.DELETED_LISTING_DAYS, 60)
    assert not Listing.objects.exclude(contact_person="＊＊＊").exists()
