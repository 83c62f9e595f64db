"""What a reviewer should look at before deciding: applications and members that look alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from dengen.accounts.applications.application.likeness import Likeness
from dengen.accounts.applications.application.same_address import from_same_address
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.mail_domain import Treatment, treatments_of
from dengen.database.among import Among, Keys
from dengen.database.prepared import Prepared
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


def _applications(applications: Sequence["Application"]) -> list["Application"]:
    alike = _waiting_like(type(applications[0]))
    return alike.first(MOST_OTHERS, **_traits(applications))


def _members(applications: Sequence["Application"]) -> list[Account]:
    return _MEMBERS.first(MOST_OTHERS, **_traits(applications))


def _traits(applications: Sequence["Application"]) -> dict[str, list[str]]:
    """Return what others may have in common with these, each once."""
    return {
        "names": sorted({one.alike_name for one in applications}),
        "numbers": sorted({one.corporate_number for one in applications} - {""}),
        "phones": sorted({one.phone for one in applications} - {""}),
        "mails": sorted({mail for one in applications for mail in _mails(one)}),
    }


# A query for each trait: an OR of all would use no index.
def _alike_waiting(
    model: "type[Application]", names: Any, numbers: Any, phones: Any, mails: Any
) -> models.QuerySet:
    waiting = model.objects.waiting().order_by()
    looks = [
        waiting.filter(Among(F("alike_name"), names)),
        waiting.filter(Among(F("corporate_number"), numbers)),
        waiting.filter(Among(F("phone"), phones)),
        waiting.filter(Among(Lower("email"), mails)),
        waiting.filter(Among(Lower("email2"), mails)),
    ]
    return model.objects.filter(pk__in=_any_of(looks)).order_by("submitted_at", "pk")


def _alike_members(names: Any, numbers: Any, phones: Any, mails: Any) -> models.QuerySet:
    active = Account.objects.active()
    named = active.filter(organization__alike_name__gte="")  # else the staff is joined as well
    numbered = active.filter(organization__corporate_number__gt="")
    looks = [
        named.filter(Among(F("organization__alike_name"), names)),
        numbered.filter(Among(F("organization__corporate_number"), numbers)),
        active.filter(Among(F("phone"), phones)),
        active.filter(Among(Lower("email"), mails)),
        active.filter(email2__gt="").filter(Among(Lower("email2"), mails)),
    ]
    alike = Account.objects.filter(pk__in=_any_of(looks))
    return alike.select_related("organization", "login__application")


def _any_of(looks: Iterable[models.QuerySet]) -> models.QuerySet:
    first, *others = (look.order_by().values("pk") for look in looks)
    return first.union(*others)


_TRAITS = {"names": Keys(), "numbers": Keys(), "phones": Keys(), "mails": Keys()}
_MEMBERS = Prepared(_alike_members, **_TRAITS)


@cache
def _waiting_like(model: "type[Application]") -> Prepared:
    return Prepared(partial(_alike_waiting, model), **_TRAITS)


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
