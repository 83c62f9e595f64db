"""Which mails follow from the events of accounts: members and staff."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from dengen.accounts.mails.letters import FOLDER, link_with, write_to
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.handover import Handover
from dengen.accounts.membership.invitation import Invitation
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.outbox import Letter, post, render


@on("account.suspended")
def tell_suspension(event: Event, account: Account) -> None:
    """Mail the owner that the account is locked, and why."""
    context = {"account": account, "reason": event.particular("reason")}
    write_to(account, f"{FOLDER}/account_suspended", context)


@on("suspension.lifted")
def tell_end_of_suspension(event: Event, account: Account) -> None:
    """Mail the owner that the account may be used again."""
    context = {"account": account, "url": settings.SITE_URL + reverse("accounts:login")}
    write_to(account, f"{FOLDER}/suspension_lifted", context)


@on("account.contacted")
def send_letter(event: Event, account: Account) -> None:
    """Mail what the operator wrote, in the operator's name."""
    subject, text = event.handed["letter"]
    context = {"account": account, "subject": subject, "text": text, "is_personal": True}
    sender = settings.OPERATOR_MAIL_FROM
    write_to(account, f"{FOLDER}/operator_letter", context, sender=sender)


@on("contact.changed")
def confirm_contact(event: Event, account: Account) -> None:
    """Mail what is registered now, for the owner to see that it is right."""
    write_to(account, f"{FOLDER}/contact_changed", {"account": account})
    _tell_those_that_left(event, account)


@on("mail_address.requested")
def ask_at_new_address(event: Event, account: Account) -> None:
    """Mail the new address how to confirm it, or that others have it; the old, who asks."""
    change = account.mail_address_changes.get(field=event.particular("field"))
    context: dict[str, Any] = {"account": account, "change": change}
    if event.actor:  # else the applicant has named it, and nothing is new to the other address
        write_to(account, f"{FOLDER}/mail_address_requested", context)
    key = event.handed["key"]
    if key is None:
        post(f"{FOLDER}/mail_address_taken", context, to=[change.address])
        return
    context["url"] = link_with(key, "accounts:mail-address")
    context["is_again"] = event.handed["again"]
    post(f"{FOLDER}/mail_address_confirmation", context, to=[change.address])


@on("mail_address.confirmed")
def tell_both_addresses(event: Event, account: Account) -> None:
    """Mail both addresses: if it wasn't the owner, the old one still hears of it."""
    is_addition = len(event.handed["addresses_before"]) < len(account.addresses)
    is_second = event.particular("field") == "email2"
    context = {"account": account, "is_second": is_second, "is_addition": is_addition}
    write_to(account, f"{FOLDER}/mail_address_changed", context)
    _tell_those_that_left(event, account)


def _tell_those_that_left(event: Event, account: Account) -> None:
    known = {address.lower() for address in account.addresses}
    left = [address for address in event.handed["addresses_before"] if address.lower() not in known]
    if left:
        context = {"account": account, "former_addresses": left}
        post(f"{FOLDER}/mail_address_left", context, to=left)


@on("retirement.requested")
def confirm_retirement_request(event: Event, account: Account) -> None:
    """Mail the member a confirmation; tell the operator that there is something to do."""
    request = account.waiting_retirement
    context = {"account": account, "request": request}
    write_to(account, f"{FOLDER}/retirement_received", context)
    context["url"] = settings.SITE_URL + reverse("console:retirement", args=[request.pk])
    post(f"{FOLDER}/retirement_arrived", context, to=[settings.OPERATOR_MAIL])


@on("retirement.cancelled")
def confirm_end_of_retirement(event: Event, account: Account) -> None:
    """Mail the member a confirmation too; tell the operator that nothing is left to do."""
    write_to(account, f"{FOLDER}/retirement_cancelled", {"account": account})
    context = {"account": account}
    post(f"{FOLDER}/retirement_called_off", context, to=[settings.OPERATOR_MAIL])


@on("account.retired")
def confirm_retirement(event: Event, account: Account) -> None:
    """Mail 削除完了; the handler runs before the personal data go."""
    context: dict[str, Any] = {"account": account, "reason": event.handed["reason"]}
    if account.is_operator:
        write_to(account, f"{FOLDER}/operator_retired", context)
        return
    context["is_handed_over"] = event.particular("successor") is not None
    write_to(account, f"{FOLDER}/account_retired", context)


def retirement_letter(account: Account, reason: str) -> Letter:
    """Return the mail that the end of a member's ID with this reason would send."""
    return render(f"{FOLDER}/account_retired", {"account": account, "reason": reason})


@on("handover.requested")
def invite_successor(event: Event, handover: Handover) -> None:
    """Mail the link to the successor, and tell the member where it went."""
    context: dict[str, Any] = {"handover": handover, "account": handover.account}
    context["url"] = settings.SITE_URL + reverse("accounts:handover")
    write_to(handover.account, f"{FOLDER}/handover_requested", context)
    context["url"] = link_with(event.handed["key"], "accounts:succession")
    post(f"{FOLDER}/handover_invitation", context, to=[handover.email])


@on("handover.cancelled")
def tell_successor(event: Event, handover: Handover) -> None:
    """Mail that the link is of no use any more, also to whoever has applied by it."""
    waiting = handover.applications.waiting().first()
    context: dict[str, Any] = {"handover": handover, "application": waiting}
    context["url"] = settings.SITE_URL + reverse("accounts:apply")
    to = {handover.email, *(waiting.addresses if waiting else [])}
    post(f"{FOLDER}/handover_cancelled", context, to=sorted(to))


@on("role.changed")
def tell_new_role(event: Event, account: Account) -> None:
    """Mail one of the staff that they may do more, or less."""
    write_to(account, f"{FOLDER}/role_changed", {"account": account})


@on("invitation.created", "invitation.renewed")
def invite(event: Event, invitation: Invitation) -> None:
    """Mail the link behind which the password is set."""
    url = link_with(event.handed["key"], "accounts:invitation")
    context = {"invitation": invitation, "url": url}
    post(f"{FOLDER}/operator_invited", context, to=[invitation.email])
