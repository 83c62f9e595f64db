"""How members come and go in the demo."""

from uuid import uuid4

from dengen.accounts.keys import APPLICATION_ADDRESS
from dengen.accounts.models import (
    Account,
    Application,
    Handover,
    Terms,
)
from dengen.demo.cast import (
    Person,
)
from dengen.demo.moments import days_ago, decided_after
from dengen.demo.order import Story

DENIAL = "勤務先会社名が、登記上の名称と異なります。正式名称でお申し込みください。"
FAREWELL = 100  # days ago
LEAVING = "電源の運用を終了したため"
INVITED = 2  # days before the application


def account(login_name: str) -> Account:
    """Return the account with this login name."""
    return Account.objects.get(login_id=login_name.lower())


def hand_in(person: Person, hashed: str, handover: Handover | None = None) -> Story:
    """Hand an application in; its address is not confirmed."""
    yield days_ago(person.days)
    return Application(
        **person.fields,
        password=hashed,
        work_address="同上",
        handover=handover,
        terms=Terms.objects.current(),
        submission_key=uuid4(),
    ).submit()


def apply(person: Person, hashed: str, handover: Handover | None = None) -> Story:
    """Hand an application in and confirm its address at once."""
    application = yield from hand_in(person, hashed, handover)
    if key := APPLICATION_ADDRESS.open_for(f"{application.pk}:email"):
        application.confirm(key=key)
    return application


def become_member(person: Person, hashed: str, operator: Account) -> Story:
    """Apply, and be approved."""
    application = yield from apply(person, hashed)
    yield decided_after(person.days)
    application.approve(by=operator, revision=application.revision)


def be_refused(person: Person, hashed: str, operator: Account) -> Story:
    """Apply, and be denied."""
    application = yield from apply(person, hashed)
    yield decided_after(person.days)
    remarks = {"organization_name": DENIAL}
    application.deny(by=operator, revision=application.revision, remarks=remarks)


def leave(person: Person, operator: Account) -> Story:
    """Ask for the end of the ID, which the operator completes."""
    yield days_ago(FAREWELL)
    leaver = account(person.fields["login_name"])
    leaver.request_retirement(reason=LEAVING)
    asked = leaver.waiting_retirement
    asked.complete(by=operator, read=asked.as_read)


def hand_over(person: Person, hashed: str) -> Story:
    """Let the member of that business invite this successor, who applies."""
    yield days_ago(person.days + INVITED)
    members = Account.objects.members().active()
    predecessor = members.get(organization__name=person.fields["organization_name"])
    handover = predecessor.request_handover(email=person.fields["email"])
    yield from apply(person, hashed, handover)
