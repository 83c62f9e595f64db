"""Tells the demo's past: the same verbs as in life, with the board's clock set back.

What happened to one person or listing is a story: it yields the moment to which it goes on, and what
follows happens then. All are told at once, so that trail and mails are in the order of their dates.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone
from pyotp import TOTP, random_base32

from dengen import clock
from dengen.accounts.keys import APPLICATION_ADDRESS
from dengen.accounts.models import (
    Account,
    Application,
    Handover,
    Invitation,
    LoginID,
    Terms,
    TermsDraft,
)
from dengen.demo.cast import (
    ADMINISTRATOR,
    AUDITOR,
    OPERATOR,
    SECOND_OPERATOR,
    Person,
    people,
)
from dengen.demo.daily_life import tell_daily_life
from dengen.demo.order import Story, happen_in_order
from dengen.demo.wishes import Wish, wishes
from dengen.japan.business_days import is_business_day, today
from dengen.listings.models import Listing

DENIAL = "勤務先会社名が、登記上の名称と異なります。正式名称でお申し込みください。"
DECIDED = 3  # hours after a working day's morning: that of the submission, or one soon after
FAREWELL = 100  # days ago
LEAVING = "電源の運用を終了したため"
INVITED = 2  # days before the application
ANNOUNCED, NOTICE = 4, 20  # days ago, and days from today
AMENDMENT = (
    "会員IDの利用が不要になったとき、または担当者が交代するときは、会員は",
    "担当者が交代するときは、会員は後任の担当者への引き継ぎを申し出るものとします。会員IDの利用が不要になったときは、会員は",
)


def tell(hashed: str) -> None:
    """Fill an empty board with a few months of life; `hashed` is everybody's password."""
    first = _operator(OPERATOR, "審査 花子", hashed)
    second = _operator(SECOND_OPERATOR, "内田 次郎", hashed)
    administrator = _operator(ADMINISTRATOR, "管理 太郎", hashed, "administrator")
    _operator(AUDITOR, "監物 三郎", hashed, "auditor")
    happen_in_order(
        [
            _invite(administrator),
            _secure(second),
            _announce_terms(administrator),
            *(_member(person, hashed, first) for person in [*people("retired"), *people("member")]),
            *(_refused(person, hashed, second) for person in people("denied")),
            *(_apply(person, hashed) for person in people("waiting")),
            *(_hand_in(person, hashed) for person in people("unconfirmed")),
            *(_post(wish, (first, second)[n % 2]) for n, wish in enumerate(wishes())),
            *(_leave(person, second) for person in people("retired")),
            *(_hand_over(person, hashed) for person in people("successor")),
        ]
    )
    joined = [*people("retired"), *people("member")]
    tell_daily_life([_account(person.fields["login_name"]) for person in joined], administrator)


def _ago(days: int, hours: int = 0) -> datetime:
    """Return that many days ago, on a working day's morning; some hours later; but never after now."""
    now = timezone.localtime()
    day = now - timedelta(days=days)
    while not is_business_day(day.date()):
        day -= timedelta(days=1)
    morning = day.replace(hour=9 + days % 3, minute=(7 * days + 12) % 60, second=days % 60)
    return min(morning + timedelta(hours=hours, minutes=4 * hours), now)


def _decided(days: int, hours: int = 0) -> datetime:
    """Return when what was handed in that many days ago was decided; some hours later."""
    return _ago(days - min(days, days % 4), DECIDED + hours)


def _invite(administrator: Account) -> Story:
    yield _ago(2)
    Invitation(
        name="新田 四郎",
        email="nitta@operator.example.jp",
        login_name="Nitta2026",
        role="reviewer",
        invited_by=administrator,
    ).send()


def _secure(careful: Account) -> Story:
    yield _ago(30)
    secret = random_base32()
    careful.add_authenticator_app(secret=secret, code=TOTP(secret).at(clock.now()))


