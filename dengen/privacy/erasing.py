"""Erasing a person whose ID has ended, in every room; registry.py says which columns."""

from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from dengen.accounts.applications.application.status import Status as ApplicationStatus
from dengen.accounts.membership.person import ERASED, PERSON_FIELDS, Person
from dengen.accounts.models import Account, Application, Handover
from dengen.events import versions
from dengen.events.models import PrivateParticulars
from dengen.events.topics import ACCOUNT
from dengen.listings.entry.item import Personal
from dengen.listings.entry.items import CONTACT_PHONE, ITEMS
from dengen.listings.listing.status import Status as ListingStatus
from dengen.listings.models import Decision, Listing, ListingBody, Proposal
from dengen.mail.models import Message
from dengen.privacy.registry import columns

# Characters of what is searched for in mails to others: less stands in any text.
SHORTEST_NEEDLE = 4
# The reason of the end itself was scrubbed when it was recorded.
KEPT_REASONS = ("account.retired",)


def erase(account: Account, person: Person) -> None:
    """Erase the person wherever the account's own verb doesn't reach."""
    _erase_requests(account, person)
    _erase_particulars(account)
    _erase_mails(account, person)
    if account.is_member:
        _scrub_applications(account, person)
        _erase_listings(account, person)


def erase_unconfirmed(application: Application) -> None:
    """Erase the mails to addresses that nobody has confirmed; the verb deletes the row itself."""
    theirs = Q(recipients=[application.email]) | Q(recipients=[application.email2])
    sent = Message.objects.filter(theirs, reader=None, created_at__gte=application.submitted_at)
    sent.filter(state=Message.State.WAITING).update(is_to_be_forgotten=True)
    sent.forget_texts()


def erase_listings(listings: models.QuerySet[Listing]) -> None:
    """Erase who could be contacted about these, which are deleted, and what they said."""
    names = columns(Personal.CONTACT)
    blank = {name: ERASED if ITEMS[name].required else "" for name in names}
    blank |= {CONTACT_PHONE.name: ERASED, "opening": ""}  # the database insists on a contact
    pks = list(listings.values_list("pk", flat=True))
    Listing.objects.filter(pk__in=pks).update(**blank)
    ListingBody.objects.filter(pk__in=pks).update(html="")
    about = Q(event__subject_type="listings.listing", event__subject_id__in=pks)
    PrivateParticulars.objects.filter(about).delete()


def _erase_requests(account: Account, person: Person) -> None:
    theirs = Q(account=account) | Q(email__in=person.addresses)
    Handover.objects.filter(theirs | Q(applications__login=account.login)).update(email="")
    account.retirement_requests.update(reason="")
    for proposal in account.proposals.all():
        proposal.reason = person.without_person(proposal.reason)
        proposal.save(update_fields=["reason"])
    for address in person.addresses:
        done = DBTaskResult.objects.exclude(status__in=["READY", "RUNNING"])
        done.filter(args_kwargs__icontains=address).delete()


def _erase_particulars(account: Account) -> None:
    application = getattr(account.login, "application", None)
    about = Q(event__subject_type="accounts.account", event__subject_id=account.pk)
    if application:
        about |= Q(event__subject_type="accounts.application", event__subject_id=application.pk)
    proposals = account.proposals.values_list("pk", flat=True)
    about |= Q(
        event__subject_type="accounts.retirementproposal", event__subject_id__in=list(proposals)
    )
    found = PrivateParticulars.objects.filter(about).exclude(event__name__in=KEPT_REASONS)
    found.delete()


def _erase_mails(account: Account, person: Person) -> None:
    """Erase the mails to the person, and in mails to others whatever names the person.

    A mail that still waits reaches its recipient first, and is erased then.
    """
    needles = {one for one in _needles(person) if len(one) >= SHORTEST_NEEDLE}
    if not needles:
        return
    names = reduce(or_, (Q(body__icontains=one) | Q(subject__icontains=one) for one in needles))
    addressed = reduce(or_, (Q(recipients__icontains=one) for one in person.addresses), Q(pk=None))
    found = Message.objects.filter(names | addressed | Q(reader=account))
    for message in found.defer("body"):
        to = {one.lower() for one in message.recipients}
        # To nobody's account and not to the operator: an address that the person gave, or had.
        is_to_unknown = message.reader_id is None and settings.OPERATOR_MAIL.lower() not in to
        is_theirs = message.reader_id == account.pk or is_to_unknown
        is_theirs = is_theirs or bool(to & {one.lower() for one in person.addresses})
        _erase_mail(message, person, is_theirs=is_theirs)


def _erase_mail(message: Message, person: Person, *, is_theirs: bool) -> None:
    rows = Message.objects.filter(pk=message.pk)
    if message.state == Message.State.WAITING:
        rows.update(is_to_be_forgotten=True)
        return
    versions.step(ACCOUNT, rows.readers())
    rows.update(about="", body="", subject=person.without_person(message.subject))
    if is_theirs:
        rows.erase()


def _needles(person: Person) -> set[str]:
    name = person.family_name + person.given_name
    phones = (person.phone, person.mobile, person.fax, person.work_phone)
    return {name, person.full_name, *person.addresses, *phones}


def _scrub_applications(account: Account, person: Person) -> None:
    theirs = Q(login=account.login) | Q(
        status=ApplicationStatus.DENIED, login_name__iexact=account.login.shown
    )
    for application in Application.objects.filter(theirs):
        scrub(application, person)
    same_mail = Q(status=ApplicationStatus.DENIED, email__iexact=person.email)
    found = Application.objects.filter(Q(login=account.login) | same_mail)
    found.update(**dict.fromkeys(PERSON_FIELDS, ""), password="", came_from="")


def _erase_listings(account: Account, person: Person) -> None:
    gone = Listing.objects.filter(owner=account, status=ListingStatus.DELETED)
    erase_listings(gone)
    for listing in gone:
        listing.title = person.without_person(listing.title)
        listing.fold_title()
        listing.save(update_fields=["title", "folded_title"])
    for model in (Decision, Proposal):
        for row in model._base_manager.filter(listing__in=gone):
            scrub(row, person)
    kinds = Proposal._meta.label_lower
    pks = list(Proposal.objects.filter(listing__in=gone).values_list("pk", flat=True))
    about = Q(event__subject_type=kinds, event__subject_id__in=pks)
    PrivateParticulars.objects.filter(about).delete()


def scrub(row: Any, person: Person) -> None:
    """Remove what is registered about the person from a decision's reason and remarks."""
    reason = person.without_person(row.reason)
    remarks = {name: person.without_person(text) for name, text in row.remarks.items()}
    if (reason, remarks) != (row.reason, row.remarks):
        type(row)._base_manager.filter(pk=row.pk).update(reason=reason, remarks=remarks)
