"""An account until its end, in the hands of its owner and of the operator."""

from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.test import override_settings

from dengen.accounts.authentication.refusals import LoginRefused
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.keys import MAIL_ADDRESS
from dengen.accounts.membership.account.contact import CONTACT_FIELDS
from dengen.accounts.models import Account, PasswordRequest, RetirementRequest
from tests import factories
from tests.conftest import browser_of
from tests.keys import mailed_key
from tests.page_cache.lives import life
from tests.page_cache.panel import Cast

ADDRESS = "atarashii@minato.example.jp"


def contact(account: Account, **changes: str) -> dict[str, str]:
    return {name: getattr(account, name) for name in CONTACT_FIELDS} | changes


@life(
    "contact.changed",
    "mail_address.requested",
    "mail_address.cancelled",
    "mail_address.confirmed",
    "password.changed",
)
def whose_owner_changes_it(cast: Cast) -> Iterator[None]:
    owner = cast.owner
    factories.application(
        phone=owner.phone, family_name=owner.family_name, given_name=owner.given_name
    ).submit()
    factories.application(email2=ADDRESS).submit()
    yield
    owner.change_contact(contact(owner, phone="03-9876-5432"), by=owner)
    yield
    owner.change_contact(contact(owner, email2=ADDRESS), by=owner)
    yield
    owner.drop_mail_address_change(by=owner)
    yield
    owner.change_contact(contact(owner, email2=ADDRESS), by=owner)
    yield
    key = MAIL_ADDRESS.find(mailed_key("mail_address_confirmation"))
    owner.unconfirmed_addresses.get().confirm(by=owner, key=key)
    yield
    owner.change_password("atarashii-2026", by=owner)
    yield


@life("account.logged_in", "account.logged_out", "session.ended", "account.frozen")
def that_comes_and_goes(cast: Cast) -> Iterator[None]:
    login_id = cast.owner.login_id
    PasswordRequest.receive(login_id=login_id, organization_name="みなと", email="")
    yield
    log_in(login_id, factories.PASSWORD)
    cast.owner.log_out()
    yield
    here = browser_of(cast.owner)
    cast.owner.log_out_elsewhere(here=here.session.session_key)
    yield
    for _try in range(settings.LOGIN_TRIES):
        with suppress(LoginRefused):
            log_in(login_id, "wrong-2026")
    yield
    cast.later(hours=settings.FREEZE_HOURS)
    yield


@life("account.suspended", "suspension.lifted", "account.contacted")
def that_the_operator_suspends(cast: Cast) -> Iterator[None]:
    PasswordRequest.receive(login_id=cast.owner.login_id, organization_name="みなと", email="")
    cast.owner.suspend(by=cast.colleague, reason=factories.REASON)
    yield
    cast.owner.lift_suspension(by=cast.colleague)
    yield
    cast.owner.contact(by=cast.colleague, subject="お願い", text="ご連絡ください。")
    yield


@life(
    "retirement.requested",
    "retirement.cancelled",
    "account.retired",
    "person.erased",
    "listing.deleted",
)
def that_ends(cast: Cast) -> Iterator[None]:
    owner = cast.owner
    PasswordRequest.receive(login_id=owner.login_id, organization_name="みなと", email="")
    factories.application(phone=owner.phone, organization_name="みなと火力発電有限会社").submit()
    owner.request_retirement(reason="異動のため")
    yield
    owner.withdraw_retirement()
    yield
    owner.request_retirement(reason="異動のため")
    yield
    request = RetirementRequest.objects.waiting().get()
    request.complete(by=cast.colleague, read=request.as_read)
    yield


@life(
    "handover.requested",
    "handover.cancelled",
    "account.handed_over",
    "listing.moved",
)
def that_is_handed_over(cast: Cast) -> Iterator[None]:
    owner, address = cast.owner, "kounin@minato.example.jp"
    owner.request_handover(email=address)
    yield
    owner.cancel_handover()
    yield
    handover = owner.request_handover(email=address)
    yield
    one = factories.application(handover=handover, email=address).submit()
    yield
    one.deny(by=cast.colleague, revision=one.revision, reason=factories.REASON)
    yield
    handover = owner.request_handover(email="betsu@minato.example.jp")
    one = factories.application(handover=handover, email=handover.email).submit()
    yield
    one.approve(by=cast.colleague, revision=one.revision)
    cast.readers["the successor"] = Account.objects.get(login_id=one.login_id)
    yield


@life("password_reset.requested", "password_reset.denied", "password_reset.granted")
def whose_password_is_forgotten(cast: Cast) -> Iterator[None]:
    asked = {"login_id": cast.owner.login_id, "organization_name": "みなと", "email": ""}
    PasswordRequest.receive(**asked)
    yield
    PasswordRequest.objects.get().deny(by=cast.colleague, reason=factories.REASON)
    yield
    PasswordRequest.receive(**asked)
    yield
    PasswordRequest.objects.waiting().get().grant(by=cast.colleague)
    yield


@life("password_link.requested")
def that_helps_itself(cast: Cast) -> Iterator[None]:
    with override_settings(PASSWORD_SELF_SERVICE=True):
        PasswordRequest.receive(
            login_id=cast.owner.login_id,
            organization_name=cast.owner.organization_name,
            email=cast.owner.email,
        )
    yield
