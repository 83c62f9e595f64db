"""The steps of a listing: the whole transition table, and what each leaves behind."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.japan.business_days import today
from dengen.listings.models import Decision, Listing
from dengen.mail.models import Message
from tests import factories

pytestmark = pytest.mark.django_db
SUBJECT = "【発電設備等の情報掲示板】発電設備等情報への掲載が承認されませんでした"


@pytest.fixture
def pending(seller):
    return factories.listing(seller)


@pytest.fixture
def in_state(pending, reviewer, seller):
    """The listing brought into a state by its verbs."""

    def bring(state: str) -> Listing:
        if state in ("published", "denied_later"):
            pending.approve(by=reviewer, revision=pending.revision)
        if state in ("denied", "denied_later"):
            pending.deny(by=reviewer, reason="理由", revision=pending.revision)
        if state == "deleted":
            pending.delete(by=seller)
        return pending

    return bring


@pytest.mark.parametrize(
    ("state", "step", "outcome"),
    [
        ("pending", "approve", "published"),
        ("published", "approve", StepNotAllowed),
        ("denied", "approve", StepNotAllowed),
        ("deleted", "approve", StepNotAllowed),
        ("pending", "deny", "denied"),
        ("published", "deny", "denied"),
        ("denied", "deny", "denied"),
        ("denied_later", "deny", "denied"),
        ("deleted", "deny", StepNotAllowed),
    ],
)
def test_each_decision_on_a_listing_is_allowed_only_in_its_states(
    in_state, reviewer, state, step, outcome
):
    listing = in_state(state)
    particulars = {"reason": "別の理由"} if step == "deny" else {}
    decide = getattr(listing, step)
    if outcome is StepNotAllowed:
        with pytest.raises(StepNotAllowed):
            decide(by=reviewer, revision=listing.revision, **particulars)
        return
    decide(by=reviewer, revision=listing.revision, **particulars)
    listing.refresh_from_db()
    assert listing.status == outcome


@pytest.mark.parametrize("state", ["pending", "published", "denied"])
def test_owners_can_delete_a_listing_in_every_state(in_state, seller, state):
    listing = in_state(state)
    listing.delete(by=seller)
    listing.delete(by=seller)
    assert Listing.objects.get().status == "deleted"
    assert Event.objects.filter(name="listing.deleted").count() == 1


def test_other_members_cannot_delete_a_listing(pending, buyer):
    with pytest.raises(PermissionDenied):
        pending.delete(by=buyer)


def test_members_cannot_decide_on_a_listing(pending, seller):
    with pytest.raises(PermissionDenied):
        pending.approve(by=seller, revision=1)


def test_the_operators_staff_post_nothing(reviewer):
    with pytest.raises(PermissionDenied):
        factories.listing(reviewer)


def test_auditors_cannot_decide_on_a_listing(pending):
    with pytest.raises(PermissionDenied):
        pending.approve(by=factories.operator("auditor"), revision=1)


def test_a_decision_on_what_has_changed_since_is_refused(pending, reviewer):
    seen = Listing.objects.get()
    pending.approve(by=reviewer, revision=1)
    with pytest.raises(Overtaken):
        seen.deny(by=factories.operator(), reason="理由", revision=1)
    assert Listing.objects.get().status == "published"


def test_the_same_decision_twice_by_the_same_person_is_one(pending, reviewer):
    again = Listing.objects.get()
    pending.approve(by=reviewer, revision=1)
    again.approve(by=reviewer, revision=1)
    assert Decision.objects.count() == 1
    assert Message.objects.filter(kind="listing_approved").count() == 1


@pytest.mark.parametrize("reason", ["", "  \n　"])
def test_a_denial_of_a_listing_needs_a_reason(pending, reviewer, reason):
    with pytest.raises(ValidationError):
        pending.deny(by=reviewer, reason=reason, revision=1)


def test_a_denial_is_mailed_with_the_manuals_subject_and_the_reason_as_written(pending, reviewer):
    pending.deny(by=reviewer, reason="②が正式名称でない\n<例> A&B社", revision=1)
    mail = Message.objects.get(kind="listing_denied")
    assert mail.subject == SUBJECT
    assert mail.recipients == [pending.owner.email]
    assert "②が正式名称でない\n<例> A&B社" in mail.body


def test_a_published_listing_denied_later_is_mailed_in_the_same_way(in_state):
    in_state("denied_later")
    assert Message.objects.get(kind="listing_denied").subject == SUBJECT


def test_an_approval_is_mailed_with_the_address_of_the_page(in_state):
    listing = in_state("published")
    mail = Message.objects.get(kind="listing_approved")
    assert f"/listings/{listing.pk}/" in mail.body
    assert listing.title in mail.body


def test_a_retired_members_listings_are_deleted(in_state, seller, reviewer):
    in_state("published")
    seller.retire(by=reviewer, reason=factories.REASON)
    assert Listing.objects.get().status == "deleted"


def test_a_step_without_its_event_does_not_happen(pending, reviewer, monkeypatch, settings):
    settings.SITE_URL = None  # the mail that must follow can't be written
    with pytest.raises(TypeError):
        pending.approve(by=reviewer, revision=1)
    assert Listing.objects.get().status == "pending"
    assert not Event.objects.filter(name="listing.approved").exists()


def test_a_title_is_kept_for_search_in_folded_form(seller):
    assert factories.listing(seller, title="ＬＮＧ火力ﾃﾞｰﾀ").folded_title == "lng火力データ"


@pytest.mark.parametrize(
    "broken",
    [
        {"end_on": date(2020, 1, 1)},
        {"status": "unknown"},
        {"side": "both"},
        {"contact_mail": "", "contact_phone": ""},
        {"status": "published"},
        {"status": "deleted"},
    ],
)
def test_the_database_refuses_what_no_verb_would_write(pending, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=pending.pk).update(**broken)


def test_a_period_of_one_day_is_shown_on_that_day_only(seller):
    day = today()
    factories.published(seller, start_on=day, end_on=day)
    assert Listing.objects.visible_on(day).count() == 1
    assert Listing.objects.visible_on(day - timedelta(days=1)).count() == 0
    assert Listing.objects.visible_on(day + timedelta(days=1)).count() == 0


@pytest.mark.parametrize(
    "broken",
    [
        {"title": ""},
        {"title": "あ" * 101},
        {"side": "lend"},
        {"organization_name": ""},
        {"contact_person": ""},
        {"contact_mail": "nobody"},
        {"area": "osaka"},
    ],
    ids=str,
)
def test_a_listing_is_not_handed_in_incomplete_or_misshapen(seller, broken):
    with pytest.raises(ValidationError) as refusal:
        factories.listing(seller, **broken)
    assert list(refusal.value.error_dict) == list(broken)
    assert not Listing.objects.exists()


def test_a_title_that_grows_when_it_is_folded_is_taken(seller):
    listing = factories.listing(seller, title="㌖" * 100)
    assert listing.folded_title.startswith("キロメートルキロメートル")


def test_the_reason_is_kept_as_other_text_is(pending, reviewer):
    pending.deny(by=reviewer, revision=pending.revision, reason="か\u3099\r\n\u200b訂正 ")
    assert pending.latest_decision.reason == "が\n訂正"


def test_another_reason_from_a_stale_page_is_not_swallowed(pending, reviewer):
    again = Listing.objects.get()
    pending.deny(by=reviewer, reason="理由", revision=1)
    again.deny(by=reviewer, reason="理由", revision=1)
    with pytest.raises(Overtaken):
        Listing.objects.get().deny(by=reviewer, reason="別の理由", revision=1)
    assert Decision.objects.count() == 1


def test_a_text_that_is_too_long_is_refused_by_whatever_door_it_comes(seller):
    with pytest.raises(ValidationError) as refusal:
        factories.listing(seller, html=f"<p>{'あ' * 10_001}</p>")
    assert "html" in refusal.value.error_dict


def test_a_member_who_has_retired_meanwhile_posts_nothing(seller, reviewer):
    stale = type(seller).objects.get(pk=seller.pk)
    values = {"organization_name": "みなと火力発電株式会社", "contact_person": "髙橋 一郎"}
    seller.retire(by=reviewer, reason=factories.REASON)
    with pytest.raises(PermissionDenied):
        factories.listing(stale, **values)
