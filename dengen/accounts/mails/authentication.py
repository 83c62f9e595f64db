"""Which mails follow from what somebody logs in with."""

from typing import Any

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
    """Mail 凍結のお知らせ: if it wasn't the owner, the owner should know."""
    context = {"account": account, "tries": settings.LOGIN_TRIES, "hours": settings.FREEZE_HOURS}
    context |= {"until": account.guard.frozen_until, "frozen_at": event.occurred_at}
    context["address"] = event.address
    write_to(account, f"{FOLDER}/account_frozen", context)


@on("password.changed")
def confirm_new_password(event: Event, account: Account) -> None:
    """Mail the owner, who should know if it was somebody else."""
    write_to(account, f"{FOLDER}/account_password_changed", {"account": account})


@on("password_reset.requested")
def confirm_password_request(event: Event, account: Account) -> None:
    """Mail the owner, who should know of it, and the operator, who has something to do."""
    request = account.password_requests.waiting().get()
    context: dict[str, Any] = {"account": account, "request": request}
    write_to(account, f"{FOLDER}/password_reset_received", context)
    context["url"] = settings.SITE_URL + reverse("console:password-request", args=[request.pk])
    post(f"{FOLDER}/password_reset_arrived", context, to=[settings.OPERATOR_MAIL])


@on("password_reset.granted")
def send_temporary_password(event: Event, account: Account) -> None:
    """Mail 再設定完了 with the temporary password, which nobody else ever reads."""
    context = {
        "account": account,
        "password": event.handed["key"],
        "valid_hours": settings.TEMPORARY_PASSWORD_HOURS,
        "url": settings.SITE_URL + reverse("accounts:login"),
    }
    write_to(account, f"{FOLDER}/password_reset_granted", context)


@on("password_link.requested")
def send_password_link(event: Event, account: Account) -> None:
    """Mail the way to a new password without the operator."""
    context = {
        "account": account,
        "valid_hours": settings.TEMPORARY_PASSWORD_HOURS,
        "url": link_with(event.handed["key"], "accounts:password-link", account.login_id),
    }
    write_to(account, f"{FOLDER}/password_link", context)


@on("password_reset.denied")
def refuse_password_request(event: Event, account: Account) -> None:
    """Mail why the operator can't do it."""
    context = {"account": account, "reason": event.particular("reason")}
    write_to(account, f"{FOLDER}/password_reset_denied", context)


@on("second_factor.added")
def tell_of_new_factor(event: Event, account: Account) -> None:
    """Mail the owner, as with every change of what one logs in with."""
    write_to(account, f"{FOLDER}/second_factor_added", _factor(event, account))


@on("second_factor.removed")
def tell_of_removed_factor(event: Event, account: Account) -> None:
    """Mail the owner, who should know if somebody else took it away."""
    write_to(account, f"{FOLDER}/second_factor_removed", _factor(event, account))


@on("second_factor.cleared")
def tell_of_cleared_factor(event: Event, account: Account) -> None:
    """Mail the owner what to set up at the next login: a colleague took all of it away."""
    context = {"account": account, "url": settings.SITE_URL + reverse("accounts:login")}
    write_to(account, f"{FOLDER}/second_factor_cleared", context)


@on("recovery_codes.renewed")
def tell_of_new_codes(event: Event, account: Account) -> None:
    """Mail the owner, who should know if somebody else renewed them."""
    write_to(account, f"{FOLDER}/recovery_codes_renewed", {"account": account})


@on("recovery_code.used")
def tell_of_used_code(event: Event, account: Account) -> None:
    """Mail the owner that a code was used, maybe by another, and how many are left."""
    context = {"account": account, "left": event.particular("left")}
    write_to(account, f"{FOLDER}/recovery_code_used", context)


def _factor(event: Event, account: Account) -> dict[str, object]:
    return {"account": account, "kind": Way(event.particular("kind")).label}
