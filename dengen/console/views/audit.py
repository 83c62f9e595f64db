"""操作の記録: searching, exporting and verifying the trail."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.audit.export import csv_rows, records
from dengen.console.audit.rows import WITH_ACTOR, rows_of
from dengen.console.audit.search import EventSearch
from dengen.console.audit.slices import count_of, slice_of
from dengen.console.forms.audit_search import AuditSearchForm
from dengen.console.guard import operator_required
from dengen.events.models import Event, Seal
from dengen.japan.business_days import today
from dengen.oversight.audit import examine
from dengen.ui.downloads import csv_response, json_lines_response

LONGEST_HEAD = 100


@operator_required
@require_safe
def audit(request: PersonalRequest) -> HttpResponse:
    """Show the events that match, newest first."""
    form = AuditSearchForm(request.GET)
    search = EventSearch(form.conditions)
    page = slice_of(
        search,
        WITH_ACTOR,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
        size=settings.PAGE_SIZE,
    )
    count, is_exact = count_of(search)
    context = {
        "form": form,
        "is_search": bool(form.conditions or form.errors),
        "count": count,
        "is_exact": is_exact,
        "rows": rows_of(page.events),
        "slice": page,
        "head": Seal.objects.last(),
    }
    return render(request, "console/audit.html", context)


@operator_required
@require_safe
def audit_csv(request: PersonalRequest) -> HttpResponseBase:
    """Return the events that match as a file for Excel."""
    return _file(request, lambda found: csv_response(_file_name("csv"), csv_rows(found)))


@operator_required
@require_safe
def audit_jsonl(request: PersonalRequest) -> HttpResponseBase:
    """Return the events that match as a file for programs."""
    return _file(request, lambda found: json_lines_response(_file_name("jsonl"), records(found)))


@operator_required
@require_POST
def audit_verification(request: PersonalRequest) -> HttpResponse:
    """Verify the whole trail, also against a head that was noted, and show the result."""
    head = request.POST.get("head", "").strip()
    examined = examine(head[:LONGEST_HEAD])
    verdict = examined.verdict
    if not examined.is_good:
        messages.error(
            request,
            _("記録に問題があります。%(flaw)s（その前の%(count)s件は正常）")
            % {"flaw": examined.finding, "count": f"{verdict.count:,}"},
        )
    else:
        messages.success(
            request,
            _("%(count)s件の記録をすべて検証しました。改ざんはありません。")
            % {"count": f"{verdict.count:,}"},
        )
    return redirect("console:audit")


def _file(
    request: PersonalRequest, make: Callable[[QuerySet[Event]], HttpResponseBase]
) -> HttpResponseBase:
    form = AuditSearchForm(request.GET)
    if form.is_valid():
        return make(EventSearch(form.conditions).found)
    return HttpResponseRedirect(f"{reverse('console:audit')}?{request.GET.urlencode()}")


def _file_name(ending: str) -> str:
    return f"audit-{today():%Y%m%d}.{ending}"
