"""One ID per business and one per person (manual §ID情報の登録): what stops an application.

The screen says only what an applicant must know to go on: that the ID is taken, or that the
business has a member. That a mail address is known is said in a mail to that address.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.login_id import LoginID, taken_error
from dengen.accounts.membership.organization import Organization

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application
    from dengen.accounts.applications.application.fields import ApplicationFields


def check_one_id_rule(application: "ApplicationFields") -> None:
    """Raise `ValidationError` by field if the ID is taken or the business has a member."""
    errors: dict[str, str | ValidationError] = {}
    if LoginID.is_taken(application.login_name):
        errors["login_name"] = taken_error()
    if has_member(application):
        errors["organization_name"] = _(
            "この事業者の会員IDはすでに登録されています（会員IDは一事業者に一つです）。"
            "担当者が交代する場合は、現在の担当者がログインして「アカウント」の"
            "「担当者を交代する」から手続きし、届いたメールのリンクからお申し込みください。"
            "現在の担当者がログインできない場合は、%(mail)s へご連絡ください。"
        ) % {"mail": settings.OPERATOR_MAIL}
    if errors:
        raise ValidationError(errors)


def holder_of_mail(application: "ApplicationFields") -> "Account | Application | None":
    """Return the member, or else the other waiting application, that uses the address."""
    address = application.email
    same = Q(email__iexact=address)
    members = Account.objects.active().select_related("organization", "login")
    waiting = type(application).objects.waiting().exclude(pk=application.pk)
    confirmed = Q(email2__iexact=address, email2_confirmed_at__isnull=False)
    return (
        members.filter(same | Q(email2__iexact=address)).first()
        or waiting.filter(same | confirmed).first()
    )


def has_member(application: "ApplicationFields") -> bool:
    """Return whether the business has an active member who is not handing over to it."""
    businesses = Organization.objects.same_as(
        application.organization_name, application.corporate_number
    )
    members = Account.objects.active().filter(organization__in=businesses)
    if application.handover and application.handover.ended_at is None:
        members = members.exclude(pk=application.handover.account_id)
    return members.exists()
