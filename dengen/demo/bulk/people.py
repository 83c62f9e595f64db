"""The staff and the members, as applications and approvals would have left them."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import get_hasher
from stdnum.jp import cn

from dengen.accounts.applications.application.status import Status
from dengen.accounts.membership.person import PERSON_FIELDS
from dengen.accounts.models import Account, Application, LoginID, Organization, Terms
from dengen.demo.bulk.deterministic_random import DeterministicRandom, unique
from dengen.demo.bulk.inserting import insert
from dengen.demo.bulk.logins import PASSWORD, STAFF, login_name, staff_login_name
from dengen.demo.bulk.plan import Plan
from dengen.demo.bulk.trail import Trail
from dengen.demo.bulk.words import words
from dengen.japan.organization_names import alike_name, fold_organization_name, same_name

FIRST_MEMBER = len(STAFF) + 1  # the number of the account
DECIDED_AFTER = timedelta(hours=3)


def hashed_password(plan: Plan) -> str:
    """Return one hash for all of them: else it would take an hour for 50,000 members."""
    return get_hasher().encode(PASSWORD, plan.key.hex()[:22])


def write_people(plan: Plan, trail: Trail, password: str) -> None:
    """Add them all, with their events; the first account has the number 1."""
    staff = [_colleague(number, role, password, plan) for number, role in enumerate(STAFF, 1)]
    terms = Terms.objects.in_force().order_by("-version").first()
    applications = [_approved(plan, number, password, terms) for number in range(plan.members)]
    members = [_member(one) for one in applications]
    insert(LoginID, [one.login for one in [*staff, *members]])
    insert(Organization, (_organization(plan, number) for number in range(plan.members)))
    insert(Account, [*staff, *members])
    insert(Application, applications)
    for account in staff:
        note = {"by": None, "role": account.role}
        trail.note("operator.created", Account, account.pk, account.created_at, **note)
    for one in applications:
        trail.note(
            "application.submitted", Application, one.pk, one.submitted_at, by=None, revision=1
        )
        decision = {"account": one.pk + len(STAFF), "revision": 2}
        decider = one.decided_by_id
        trail.note(
            "application.approved", Application, one.pk, one.decided_at, by=decider, **decision
        )
    trail.write()


def _login(name: str, at: datetime) -> LoginID:
    return LoginID(canonical=name.lower(), shown=name, taken_at=at)


def _colleague(number: int, role: str, password: str, plan: Plan) -> Account:
    name = staff_login_name(number - 1)
    return Account(
        pk=number,
        family_name=words()["family_names"][number].split()[0],
        email=f"{name.lower()}@operator.example.jp",
        role=role,
        login=_login(name, plan.founded_at),
        password=password,
        created_at=plan.founded_at,
    )


def applicant(plan: Plan, number: int, password: str, terms: Terms | None) -> Application:
    """Return an application that waits, of a business and a person of that number."""
    rng = DeterministicRandom(plan.key, "member", number)
    business = _organization(plan, number)
    moment = plan.joining.moment(plan.joining.length / plan.members * number)
    application = Application(
        pk=number + 1,
        login=_login(login_name(number), moment),
        login_name=login_name(number),
        password=password,
        organization_name=business.name,
        corporate_number=business.corporate_number,
        terms=terms,
        consented_at=moment,
        submission_key=unique(plan.key, "application", number),
        submitted_at=moment,
        email_confirmed_at=moment,
        work_address="同上",
        **_person(rng, number),
    )
    application.note_organization()
    return application


def _approved(plan: Plan, number: int, password: str, terms: Terms | None) -> Application:
    application = applicant(plan, number, password, terms)
    application.status, application.revision = Status.APPROVED, 2
    application.decided_at = application.submitted_at + DECIDED_AFTER
    application.decided_by_id = 1 + number % 2
    return application


def _person(rng: DeterministicRandom, number: int) -> dict[str, str]:
    family_name, family_kana = rng.one_of(words()["family_names"]).split()
    given_name, given_kana = rng.one_of(words()["given_names"]).split()
    postal_code, prefecture, street, area_code = rng.one_of(words()["addresses"]).split()
    return {
        "family_name": family_name,
        "given_name": given_name,
        "family_kana": family_kana,
        "given_kana": given_kana,
        "email": f"dengen@{login_name(number).lower()}.example.jp",
        "postal_code": postal_code,
        "prefecture": prefecture,
        "street": f"{street}{rng.below(90) + 10}",
        "phone": f"{area_code}-{rng.below(9000) + 1000}-{number % 10_000:04}",
    }


def _member(application: Application) -> Account:
    person: dict[str, Any] = {name: getattr(application, name) for name in PERSON_FIELDS}
    person["created_at"] = application.decided_at
    return Account(
        pk=application.pk + len(STAFF),
        login=application.login,
        password=application.password,
        organization_id=application.pk,
        terms=application.terms,
        consented_at=application.consented_at,
        **person,
    )


def _organization(plan: Plan, number: int) -> Organization:
    """Return one with a name of its own, even if legal form and width don't count."""
    rng = DeterministicRandom(plan.key, "business", number)
    rest, place = divmod(number, len(words()["places"]))
    rest, name = divmod(rest, len(words()["names"]))
    again, trade = divmod(rest, len(words()["trades"]))
    ordinal = words()["ordinal"].format(again + 1) if again else ""
    bare = words()["places"][place] + words()["names"][name] + words()["trades"][trade] + ordinal
    full = rng.one_of(words()["forms"]).format(bare)
    digits = f"{700_000_000_000 + number * 37}"
    return Organization(
        pk=number + 1,
        name=full,
        folded_name=fold_organization_name(full),
        same_name=same_name(full),
        alike_name=alike_name(full),
        corporate_number=cn.calc_check_digit(digits) + digits if rng.below(3) else "",
    )
