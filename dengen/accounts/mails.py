"""Which mails follow from the events of applications and accounts, and to whom they go."""

from django.conf import settings
from django.urls import reverse

from dengen.accounts.letters import write_to
from dengen.accounts.models import Account, Application, Invitation
from dengen.accounts.models.second_step import Way
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.outbox import post

FOLDER = "accounts/mails"


@on("application.submitted")
def confirm_receipt(event: Event, application: Application) -> None:
    """受付完了 to the applicant; the operator learns that there is something to decide."""
    context = {"application": application}
    post(f"{FOLDER}/application_received", context, to=application.addresses)
    context["url"] = settings.SITE_URL + reverse("console:application", args=[application.pk])
    post(f"{FOLDER}/application_arrived", context, to=[settings.OPERATOR_MAIL])


@on("application.approved")
def welcome(event: Event, application: Application) -> None:
    """承認完了 with name and ID."""
    context = {"application": application, "url": settings.SITE_URL + reverse("accounts:login")}
    post(f"{FOLDER}/application_approved", context, to=application.addresses)


@on("application.denied")
def tell_why_not(event: Event, application: Application) -> None:
    """The reason, as the operator wrote it."""
    context = {"application": application, "url": settings.SITE_URL + reverse("accounts:apply")}
    post(f"{FOLDER}/application_denied", context, to=application.addresses)


@on("account.frozen")
def warn_owner(event: Event, account: Account) -> None:
    """凍結のお知らせ: if it wasn't the owner, the owner should know."""
    context = {"account": account, "tries": settings.LOGIN_TRIES, "hours": settings.FREEZE_HOURS}
    context["until"] = account.guard.frozen_until
    write_to(account, f"{FOLDER}/account_frozen", context)


@on("password.changed")
def confirm_new_password(event: Event, account: Account) -> None:
    """If it wasn't the owner, the owner should know."""
    write_to(account, f"{FOLDER}/account_password_changed", {"account": account})


@on("retirement.requested")
def confirm_retirement_request(event: Event, account: Account) -> None:
    """The member has it in writing; the operator learns that there is something to do."""
    request = account.waiting_retirement
    context = {"account": account, "request": request}
    write_to(account, f"{FOLDER}/retirement_received", context)
    context["url"] = settings.SITE_URL + reverse("console:retirement", args=[request.pk])
    post(f"{FOLDER}/retirement_arrived", context, to=[settings.OPERATOR_MAIL])


@on("account.retired")
def say_farewell(event: Event, account: Account) -> None:
    """削除完了; the handler runs before the personal data go."""
    if account.is_operator:
        write_to(account, f"{FOLDER}/operator_retired", {"account": account})
    else:
        write_to(account, f"{FOLDER}/account_retired", {"account": account})


@on("second_factor.added")
def tell_of_new_factor(event: Event, account: Account) -> None:
    """As with every change of what one logs in with: the owner should know."""
    write_to(account, f"{FOLDER}/second_factor_added", _factor(event, account))


@on("second_factor.removed")
def tell_of_removed_factor(event: Event, account: Account) -> None:
    """As above."""
    write_to(account, f"{FOLDER}/second_factor_removed", _factor(event, account))


@on("second_factor.cleared")
def tell_of_cleared_factor(event: Event, account: Account) -> None:
    """As above, and what comes next."""
    context = {"account": account, "url": settings.SITE_URL + reverse("accounts:login")}
    write_to(account, f"{FOLDER}/second_factor_cleared", context)


@on("recovery_codes.renewed")
def tell_of_new_codes(event: Event, account: Account) -> None:
    """As above."""
    write_to(account, f"{FOLDER}/recovery_codes_renewed", {"account": account})


@on("recovery_code.used")
def tell_of_used_code(event: Event, account: Account) -> None:
    """As above, and how many are left."""
    context = {"account": account, "left": event.particular("left")}
    write_to(account, f"{FOLDER}/recovery_code_used", context)


@on("role.changed")
def tell_new_role(event: Event, account: Account) -> None:
    """One of the staff may do more, or less."""
    write_to(account, f"{FOLDER}/role_changed", {"account": account})


@on("invitation.created", "invitation.renewed")
def invite(event: Event, invitation: Invitation) -> None:
    """The link behind which the password is set."""
    page = reverse("accounts:invitation", args=[invitation.token])
    context = {"invitation": invitation, "url": settings.SITE_URL + page}
    post(f"{FOLDER}/operator_invited", context, to=[invitation.email])


def _factor(event: Event, account: Account) -> dict[str, object]:
    return {"account": account, "kind": Way(event.particular("kind")).label}
