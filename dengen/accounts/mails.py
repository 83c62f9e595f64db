"""Which mails follow from the events of applications and accounts, and to whom they go."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from dengen.accounts.letters import write_to, write_to_all
from dengen.accounts.models import Account, Application, Handover, Invitation, Terms
from dengen.accounts.models.second_step import Way
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.outbox import Letter, post, render
from dengen.mail.secret import Secret

FOLDER = "accounts/mails"


@on("application.submitted", "confirmation.requested")
def confirm_receipt(event: Event, application: Application) -> None:
    """受付完了 to the applicant, with the link that confirms the address."""
    context: dict[str, Any] = {"application": application}
    if key := application.new_keys.get("email"):
        context["url"] = link_with(key, "accounts:address-confirmation")
        context["is_required"] = application.awaits_confirmation
    post(f"{FOLDER}/application_received", context, to=[application.email])
    if key := application.new_keys.get("email2"):
        context["url"] = link_with(key, "accounts:address-confirmation")
        post(f"{FOLDER}/second_address_confirmation", context, to=[application.email2])


@on("application.submitted", "application.confirmed")
def announce_application(event: Event, application: Application) -> None:
    """The operator has something to decide, as soon as that can be decided."""
    is_news = event.name == "application.submitted" or event.particular("field") == "email"
    if not is_news or application.awaits_confirmation:
        return
    url = settings.SITE_URL + reverse("console:application", args=[application.pk])
    context = {"application": application, "url": url}
    post(f"{FOLDER}/application_arrived", context, to=[settings.OPERATOR_MAIL])


@on("application.repeated")
def tell_holder(event: Event, holder: Account | Application) -> None:
    """Somebody applied with a known address: whoever reads it learns that, the screen tells not."""
    is_member = isinstance(holder, Account)
    context: dict[str, Any] = {"holder": holder, "is_member": is_member}
    context["url"] = settings.SITE_URL + reverse("accounts:login")
    to = holder.addresses
    if isinstance(holder, Application) and holder.awaits_confirmation:
        context["url"] = link_with(holder.new_keys["email"], "accounts:address-confirmation")
        to = [holder.email]
    reader = holder if is_member else None
    post(f"{FOLDER}/application_repeated", context, to=to, reader=reader)


@on("application.approved")
def welcome(event: Event, application: Application) -> None:
    """承認完了 with name and ID; a successor learns that the listings came over."""
    context = {"application": application, "url": settings.SITE_URL + reverse("accounts:login")}
    account = Account.objects.get(pk=event.particular("account"))
    context["has_password"] = account.has_usable_password()
    write_to(account, f"{FOLDER}/application_approved", context)


@on("application.denied")
def tell_why_not(event: Event, application: Application) -> None:
    """The reason, as the operator wrote it."""
    context = denial_context(application, application.reason)
    if application.addresses:
        post(f"{FOLDER}/application_denied", context, to=application.addresses)
    handover = application.handover
    if handover and handover.outcome == "denied":
        write_to(handover.account, f"{FOLDER}/handover_denied", {"handover": handover})


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
        "password": account.new_key,
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
        "url": link_with(account.new_key, "accounts:password-link", account.login_id),
    }
    write_to(account, f"{FOLDER}/password_link", context)


@on("password_reset.denied")
def refuse_password_request(event: Event, account: Account) -> None:
    """Why the operator can't do it."""
    context = {"account": account, "reason": event.particular("reason")}
    write_to(account, f"{FOLDER}/password_reset_denied", context)


@on("account.suspended")
def tell_suspension(event: Event, account: Account) -> None:
    """That it is locked, and why."""
    context = {"account": account, "reason": event.particular("reason")}
    write_to(account, f"{FOLDER}/account_suspended", context)


@on("suspension.lifted")
def tell_end_of_suspension(event: Event, account: Account) -> None:
    """That it may be used again."""
    context = {"account": account, "url": settings.SITE_URL + reverse("accounts:login")}
    write_to(account, f"{FOLDER}/suspension_lifted", context)


@on("account.contacted")
def send_letter(event: Event, account: Account) -> None:
    """What the operator wrote, in the operator's name."""
    subject, text = account.letter
    context = {"account": account, "subject": subject, "text": text, "is_personal": True}
    sender = settings.OPERATOR_MAIL_FROM
    write_to(account, f"{FOLDER}/operator_letter", context, sender=sender)


@on("contact.changed")
def confirm_contact(event: Event, account: Account) -> None:
    """What is registered now, for the owner to see that it is right."""
    write_to(account, f"{FOLDER}/contact_changed", {"account": account})
    _tell_those_that_left(account)


