"""Which mails follow from the events of applications and accounts, and to whom they go."""

from django.conf import settings
from django.urls import reverse

from dengen.accounts.letters import write_to, write_to_all
from dengen.accounts.models import Account, Application, Handover, Terms
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
    """承認完了 with name and ID; a successor learns that the listings came over."""
    context = {"application": application, "url": settings.SITE_URL + reverse("accounts:login")}
    post(f"{FOLDER}/application_approved", context, to=application.addresses)


@on("application.denied")
def tell_why_not(event: Event, application: Application) -> None:
    """The reason, as the operator wrote it."""
    context = {"application": application, "url": settings.SITE_URL + reverse("accounts:apply")}
    post(f"{FOLDER}/application_denied", context, to=application.addresses)
    handover = application.handover
    if handover and handover.outcome == "denied":
        write_to(handover.account, f"{FOLDER}/handover_denied", {"handover": handover})


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
    context = {"account": account, "is_handed_over": event.particular("successor") is not None}
    write_to(account, f"{FOLDER}/account_retired", context)


@on("handover.requested")
def invite_successor(event: Event, handover: Handover) -> None:
    """The link, to somebody who has no ID yet."""
    url = settings.SITE_URL + reverse("accounts:succession", args=[handover.key])
    context = {"handover": handover, "url": url}
    post(f"{FOLDER}/handover_invitation", context, to=[handover.email])


@on("application.submitted")
def tell_predecessor(event: Event, application: Application) -> None:
    """Whoever hands over learns that the successor has applied: if it is a stranger, in time."""
    if application.handover:
        context = {"handover": application.handover, "application": application}
        context["url"] = settings.SITE_URL + reverse("accounts:handover")
        write_to(application.handover.account, f"{FOLDER}/handover_applied", context)


@on("handover.cancelled")
def tell_successor(event: Event, handover: Handover) -> None:
    """The link is of no use any more; whoever has applied by it learns it too."""
    waiting = handover.applications.filter(status="waiting").first()
    context = {"handover": handover, "application": waiting}
    context["url"] = settings.SITE_URL + reverse("accounts:apply")
    to = {handover.email, *(waiting.addresses if waiting else [])}
    post(f"{FOLDER}/handover_cancelled", context, to=sorted(to))


@on("terms.published")
def announce_terms(event: Event, terms: Terms) -> None:
    """規約改定 to every member: from when, and that consent will be asked for."""
    url = settings.SITE_URL + reverse("accounts:terms-version", args=[terms.version])
    write_to_all(
        Account.objects.members(), f"{FOLDER}/terms_published", {"terms": terms, "url": url}
    )


@on("terms.cancelled")
def take_terms_back(event: Event, terms: Terms) -> None:
    """Whoever was told of the new terms is told that they won't come."""
    url = settings.SITE_URL + reverse("accounts:terms")
    write_to_all(
        Account.objects.members(), f"{FOLDER}/terms_cancelled", {"terms": terms, "url": url}
    )
