"""Members: finding one, and everything about one on one page."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dengen.accounts.applications.business_list.eligible import eligibility
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.membership.account.account import AccountQuerySet
from dengen.accounts.membership.account.status import Standing
from dengen.accounts.models import Account
from dengen.console.audit.rows import WITH_ACTOR, rows_of
from dengen.console.forms.searching import searched_text
from dengen.console.guard import operator_required
from dengen.database.among import Among
from dengen.events.models import Event
from dengen.listings.models import Listing
from dengen.mail.models import Message

PEOPLE = ("login", "organization", "guard", "terms")
RECENT_EVENTS = 10


@operator_required
@require_safe
def member_list(request: PersonalRequest) -> HttpResponse:
    """Show the newest first; `?state=` and `q` narrow them."""
    state = request.GET.get("state", "")
    text = searched_text(request)
    found = Account.objects.members()
    if text:  # looked for once: the tabs count what was found
        found = found.filter(Among(F("pk"), [*found.matching(text).values_list("pk", flat=True)]))
    context = {
        "page_obj": _page(request, _in_state(found, state).select_related(*PEOPLE)),
        "text": text,
        "state": state,
        "tabs": [(name, label, _in_state(found, name).count()) for name, label in Standing.choices],
        "total": found.count(),
    }
    return render(request, "console/member_list.html", context)


@operator_required
@require_safe
def member(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show what is registered, how it stands, and what happened."""
    found = get_object_or_404(Account.objects.members().select_related(*PEOPLE), pk=pk)
    listings = Listing.objects.filter(owner=found).order_by("-pk")
    context = {
        "account": found,
        "application": getattr(found.login, "application", None),
        "eligibility": eligibility(found.organization_name, found.corporate_number),
        "listings": _page(request, listings),
        "letters": Message.objects.filter(reader=found)
        .order_by("-pk")
        .defer("body")[:RECENT_EVENTS],
        "history": rows_of(list(_history(found)[:RECENT_EVENTS])),
        "proposal": found.open_proposal,
    }
    return render(request, "console/member.html", context)


@operator_required
@require_safe
def member_history(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show everything done by the member or to the account, the newest first."""
    found = get_object_or_404(Account.objects.members().select_related(*PEOPLE), pk=pk)
    page = _page(request, _history(found))
    context = {"account": found, "page_obj": page, "history": rows_of(list(page.object_list))}
    return render(request, "console/member_history.html", context)


def _in_state(found: AccountQuerySet, state: str) -> AccountQuerySet:
    return getattr(found, state)() if state in Standing.values else found


def _history(account: Account) -> QuerySet[Event]:
    about = Q(subject_type="accounts.account", subject_id=account.pk) | Q(actor=account)
    application = getattr(account.login, "application", None)
    if application:
        about |= Q(subject_type="accounts.application", subject_id=application.pk)
    return Event.objects.filter(about).select_related(*WITH_ACTOR).order_by("-pk")


def _page(request: HttpRequest, found: QuerySet):
    return Paginator(found, settings.PAGE_SIZE).get_page(request.GET.get("page"))
