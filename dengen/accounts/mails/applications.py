"""Which mails follow from the events of applications."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from dengen.accounts.applications.application.application import Application
from dengen.accounts.mails.letters import FOLDER, link_with, write_to
from dengen.accounts.membership.account.account import Account
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.outbox import Letter, post, render


@on("application.submitted", "confirmation.requested")
def confirm_receipt(event: Event, application: Application) -> None:
    """Mail 受付完了 to the applicant, with the link that confirms the address."""
    context: dict[str, Any] = {"application": application}
    context["is_again"] = event.name == "confirmation.requested"
    if key := event.handed["keys"].get("email"):
        context["url"] = link_with(key, "accounts:address-confirmation")
        context["is_required"] = application.awaits_confirmation
    post(f"{FOLDER}/application_received", context, to=[application.email])
    if key := event.handed["keys"].get("email2"):
        context["url"] = link_with(key, "accounts:address-confirmation")
        post(f"{FOLDER}/second_address_confirmation", context, to=[application.email2])


@on("application.submitted", "application.confirmed")
def announce_application(event: Event, application: Application) -> None:
    """Mail the operator that there is something to decide, once that can be decided."""
    is_news = event.name == "application.submitted" or event.particular("field") == "email"
    if not is_news or application.awaits_confirmation:
        return
    url = settings.SITE_URL + reverse("console:application", args=[application.pk])
    context = {"application": application, "url": url}
    post(f"{FOLDER}/application_arrived", context, to=[settings.OPERATOR_MAIL])


@on("application.repeated")
def tell_holder(event: Event, holder: Account | Application) -> None:
    """Mail the reader of a known address that somebody applied; the screen doesn't tell."""
    is_member = isinstance(holder, Account)
    context: dict[str, Any] = {"holder": holder, "is_member": is_member}
    context["url"] = settings.SITE_URL + reverse("accounts:login")
    to = holder.addresses
    if isinstance(holder, Application) and holder.awaits_confirmation:
        context["url"] = link_with(event.handed["keys"]["email"], "accounts:address-confirmation")
        to = [holder.email]
    reader = holder if is_member else None
    post(f"{FOLDER}/application_repeated", context, to=to, reader=reader)


@on("application.approved")
def tell_approval(event: Event, application: Application) -> None:
    """Mail 承認完了 with name and ID; tell a successor that the listings came over."""
    context = {"application": application, "url": settings.SITE_URL + reverse("accounts:login")}
    account = Account.objects.get(pk=event.particular("account"))
    context["has_password"] = account.has_usable_password()
    write_to(account, f"{FOLDER}/application_approved", context)


@on("application.denied")
def tell_denial(event: Event, application: Application) -> None:
    """Mail the reason, as the operator wrote it."""
    context = denial_context(application, application.reason)
    if application.addresses:
        post(f"{FOLDER}/application_denied", context, to=application.addresses)
    handover = application.handover
    if handover and handover.is_denied:
        write_to(handover.account, f"{FOLDER}/handover_denied", {"handover": handover})


def denial_letter(application: Application, reason: str) -> Letter:
    """Return the mail that a denial with this reason would send."""
    return render(f"{FOLDER}/application_denied", denial_context(application, reason))


def denial_context(application: Application, reason: str) -> dict[str, Any]:
    """Return what the mail of a denial says."""
    url = settings.SITE_URL + reverse("accounts:apply")
    return {"application": application, "reason": reason, "url": url}


@on("application.reopened")
def tell_reconsideration(event: Event, application: Application) -> None:
    """Mail the applicant that there is no need to apply again."""
    context = {"application": application}
    post(f"{FOLDER}/application_reopened", context, to=application.addresses)


@on("application.submitted")
def tell_predecessor(event: Event, application: Application) -> None:
    """Mail the predecessor that the successor has applied: in time, if it is a stranger."""
    if application.handover:
        context: dict[str, Any] = {"handover": application.handover, "application": application}
        context["url"] = settings.SITE_URL + reverse("accounts:handover")
        write_to(application.handover.account, f"{FOLDER}/handover_applied", context)
