"""What a reviewer should look at before deciding: applications and members that look alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from dengen.accounts.models.account import Account
from dengen.accounts.models.mail_domain import Treatment, treatments_of
from dengen.accounts.models.same_origin import same_origin
from dengen.japan.person_names import is_no_person

if TYPE_CHECKING:
    from dengen.accounts.models.application import Application


@dataclass(frozen=True)
class Flag:
    """Why something wants a second look; `other` is the application or account it is like."""

    reason: str
    other: "Application | Account | None" = None


def flags(application: "Application") -> list[Flag]:
    """All flags of an application; an empty list when nothing is suspicious."""
    return flags_of([application])[application.pk]


def flags_of(applications: Sequence["Application"]) -> dict[int, list[Flag]]:
    """The flags of each, by primary key; as many queries for a page as for one."""
    if not applications:
        return {}
    others = [*_applications(applications), *_members(applications)]
    near = same_origin(applications)
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
    same_business = Q(folded_organization__in={one.folded_organization for one in applications})
    same_business |= Q(corporate_number__in=_numbers(applications))
    return _with_mails(type(applications[0]).objects.waiting()).filter(
        same_business | _same_person(applications)
    )


def _members(applications: Sequence["Application"]) -> Iterable[Account]:
    names = {one.folded_organization for one in applications}
    same_business = Q(organization__folded_name__in=names)
    same_business |= Q(organization__corporate_number__in=_numbers(applications))
    alike = _with_mails(Account.objects.active()).filter(same_business | _same_person(applications))
    return alike.select_related("organization", "login__application")


def _numbers(applications: Sequence["Application"]) -> set[str]:
    return {one.corporate_number for one in applications if one.corporate_number}


def _with_mails(people):
    return people.alias(mail1=Lower("email"), mail2=Lower("email2"))


def _same_person(applications: Sequence["Application"]) -> Q:
    mails = {mail for one in applications for mail in _mails(one)}
    phones = {one.phone for one in applications if one.phone}
    return Q(phone__in=phones) | Q(mail1__in=mails) | Q(mail2__in=mails)


def _mails(person: "Application | Account") -> set[str]:
    return {address.lower() for address in person.addresses}


def _alike(application: "Application", others: Iterable["Application | Account"]) -> Iterable[Flag]:
    for other in others:
        if not _is_same(application, other):
            yield from (Flag(reason, other) for reason in _reasons(application, other))


def _is_same(application: "Application", other: "Application | Account") -> bool:
    """Whether it is the application itself, the member that it has become or takes over from."""
    if isinstance(other, Account):
        if application.handover and application.handover.account_id == other.pk:
            return True
        return application.login_id is not None and other.login_id == application.login_id
    return other.pk == application.pk


def _near(others: Iterable["Application"]) -> Iterable[Flag]:
    reason = _("同じ接続元から、ほぼ同時に送信されています")
    return [Flag(reason, other) for other in others]


def _mail(treatment: Treatment) -> Iterable[Flag]:
    if treatment == Treatment.FLAGGED:
        yield Flag(_("プロバイダのメールアドレスです。事業者のものかご確認ください"))


def _person(application: "Application") -> Iterable[Flag]:
    if is_no_person(application.family_name, application.given_name):
        yield Flag(_("氏名が部署名などのようです。個人名での登録をご確認ください"))


def _reasons(application: "Application", other: "Application | Account") -> list[str]:
    is_same = {
        _("法人番号が同じです"): application.corporate_number
        and application.corporate_number == other.corporate_number,
        _("事業者名が同じです"): application.folded_organization == other.folded_organization,
        _("メールアドレスが同じです"): _mails(application) & _mails(other),
        _("氏名と電話番号が同じです"): (application.full_name, application.phone)
        == (other.full_name, other.phone),
    }
    return [reason for reason, holds in is_same.items() if holds]