@on("mail_address.requested")
def ask_at_new_address(event: Event, account: Account) -> None:
    """To the new address: how to confirm it, or that others have it; to the old: who asks."""
    change = account.mail_address_changes.get(field=event.particular("field"))
    context: dict[str, Any] = {"account": account, "change": change}
    if event.actor:  # else the applicant has named it, and nothing is new to the other address
        write_to(account, f"{FOLDER}/mail_address_requested", context)
    if account.new_key is None:
        post(f"{FOLDER}/mail_address_taken", context, to=[change.address])
        return
    context["url"] = link_with(account.new_key, "accounts:mail-address")
    post(f"{FOLDER}/mail_address_confirmation", context, to=[change.address])


@on("mail_address.confirmed")
def tell_both_addresses(event: Event, account: Account) -> None:
    """If it wasn't the owner, the old address still hears of it."""
    context = {"account": account, "field": event.particular("field")}
    write_to(account, f"{FOLDER}/mail_address_changed", context)
    _tell_those_that_left(account)


def _tell_those_that_left(account: Account) -> None:
    known = {address.lower() for address in account.addresses}
    left = [address for address in account.addresses_before if address.lower() not in known]
    if left:
        context = {"account": account, "former_addresses": left}
        post(f"{FOLDER}/mail_address_left", context, to=left)


@on("retirement.requested")
def confirm_retirement_request(event: Event, account: Account) -> None:
    """The member has it in writing; the operator learns that there is something to do."""
    request = account.waiting_retirement
    context = {"account": account, "request": request}
    write_to(account, f"{FOLDER}/retirement_received", context)
    context["url"] = settings.SITE_URL + reverse("console:retirement", args=[request.pk])
    post(f"{FOLDER}/retirement_arrived", context, to=[settings.OPERATOR_MAIL])


@on("retirement.cancelled")
def confirm_end_of_retirement(event: Event, account: Account) -> None:
    """The member has that in writing too; the operator has nothing to do any more."""
    write_to(account, f"{FOLDER}/retirement_cancelled", {"account": account})
    context = {"account": account}
    post(f"{FOLDER}/retirement_called_off", context, to=[settings.OPERATOR_MAIL])


@on("account.retired")
def say_farewell(event: Event, account: Account) -> None:
    """削除完了; the handler runs before the personal data go."""
    context: dict[str, Any] = {"account": account, "reason": account.ending_reason}
    if account.is_operator:
        write_to(account, f"{FOLDER}/operator_retired", context)
        return
    context["is_handed_over"] = event.particular("successor") is not None
    write_to(account, f"{FOLDER}/account_retired", context)


def farewell_letter(account: Account, reason: str) -> Letter:
    """The mail that the end of a member's ID with this reason would send."""
    return render(f"{FOLDER}/account_retired", {"account": account, "reason": reason})


@on("handover.requested")
def invite_successor(event: Event, handover: Handover) -> None:
    """The link, to somebody who has no ID yet."""
    context = {
        "handover": handover,
        "url": link_with(handover.new_key, "accounts:succession"),
    }
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
    write_to_all(who_is_told_of_terms(), f"{FOLDER}/terms_published", _new_terms(terms))


def who_is_told_of_terms() -> QuerySet[Account]:
    """All members; those who can't log in just now as well."""
    return Account.objects.members().active()


def terms_letter(terms: Terms, reader: Account) -> Letter:
    """The mail that publishing these terms sends, as it would read for this account."""
    return render(f"{FOLDER}/terms_published", _new_terms(terms) | {"account": reader})


def _new_terms(terms: Terms) -> dict[str, Any]:
    url = settings.SITE_URL + reverse("accounts:terms-version", args=[terms.version])
    return {"terms": terms, "url": url}


@on("terms.cancelled")
def take_terms_back(event: Event, terms: Terms) -> None:
    """Whoever was told of the new terms is told that they won't come."""
    url = settings.SITE_URL + reverse("accounts:terms")
    write_to_all(
        who_is_told_of_terms(),
        f"{FOLDER}/terms_cancelled",
        {"terms": terms, "url": url},
    )


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
    url = link_with(invitation.new_key, "accounts:invitation")
    context = {"invitation": invitation, "url": url}
    post(f"{FOLDER}/operator_invited", context, to=[invitation.email])


def link_with(key: Secret | None, name: str, *args: str) -> Secret:
    """Return the address of that name with the key as its last argument, for a mail alone."""
    if key is None:
        raise ValueError(name)
    return Secret(settings.SITE_URL + reverse(name, args=[*args, key.reveal()]), key=key.key)


def _factor(event: Event, account: Account) -> dict[str, object]:
    return {"account": account, "kind": Way(event.particular("kind")).label}
