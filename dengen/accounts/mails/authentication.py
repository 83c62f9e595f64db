"""Which mails follow from what somebody logs in with."""

from django.conf import settings
from django.urls import reverse

from dengen.accounts.authentication.second_factor.second_step import Way
from dengen.accounts.mails.letters import FOLDER, link_with, write_to
from dengen.accounts.membership.account.account import Account
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.outbox import post


@on("account.frozen")
def warn_owner(event: Event, account: Account) -> None:
    """凍結のお知らせ: if it wasn't the owner, the owner should know."""
    context = {"account": account, "tries": settings.LOGIN_TRIES, "hours": settings.FREEZE_HOURS}
    context |= {"until": account.guard.frozen_until, "frozen_at": event.occurred_at}
    context["address"] = event.address
    write_to(account, f"{FOLDER}/account_frozen", context)


@on("password.changed")
def confirm_new_password(event: Event, account: Account) -> None:
    """If it wasn't the owner, the owner should know."""
    write_to(account, f"{FOLDER}/account_password_changed", {"account": account})


@on("password_reset.requested")
def confirm_password_request(event: Event, account: Account) -> None:
    """If it wasn't the owner, the owner should know; the operator has something to do."""
    request = account.password_requests.waiting().get()
    context = {"account": account, "request": request}
    write_to(account, f"{FOLDER}/password_reset_received", context)
    context["url"] = settings.SITE_URL + reverse("console:password-request", args=[request.pk])
    post(f"{FOLDER}/password_reset_arrived", context, to=[settings.OPERATOR_MAIL])


@on("password_reset.granted")
def send_temporary_password(event: Event, account: Account) -> None:
    """再設定完了 with the temporary password; nobody else ever reads it."""
    context = {
        "account": account,
        "password": event.handed["key"],
        "valid_hours": settings.TEMPORARY_PASSWORD_HOURS,
        "url": settings.SITE_URL + reverse("accounts:login"),
    }
    write_to(account, f"{FOLDER}/password_reset_granted", context)


@on("password_link.requested")
def send_password_link(event: Event, account: Account) -> None:
    """The way to a new password without the operator."""
    context = {
        "account": account,
        "valid_hours": settings.TEMPORARY_PASSWORD_HOURS,
        "url": link_with(event.handed["key"], "accounts:password-link", account.login_id),
    }
    write_to(account, f"{FOLDER}/password_link", context)


@on("password_reset.denied")
def refuse_password_request(event: Event, account: Account) -> None:
    """Why the operator can't do it."""
    context = {"account": account, "reason": event.particular("reason")}
    write_to(account, f"{FOLDER}/password_reset_denied", context)


@on("second_factor.added")
def tell_of_new_factor(event: Event, account: Account) -> None:
    """As with every change of what one logs in with: the owner should know."""
    write_to(account, f"{FOLDER}/second_factor_added", _factor(event, account))


@on("second_factor.removed")
def tell_of_removed_factor(event: Event, account: Account) -> None:
    """If it wasn't the owner who took it away, the owner should know."""
    write_to(account, f"{FOLDER}/second_factor_removed", _factor(event, account))


@on("second_factor.cleared")
def tell_of_cleared_factor(event: Event, account: Account) -> None:
    """A colleague took all of it away: what the owner has to set up at the next login."""
    context = {"account": account, "url": settings.SITE_URL + reverse("accounts:login")}
    write_to(account, f"{FOLDER}/second_factor_cleared", context)


@on("recovery_codes.renewed")
def tell_of_new_codes(event: Event, account: Account) -> None:
    """If it wasn't the owner who renewed them, the owner should know."""
    write_to(account, f"{FOLDER}/recovery_codes_renewed", {"account": account})


@on("recovery_code.used")
def tell_of_used_code(event: Event, account: Account) -> None:
    """If it wasn't the owner who used one, the owner should know; and how many are left."""
    context = {"account": account, "left": event.particular("left")}
    write_to(account, f"{FOLDER}/recovery_code_used", context)


def _factor(event: Event, account: Account) -> dict[str, object]:
    return {"account": account, "kind": Way(event.particular("kind")).label}
