"""Finding events: by person, thing, step and time."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Concat

from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account, Application
from dengen.console.audit.kinds import KINDS, kinds_by_label
from dengen.events.models import Event
from dengen.japan.moments import end_of, start_of
from dengen.japan.organization_names import fold_organization_name
from dengen.listings.models import Listing
from dengen.listings.search.folding import fold_title
from dengen.ui.numbers import number_in


def events_that_match(conditions: dict[str, Any]) -> QuerySet[Event]:
    """Return the events that match all conditions of the form, in no order."""
    found = Event.objects.order_by()
    if person := conditions.get("person"):
        found = found.filter(_done_by_or_to(person))
    if thing := conditions.get("thing"):
        found = found.filter(_about(thing))
    if kind := conditions.get("kind"):
        found = found.filter(subject_type__in=kinds_by_label()[str(KINDS[kind].label)])
    if name := conditions.get("name"):
        found = found.filter(name=name)
    if first := conditions.get("first"):
        found = found.filter(occurred_at__gte=start_of(first))
    if last := conditions.get("last"):
        found = found.filter(occurred_at__lt=end_of(last))
    return found


def _done_by_or_to(text: str) -> Q:
    return Q(actor__in=_accounts(text)) | _people(text)


def _about(text: str) -> Q:
    if (number := number_in(text)) is not None:
        return Q(subject_id=number)
    titled = Listing.objects.filter(folded_title__contains=fold_title(text)).values("pk")
    return _people(text) | Q(subject_type="listings.listing", subject_id__in=titled)


def _people(text: str) -> Q:
    applications = Application.objects.matching(text).values("pk")
    return Q(subject_type="accounts.account", subject_id__in=_accounts(text).values("pk")) | Q(
        subject_type="accounts.application", subject_id__in=applications
    )


def _accounts(text: str) -> QuerySet[Account]:
    return Account.objects.alias(person=Concat("family_name", "given_name")).filter(
        Q(login__canonical__contains=canonical(text))
        | Q(organization__folded_name__contains=fold_organization_name(text) or text)
        | Q(person__icontains="".join(text.split()))
    )
