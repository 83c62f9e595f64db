"""事業者名簿: the list of eligible businesses as it counts, and its versions."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengen.accounts.applications.tasks import recall_business_list, upload_business_list
from dengen.accounts.authentication.one_press import once
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import BusinessImport, EligibleBusiness
from dengen.console.forms.business_list import BusinessListForm
from dengen.console.forms.searching import searched_text
from dengen.console.guard import administrator_required, operator_required
from dengen.events.steps import StepNotAllowed

PEOPLE = ("uploaded_by", "taken_over_by")


@operator_required
@require_safe
def business_list(request: PersonalRequest) -> HttpResponse:
    """Show the list as it counts now; `q` searches it."""
    text = searched_text(request)
    found = EligibleBusiness.objects.current().matching(text)
    context = {
        "page_obj": Paginator(found, settings.PAGE_SIZE).get_page(request.GET.get("page")),
        "text": text,
        "current": _light().filter(is_current=True).first(),
        "open_imports": _light().open(),
        "own_older_count": BusinessImport.objects.older_open_of(request.user).count(),
    }
    return render(request, "console/business_list.html", context)


@administrator_required
@require_POST
def business_imports_removal(request: PersonalRequest) -> HttpResponse:
    """Discard one's own older imports, which will not be taken over."""
    count = BusinessImport.discard_older(by=request.user)
    told = _("%(count)d件の取り込みを取り消しました。名簿は変わっていません。")
    messages.success(request, told % {"count": count})
    return redirect("console:business-list")


@operator_required
@require_safe
def business_versions(request: PersonalRequest) -> HttpResponse:
    """Show who took over what, and when."""
    versions = _light().taken_over()
    page = Paginator(versions, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "kept": settings.BUSINESS_LISTS_KEPT}
    return render(request, "console/business_versions.html", context)


@administrator_required
@require_http_methods(["GET", "HEAD", "POST"])
def business_upload(request: PersonalRequest) -> HttpResponse:
    """Take a chosen file; the next page shows what it would change."""
    form = BusinessListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        prepared = once(
            request,
            upload_business_list,
            file_name=form.cleaned_data["file"].name,
            found=form.found,
            replaces_all=form.cleaned_data["replaces_all"],
        )
        return redirect("console:business-import", pk=prepared.pk)
    context = {"form": form, "open_imports": _light().open()}
    return render(request, "console/business_upload.html", context)


@administrator_required
@require_POST
def business_recall(request: PersonalRequest, pk: int) -> HttpResponse:
    """Compare an earlier version with the list, as a file would be."""
    version = get_object_or_404(BusinessImport.objects.light(), pk=pk)
    try:
        prepared = once(request, partial(recall_business_list, version))
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("console:business-versions")
    return redirect("console:business-import", pk=prepared.pk)


def _light():
    return BusinessImport.objects.light().select_related(*PEOPLE)
