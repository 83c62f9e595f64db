"""Which mails follow from the events of applications and accounts, and to whom they go."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from dengen.accounts.letters import write_to
from dengen.accounts.models import Account, Application
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.outbox import Letter, post, render

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
    context = denial_context(application, application.reason)
    post(f"{FOLDER}/application_denied", context, to=application.addresses)


def denial_letter(application: Application, reason: str) -> Letter:
    """The mail that a denial with this reason would send."""
    return render(f"{FOLDER}/application_denied", denial_context(application, reason))


def denial_context(application: Application, reason: str) -> dict[str, Any]:
    """What the mail of a denial says."""
    url = settings.SITE_URL + reverse("accounts:apply")
    return {"application": application, "reason": reason, "url": url}


@on("application.reopened")
def tell_reconsideration(event: Event, application: Application) -> None:
    """The applicant need not apply again."""
    context = {"application": application}
    post(f"{FOLDER}/application_reopened", context, to=application.addresses)


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
    write_to(account, f"{FOLDER}/account_retired", {"account": account})
