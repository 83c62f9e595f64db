"""Tells the demo's past: the same verbs as in life, with the board's clock set back.

What happened to one person or listing is a story: it yields the moment to which it goes on, and what
follows happens then. All are told at once, so that trail and mails are in the order of their dates.
"""

from datetime import timedelta

from pyotp import TOTP, random_base32

from dengen import clock
from dengen.accounts.membership.role import Role
from dengen.accounts.models import (
    Account,
    Invitation,
    LoginID,
    TermsDraft,
)
from dengen.demo.cast import (
    ADMINISTRATOR,
    AUDITOR,
    OPERATOR,
    SECOND_OPERATOR,
    people,
)
from dengen.demo.daily_life import add_daily_life
from dengen.demo.listing_stories import post
from dengen.demo.member_stories import (
    account,
    apply,
    be_refused,
    become_member,
    hand_in,
    hand_over,
    leave,
)
from dengen.demo.moments import days_ago
from dengen.demo.order import Story, run_in_order
from dengen.demo.wishes import wishes
from dengen.japan.business_days import today

ANNOUNCED, NOTICE = 4, 20  # days ago, and days from today
AMENDMENT = (
    "会員IDの利用が不要になったとき、または担当者が交代するときは、会員は",
    "担当者が交代するときは、会員は後任の担当者への引き継ぎを申し出るものとします。会員IDの利用が不要になったときは、会員は",
)


def fill_board(hashed: str) -> None:
    """Fill an empty board with a few months of life; `hashed` is everybody's password."""
    first = _operator(OPERATOR, "審査 花子", hashed)
    second = _operator(SECOND_OPERATOR, "内田 次郎", hashed)
    administrator = _operator(ADMINISTRATOR, "管理 太郎", hashed, Role.ADMINISTRATOR)
    _operator(AUDITOR, "監物 三郎", hashed, Role.AUDITOR)
    run_in_order(
        [
            _invite(administrator),
            _secure(second),
            _announce_terms(administrator),
            *(
                become_member(person, hashed, first)
                for person in [*people("retired"), *people("member")]
            ),
            *(be_refused(person, hashed, second) for person in people("denied")),
            *(apply(person, hashed) for person in people("waiting")),
            *(hand_in(person, hashed) for person in people("unconfirmed")),
            *(post(wish, (first, second)[n % 2]) for n, wish in enumerate(wishes())),
            *(leave(person, second) for person in people("retired")),
            *(hand_over(person, hashed) for person in people("successor")),
        ]
    )
    joined = [*people("retired"), *people("member")]
    add_daily_life([account(person.fields["login_name"]) for person in joined], administrator)


def _invite(administrator: Account) -> Story:
    yield days_ago(2)
    Invitation(
        name="新田 四郎",
        email="nitta@operator.example.jp",
        login_name="Nitta2026",
        role=Role.REVIEWER,
        invited_by=administrator,
    ).send()


def _secure(careful: Account) -> Story:
    yield days_ago(30)
    secret = random_base32()
    careful.add_authenticator_app(secret=secret, code=TOTP(secret).at(clock.now()))


def _announce_terms(by: Account) -> Story:
    """Publish new terms whose day is still to come."""
    day = today() + timedelta(days=NOTICE)
    yield days_ago(ANNOUNCED)
    draft = TermsDraft.get()
    text = draft.text_to_edit.replace(*AMENDMENT)
    draft.write(text, by=by, revision=draft.revision)
    draft.publish(effective_on=day, by=by, revision=draft.revision)


def _operator(login_id: str, name: str, hashed: str, role: Role = Role.REVIEWER) -> Account:
    with clock.at(days_ago(400)):
        return Account.objects.employ(
            LoginID.claim(login_id),
            name=name,
            email=f"{login_id}@operator.example.jp",
            hashed=hashed,
            role=role,
            by=None,
        )
