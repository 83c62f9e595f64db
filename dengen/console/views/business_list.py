"""事業者名簿: the list of eligible businesses, and taking over a new one."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengen.accounts.business_list import UnreadableList, read_business_list
from dengen.accounts.models import BusinessImport, EligibleBusiness
from dengen.accounts.requests import PersonalRequest
from dengen.accounts.tasks import import_businesses
from dengen.console.forms import BusinessListForm
from dengen.console.guard import administrator_required, operator_required
from dengen.console.searching import searched_text
from dengen.events.steps import StepNotAllowed
from dengen.ui.downloads import csv_response

RECENT = 5


@operator_required
@require_safe
def business_list(request: PersonalRequest) -> HttpResponse:
    """The list as it counts now; `q` searches it."""
    text = searched_text(request)
    found = EligibleBusiness.objects.current().matching(text)
    context = {
        "page_obj": Paginator(found, settings.PAGE_SIZE).get_page(request.GET.get("page")),
        "text": text,
        "imports": BusinessImport.objects.defer("data")[:RECENT],
    }
    return render(request, "console/business_list.html", context)


@administrator_required
@require_http_methods(["GET", "HEAD", "POST"])
def business_upload(request: PersonalRequest) -> HttpResponse:
    """A file is chosen; the next page shows what it would change."""
    form = BusinessListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            prepared = BusinessImport.prepare(
                by=request.user,
                file_name=file.name,
                data=file.read(),
                replaces_all=form.cleaned_data["replaces_all"],
            )
        except UnreadableList as trouble:
            form.add_error("file", str(trouble))
        else:
            return redirect("console:business-import", pk=prepared.pk)
    return render(request, "console/business_upload.html", {"form": form})


@operator_required
@require_safe
def business_import(request: PersonalRequest, pk: int) -> HttpResponse:
    """What the file would change; while it is taken over, how far that is."""
    found = get_object_or_404(BusinessImport.objects.defer("data"), pk=pk)
    return render(request, "console/business_import.html", {"item": found})


@administrator_required
@require_POST
def business_import_confirmation(request: PersonalRequest, pk: int) -> HttpResponse:
    """The worker takes the list over."""
    found = get_object_or_404(BusinessImport.objects.defer("data"), pk=pk)
    is_startable = found.is_startable
    try:
        found.start(by=request.user)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        if is_startable:
            import_businesses.enqueue(found.pk, found.attempt)
    return redirect("console:business-import", pk=pk)


@operator_required
@require_safe
def business_import_flaws(request: PersonalRequest, pk: int) -> HttpResponseBase:
    """The lines that are left out, with the reason, as a table for a spreadsheet."""
    found = get_object_or_404(BusinessImport, pk=pk)
    flaws = read_business_list(bytes(found.data)).flaws if found.data else []
    head = [_("行"), _("内容"), _("理由")]
    rows = ([flaw.line, flaw.text, flaw.reason] for flaw in flaws)
    return csv_response(f"business-list-{pk}-errors.csv", [head, *rows])