def _announce_terms(by: Account) -> Story:
    """Publish new terms whose day is still to come."""
    day = today() + timedelta(days=NOTICE)
    yield _ago(ANNOUNCED)
    draft = TermsDraft.get()
    text = draft.text_to_edit.replace(*AMENDMENT)
    draft.write(text, by=by, revision=draft.revision)
    draft.publish(effective_on=day, by=by, revision=draft.revision)


def _operator(login_id: str, name: str, hashed: str, role: str = "reviewer") -> Account:
    with clock.at(_ago(400)):
        return Account.objects.employ(
            LoginID.claim(login_id),
            name=name,
            email=f"{login_id}@operator.example.jp",
            hashed=hashed,
            role=role,
            by=None,
        )


def _account(login_name: str) -> Account:
    return Account.objects.get(login_id=login_name.lower())


def _hand_in(person: Person, hashed: str, handover: Handover | None = None) -> Story:
    yield _ago(person.days)
    return Application(
        **person.fields,
        password=hashed,
        work_address="同上",
        handover=handover,
        terms=Terms.objects.current(),
        submission_key=uuid4(),
    ).submit()


def _apply(person: Person, hashed: str, handover: Handover | None = None) -> Story:
    """Hand an application in and confirm its address at once."""
    application = yield from _hand_in(person, hashed, handover)
    if key := APPLICATION_ADDRESS.open_for(f"{application.pk}:email"):
        application.confirm(key=key)
    return application


def _member(person: Person, hashed: str, operator: Account) -> Story:
    application = yield from _apply(person, hashed)
    yield _decided(person.days)
    application.approve(by=operator, revision=application.revision)


def _refused(person: Person, hashed: str, operator: Account) -> Story:
    application = yield from _apply(person, hashed)
    yield _decided(person.days)
    remarks = {"organization_name": DENIAL}
    application.deny(by=operator, revision=application.revision, remarks=remarks)


def _leave(person: Person, operator: Account) -> Story:
    yield _ago(FAREWELL)
    leaver = _account(person.fields["login_name"])
    leaver.request_retirement(reason=LEAVING)
    asked = leaver.waiting_retirement
    asked.complete(by=operator, read=asked.as_read)


def _hand_over(person: Person, hashed: str) -> Story:
    """Let the member of that business invite this successor, who applies."""
    yield _ago(person.days + INVITED)
    members = Account.objects.members().active()
    predecessor = members.get(organization__name=person.fields["organization_name"])
    handover = predecessor.request_handover(email=person.fields["email"])
    yield from _apply(person, hashed, handover)


def _post(wish: Wish, operator: Account) -> Story:
    listing = yield from _submit(wish)
    yield _decided(wish.posted)
    if wish.fate.startswith("approve"):
        listing.approve(by=operator, revision=listing.revision)
    yield _decided(wish.posted, hours=1)
    if wish.fate.endswith("deny"):
        listing.deny(
            by=operator, revision=listing.revision, reason=wish.reason, remarks=wish.remarks
        )
    if wish.fate.endswith("delete"):
        listing.delete(by=listing.owner)
    if wish.remarks:
        title = "発電設備の売り希望（中部エリア）"
        yield from _submit(replace(wish, title=title, posted=1), resubmits=listing)


def _submit(wish: Wish, resubmits: Listing | None = None) -> Story:
    posted = _ago(wish.posted)
    start = posted.date() + timedelta(days=wish.begins)
    yield posted
    owner = _account(wish.owner)
    return Listing(
        title=wish.title,
        side=wish.side,
        area=wish.area,
        start_on=start,
        end_on=start + timedelta(days=wish.days) if wish.days else None,
        organization_name=owner.organization_name,
        contact_mail=owner.email,
        contact_phone=owner.phone if wish.posted % 3 == 0 else "",
        contact_person=owner.full_name,
        resubmits=resubmits,
    ).submit(by=owner, html=wish.notes)
