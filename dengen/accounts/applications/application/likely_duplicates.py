"""What a reviewer should look at before deciding: applications and members that look alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from dengen.accounts.applications.application.likeness import Likeness
from dengen.accounts.applications.application.same_address import from_same_address
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.mail_domain import Treatment, treatments_of
from dengen.japan.organization_names import differences
from dengen.japan.person_names import is_no_person

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application

MOST_OTHERS = 100  # others that are looked at for a page: more than anybody reads


@dataclass(frozen=True)
class Flag:
    """Why something wants a second look; `other` is the application or account it is like."""

    reason: str
    other: "Application | Account | None" = None
    likeness: Likeness | None = None


def flags(application: "Application") -> list[Flag]:
    """Return all flags of an application; an empty list when nothing is suspicious."""
    return flags_of([application])[application.pk]


def likenesses(application: "Application") -> list[str]:
    """Return the kinds of likeness, each once and naming nobody: what the trail keeps."""
    return sorted({flag.likeness.value for flag in flags(application) if flag.likeness})


def flags_of(applications: Sequence["Application"]) -> dict[int, list[Flag]]:
    """Return the flags of each, by primary key; as many queries for a page as for one."""
    if not applications:
        return {}
    others: list[Application | Account] = [
        *_applications(applications),
        *_members(applications),
    ]
    near = from_same_address(applications)
    treatments = treatments_of({one.email for one in applications})
    return {
        one.pk: [
            *_alike(one, others),
            *_near(near[one.pk]),
            *_mail(treatments[one.email]),
            *_person(one),
        ]
        for one in applications
    }


def _applications(applications: Sequence["Application"]) -> Iterable["Application"]:
    same_business = Q(alike_name__in={one.alike_name for one in applications})
    same_business |= Q(corporate_number__in=_numbers(applications))
    return _with_mails(type(applications[0]).objects.waiting()).filter(
        same_business | _same_person(applications)
    )[:MOST_OTHERS]


def _members(applications: Sequence["Application"]) -> Iterable[Account]:
    """Return alike accounts by a query for each trait: an OR of all would use no index."""
    active = Account.objects.active()
    business = [
        active.filter(organization__alike_name__in={one.alike_name for one in applications}),
        active.filter(
            organization__corporate_number__in=_numbers(applications),
            organization__corporate_number__gt="",
        ),
    ]
    people = _with_mails(active)
    mails = {mail for one in applications for mail in _mails(one)}
    person = [
        active.filter(phone__in={one.phone for one in applications if one.phone}),
        people.filter(mail1__in=mails),
        people.filter(mail2__in=mails, email2__gt=""),
    ]
    first, *others = (look.order_by().values("pk") for look in [*business, *person])
    alike = Account.objects.filter(pk__in=first.union(*others))
    return alike.select_related("organization", "login__application")[:MOST_OTHERS]


def _numbers(applications: Sequence["Application"]) -> set[str]:
    return {one.corporate_number for one in applications if one.corporate_number}


def _with_mails(people):
    return people.alias(mail1=Lower("email"), mail2=Lower("email2"))


def _same_person(applications: Sequence["Application"]) -> Q:
    mails = {mail for one in applications for mail in _mails(one)}
    phones = {one.phone for one in applications if one.phone}
    return Q(phone__in=phones) | Q(mail1__in=mails) | Q(mail2__in=mails)


def _mails(person: "Application | Account") -> set[str]:
    return {address.lower() for address in (person.email, person.email2) if address}


def _alike(application: "Application", others: Iterable["Application | Account"]) -> Iterable[Flag]:
    for other in others:
        if not _is_same(application, other):
            yield from _likenesses(application, other)


def _is_same(application: "Application", other: "Application | Account") -> bool:
    """Return whether it is the application itself, or the member it became or follows."""
    if isinstance(other, Account):
        if application.handover and application.handover.account_id == other.pk:
            return True
        return application.login_id is not None and other.login_id == application.login_id
    return other.pk == application.pk


def _near(others: Iterable["Application"]) -> Iterable[Flag]:
    return [_flag(Likeness.SAME_ORIGIN, other) for other in others]


def _mail(treatment: Treatment) -> Iterable[Flag]:
    if treatment == Treatment.FLAGGED:
        yield Flag(_("プロバイダーのメールアドレスです。事業者のものかご確認ください"))


def _person(application: "Application") -> Iterable[Flag]:
    if is_no_person(application.family_name, application.given_name):
        yield Flag(_("氏名が部署名などのようです。個人名での登録をご確認ください"))


def _likenesses(application: "Application", other: "Application | Account") -> Iterable[Flag]:
    is_same = {
        Likeness.SAME_NUMBER: application.corporate_number
        and application.corporate_number == other.corporate_number,
        Likeness.SAME_MAIL: _mails(application) & _mails(other),
        Likeness.SAME_PERSON: (application.full_name, application.phone)
        == (other.full_name, other.phone),
    }
    if application.alike_name == other.alike_name:
        yield _about_names(application, other)
    yield from (_flag(likeness, other) for likeness, holds in is_same.items() if holds)


def _about_names(application: "Application", other: "Application | Account") -> Flag:
    """Return what the two businesses' names say; see japan/organization_names.py."""
    if application.same_name == other.same_name:
        numbers = {application.corporate_number, other.corporate_number}
        are_two = len(numbers - {""}) > 1
        return _flag(Likeness.OTHER_NUMBER if are_two else Likeness.SAME_NAME, other)
    found = differences(application.organization_name, other.organization_name)
    in_what = _("、").join(str(one.label) for one in found)
    reason = _("事業者名が似ています（違い：%(differences)s）") % {"differences": in_what}
    return Flag(reason, other, Likeness.ALIKE_NAME)


def _flag(likeness: Likeness, other: "Application | Account") -> Flag:
    return Flag(str(likeness.label), other, likeness)
