"""One ID per business and one per person (manual §ID情報の登録): what stops an application."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from dengen.accounts.models.account import Account
from dengen.accounts.models.organization import Organization

if TYPE_CHECKING:
    from dengen.accounts.models.application import Application


def check_one_id_rule(application: "Application") -> None:
    """Raises `ValidationError` by field if the person or the business has an ID already."""
    errors = {}
    if is_mail_taken(application):
        errors["email"] = _(
            "このメールアドレスは登録済みか、審査中の申込で使われています。"
            "会員IDは担当者お一人に一つです。別のアドレスを入力してください。"
        )
    if has_member(application):
        errors["organization_name"] = _(
            "この事業者の会員IDはすでに登録されています（会員IDは一事業者に一つです）。"
            "担当者が交代する場合は、現在の担当者がログインして「アカウント」の"
            "「担当者を交代する」から手続きし、届いたメールのリンクからお申し込みください。"
            "現在の担当者がログインできない場合は、%(mail)s へご連絡ください。"
        ) % {"mail": settings.OPERATOR_MAIL}
    if errors:
        raise ValidationError(errors)


def is_mail_taken(application: "Application") -> bool:
    """Whether a member or another waiting application uses the address."""
    same_mail = Q(email__iexact=application.email) | Q(email2__iexact=application.email)
    waiting = type(application).objects.waiting().exclude(pk=application.pk)
    return Account.objects.active().filter(same_mail).exists() or waiting.filter(same_mail).exists()


def has_member(application: "Application") -> bool:
    """Whether the business has an active member, other than one who is handing over to it."""
    businesses = Organization.objects.same_as(
        application.organization_name, application.corporate_number
    )
    members = Account.objects.active().filter(organization__in=businesses)
    if application.handover and application.handover.ended_at is None:
        members = members.exclude(pk=application.handover.account_id)
    return members.exists()
