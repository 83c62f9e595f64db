"""What voids which key: the whole table, cell by cell, by the verbs themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from dengen import clock
from dengen.accounts.authentication.refusals import LoginRefused
from dengen.accounts.authentication.signing_in import log_in
from dengen.accounts.keys import (
    APPLICATION_ADDRESS,
    HANDOVER,
    MAIL_ADDRESS,
    PASSWORD_LINK,
    STAFF_INVITATION,
    TEMPORARY_PASSWORD,
    OneTimeKey,
)
from dengen.accounts.keys.kind import Kind
from dengen.accounts.keys.kinds import KINDS
from dengen.accounts.membership.account.contact import CONTACT_FIELDS
from dengen.accounts.models import Account, Application
from tests import factories
from tests.keys import mailed_key

pytestmark = pytest.mark.django_db

TABLE = """
                   | password | address | phone | role | suspension | retirement | freeze | newer
password_link      | void     | void    | kept  | void | void       | void       | kept   | void
temporary_password | void     | void    | kept  | void | void       | void       | kept   | void
mail_address       | kept     | -       | kept  | -    | kept       | void       | kept   | void
handover           | kept     | kept    | kept  | -    | void       | void       | kept   | void
staff_invitation   | kept     | -       | -     | void | void       | void       | kept   | void
application_address| -        | -       | -     | -    | -          | -          | -      | void
"""


def cells() -> list[tuple[str, str, str]]:
    """Kind, what happens, and what becomes of the key; "-" where it can't happen."""
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in TABLE.split("\n") if line)
    return [
        (row[0], happening, becomes)
        for row in rows
        for happening, becomes in zip(head[1:], row[1:], strict=True)
        if becomes != "-"
    ]


def change_contact(owner: Account, **changes: str) -> None:
    values = {name: getattr(owner, name) for name in CONTACT_FIELDS}
    owner.change_contact(values | changes, by=owner)


def change_address(owner: Account) -> None:
    change_contact(owner, email="atarashii@minato.example.jp")
    key = MAIL_ADDRESS.find(mailed_key("mail_address_confirmation"))
    owner.mail_address_changes.get().confirm(by=owner, key=key)


def freeze(owner: Account) -> None:
    while not Account.objects.get(pk=owner.pk).is_frozen:
        with pytest.raises(LoginRefused):
            log_in(owner.login_id, "chigau-2026")


def suspend(owner: Account) -> None:
    owner.suspend(by=factories.operator("administrator"), reason="確認のため")


def retire(owner: Account) -> None:
    by = factories.operator("administrator")
    Account.objects.get(pk=owner.pk).retire(by=by, reason=factories.REASON)


HAPPENINGS: dict[str, Callable[[Account], None]] = {
    "password": lambda owner: owner.change_password("atarashii-2027", by=owner),
    "address": change_address,
    "phone": lambda owner: change_contact(owner, phone="03-7777-8888"),
    "role": lambda owner: owner.change_role("auditor", by=factories.operator("administrator")),
    "suspension": suspend,
    "retirement": retire,
    "freeze": freeze,
}
SLOTS = {
    "mail_address": lambda owner: f"{owner.pk}:email2",
    "handover": lambda owner: owner.request_handover(email="kounin@minato.example.jp").pk,
    "staff_invitation": lambda owner: factories.invitation(owner).pk,
    "application_address": lambda owner: f"{factories.application().submit().pk}:email",
}


def owner_of(kind: Kind, happening: str) -> Account:
    """Whose key it is: one of the staff where only they can have it, or it can only befall them."""
    is_staff = kind is STAFF_INVITATION or happening == "role"
    return factories.operator("administrator") if is_staff else factories.member()


@pytest.mark.parametrize(("kind", "happening", "becomes"), cells())
def test_what_happens_voids_it_or_keeps_it(kind, happening, becomes):
    kind = KINDS[kind]
    owner = owner_of(kind, happening)
    slot = SLOTS.get(kind.name, lambda owner: owner.pk)(owner)
    text = kind.issue(owner, slot=slot).reveal()
    assert kind.find(text)
    if happening == "newer":
        kind.issue(owner, slot=slot)
    else:
        HAPPENINGS[happening](owner)
    assert bool(kind.find(text)) == (becomes == "kept")


