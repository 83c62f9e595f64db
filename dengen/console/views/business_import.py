"""One import of a list of businesses: what it would change, and taking it over or not."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengen.accounts.applications.business_list.taking_over import RemovalNotConfirmed
from dengen.accounts.applications.tasks import compare_business_list_anew
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import BusinessImport
from dengen.console.forms.business_list import RemovalForm
from dengen.console.guard import administrator_required, operator_required
from dengen.events.steps import StepNotAllowed
from dengen.ui.downloads import csv_response

KINDS = ("removed", "changed", "added", "flawed")


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def business_import(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show what it would change, and while it is compared, how far that is. POST takes it over."""
    found = _found(pk)
    is_sent = request.method == "POST"
    form = RemovalForm(request.POST if is_sent else None, is_asked=found.asks_for_number)
    if form.is_valid():
        try:
            found.take_over(by=request.user, removed=form.cleaned_data["removed"])
        except RemovalNotConfirmed as refusal:
            form.add_error("removed", str(refusal))
            return _shown(request, found, form)
        except StepNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("console:business-import", pk=pk)
    return _shown(request, found, form)


@administrator_required
@require_POST
def business_import_comparison(request: PersonalRequest, pk: int) -> HttpResponse:
    """Compare the import once more."""
    compare_business_list_anew(_found(pk), by=request.user)
    return redirect("console:business-import", pk=pk)


@administrator_required
@require_POST
def business_import_removal(request: PersonalRequest, pk: int) -> HttpResponse:
    """Discard the import, which will not be taken over."""
    _found(pk).discard(by=request.user)
    messages.success(request, _("取り込みを取り消しました。名簿は変わっていません。"))
    return redirect("console:business-list")


@operator_required
@require_safe
def business_import_flaws(request: PersonalRequest, pk: int) -> HttpResponseBase:
    """Return the lines that are left out, with the reason, as a file for a spreadsheet."""
    flaws = _found(pk).samples.get("flawed", [])
    return csv_response(f"business-list-{pk}-errors.csv", [[_("行"), _("内容"), _("理由")], *flaws])


def _found(pk: int) -> BusinessImport:
    people = "uploaded_by", "taken_over_by", "put_back", "base"
    found = BusinessImport.objects.select_related(*people)
    return get_object_or_404(found.defer("data", "put_back__data", "base__data"), pk=pk)


def _shown(request: PersonalRequest, found: BusinessImport, form: RemovalForm) -> HttpResponse:
    counts = {kind: found.counts.get(kind, 0) for kind in KINDS}
    asked = request.GET.get("show", "")
    kind = asked if asked in KINDS else next((kind for kind in KINDS if counts[kind]), KINDS[0])
    page = Paginator(_lines(found, kind), settings.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "item": found,
        "form": form,
        "counts": counts,
        "show": kind,
        "shown_count": counts[kind],
        "page_obj": page,
        "others": BusinessImport.objects.light().open().exclude(pk=found.pk),
    }
    return render(request, "console/business_import.html", context)


def _lines(found: BusinessImport, kind: str) -> Any:
    """Return what is shown of that kind, page by page."""
    if kind == "flawed":
        return found.samples.get("flawed", [])
    if found.compared_at is None:
        return []
    if kind == "removed":
        return found.base.businesses.missing_in(found) if found.base else []
    return getattr(found.businesses, kind)()
