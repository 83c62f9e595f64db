"""What a reviewer should look at before deciding: applications and members that look alike."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from dengen.accounts.models.account import Account
from dengen.accounts.models.organization import Organization
from dengen.japan.mail_domains import is_provider_mail

if TYPE_CHECKING:
    from dengen.accounts.models.application import Application


@dataclass(frozen=True)
class Flag:
    """Why something wants a second look; `other` is the application or account it is like."""

    reason: str
    other: "Application | Account | None" = None


def flags(application: "Application") -> list[Flag]:
    """All flags of an application; an empty list when nothing is suspicious."""
    found = [
        Flag(reason, other)
        for other in [*_applications(application), *_members(application)]
        for reason in _reasons(application, other)
    ]
    if is_provider_mail(application.email):
        found.append(Flag(_("プロバイダのメールアドレスです。事業者のものかご確認ください")))
    return found


def _applications(application: "Application"):
    same_business = Q(folded_organization=application.folded_organization)
    if application.corporate_number:
        same_business |= Q(corporate_number=application.corporate_number)
    others = type(application).objects.waiting().exclude(pk=application.pk)
    return others.filter(same_business | _same_person(application))


def _members(application: "Application"):
    businesses = Organization.objects.same_as(
        application.organization_name, application.corporate_number
    )
    others = Account.objects.active().exclude(login_id=application.login_id)
    if application.handover:
        others = others.exclude(pk=application.handover.account_id)
    alike = others.filter(Q(organization__in=businesses) | _same_person(application))
    return alike.select_related("organization", "login")


def _same_person(application: "Application") -> Q:
    same_name_and_phone = Q(
        family_name=application.family_name,
        given_name=application.given_name,
        phone=application.phone,
    )
    same_mail = Q()
    for address in application.addresses:
        same_mail |= Q(email__iexact=address) | Q(email2__iexact=address)
    return same_name_and_phone | same_mail


def _reasons(application: "Application", other: "Application | Account") -> list[str]:
    mails = {address.lower() for address in application.addresses}
    is_same = {
        _("法人番号が同じです"): application.corporate_number
        and application.corporate_number == other.corporate_number,
        _("事業者名が同じです"): application.folded_organization == other.folded_organization,
        _("メールアドレスが同じです"): mails & {address.lower() for address in other.addresses},
        _("氏名と電話番号が同じです"): (application.full_name, application.phone)
        == (other.full_name, other.phone),
    }
    return [reason for reason, holds in is_same.items() if holds]