@pytest.mark.parametrize("removed", ["email2"])
def test_a_mail_address_that_is_taken_away_voids_what_could_be_read_there(removed):
    owner = factories.member(**{removed: "futatsume@minato.example.jp"})
    text = PASSWORD_LINK.issue(owner).reveal()
    change_contact(owner, **{removed: ""})
    assert PASSWORD_LINK.find(text) is None


def test_a_key_opens_once(seller):
    key = TEMPORARY_PASSWORD.find(TEMPORARY_PASSWORD.issue(seller).reveal())
    assert key.use()
    assert not key.use()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_key_is_good_until_its_time_is_over(kind, seller):
    text = kind.issue(seller).reveal()
    end = clock.now() + kind.lifetime
    with time_machine.travel(end - timedelta(minutes=1)):
        assert kind.find(text)
    with time_machine.travel(end + timedelta(minutes=1)):
        assert kind.find(text) is None


def test_a_key_that_has_run_out_makes_room_for_the_next(seller):
    with time_machine.travel(clock.now() - timedelta(days=30)):
        PASSWORD_LINK.issue(seller)
    assert PASSWORD_LINK.find(PASSWORD_LINK.issue(seller).reveal())


def test_a_link_and_a_temporary_password_replace_each_other(seller):
    link = PASSWORD_LINK.issue(seller).reveal()
    temporary = TEMPORARY_PASSWORD.issue(seller).reveal()
    assert PASSWORD_LINK.find(link) is None
    PASSWORD_LINK.issue(seller)
    assert TEMPORARY_PASSWORD.find(temporary) is None


def approve(application: Application) -> None:
    application.approve(by=factories.operator(), revision=application.revision)


def deny(application: Application) -> None:
    by, revision = factories.operator(), application.revision
    application.deny(by=by, revision=revision, reason=factories.REASON)


def disown(application: Application) -> None:
    application.disown(key=APPLICATION_ADDRESS.find(mailed_key("application_received")))


def lapse(application: Application) -> None:
    with time_machine.travel(application.confirm_by):
        application.lapse()


@pytest.mark.parametrize(
    ("end", "is_confirmed"), [(approve, True), (deny, True), (disown, False), (lapse, False)]
)
def test_the_end_of_an_application_voids_the_key_that_is_left_to_an_address(db, end, is_confirmed):
    confirmed_at = clock.now() if is_confirmed else None
    application = factories.application(email_confirmed_at=confirmed_at).submit()
    left = APPLICATION_ADDRESS.issue(None, slot=f"{application.pk}:email2").reveal()
    assert APPLICATION_ADDRESS.find(left)
    end(application)
    assert APPLICATION_ADDRESS.find(left) is None


def test_the_confirmation_of_an_application_keeps_the_key_to_its_other_address(db):
    application = factories.application(email_confirmed_at=None).submit()
    other = APPLICATION_ADDRESS.issue(None, slot=f"{application.pk}:email2").reveal()
    application.confirm(key=APPLICATION_ADDRESS.find(mailed_key("application_received")))
    assert APPLICATION_ADDRESS.find(other)


def test_a_handover_that_is_called_off_voids_its_link(seller):
    seller.request_handover(email="kounin@minato.example.jp")
    text = mailed_key("handover_invitation")
    seller.cancel_handover()
    assert HANDOVER.find(text) is None


def test_after_a_suspension_the_same_successor_can_be_invited_anew(seller, reviewer):
    seller.request_handover(email="kounin@minato.example.jp")
    seller.suspend(by=reviewer, reason="確認のため")
    seller.lift_suspension(by=reviewer)
    assert seller.request_handover(email="kounin@minato.example.jp").obstacle == ""


def test_the_key_of_one_account_confirms_no_address_of_another(seller, buyer):
    change_contact(seller, email="watashi@minato.example.jp")
    mine = MAIL_ADDRESS.find(mailed_key("mail_address_confirmation"))
    change_contact(buyer, email="yoso@elsewhere.example.jp")
    with pytest.raises(Exception, match="無効"):
        buyer.mail_address_changes.get().confirm(by=buyer, key=mine)


def test_the_table_keeps_no_key_in_plain(seller):
    text = PASSWORD_LINK.issue(seller).reveal()
    assert text not in str(list(OneTimeKey.objects.values()))
