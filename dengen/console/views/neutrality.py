"""審査の中立性: the report for a chosen period, on screen, on paper, and as a file."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.adding_up import adding_up_page
from dengen.console.figures.months import recent_months
from dengen.console.forms.report_period import ReportPeriodForm, report_form
from dengen.console.guard import operator_required
from dengen.console.neutrality.export import csv_rows
from dengen.console.neutrality.report import MOST_TABLE_ROWS, Report, report
from dengen.console.neutrality.seconded import seconded_steps
from dengen.listings.presets.reason_preset import QueueName
from dengen.oversight.kept.reading import Kept, StillAddingUp, read
from dengen.ui.downloads import csv_response

MONTHS = 6


@operator_required
@require_safe
def neutrality(request: PersonalRequest) -> HttpResponse:
    """Show both queues."""
    form = report_form(request.GET)
    try:
        reports = _reports(form)
    except StillAddingUp as waiting:
        return adding_up_page(request, _("審査の中立性"), waiting)
    context = {
        "form": form,
        "period": form.conditions,
        "months": recent_months(MONTHS),
        "reports": reports,
        "seconded": seconded_steps(**form.conditions) if form.is_valid() else [],
        "limit": MOST_TABLE_ROWS,
        "query": "?" + urlencode(form.conditions),
    }
    return render(request, "console/neutrality.html", context)


@operator_required
@require_safe
def neutrality_csv(request: PersonalRequest) -> HttpResponseBase:
    """Return all decisions of the period as a file."""
    form = report_form(request.GET)
    if not form.is_valid():
        return HttpResponseRedirect(f"{reverse('console:neutrality')}?{request.GET.urlencode()}")
    period = form.conditions
    name = f"neutrality-{period['first']:%Y%m%d}-{period['last']:%Y%m%d}.csv"
    try:
        return csv_response(name, csv_rows(Kept(), **period))
    except StillAddingUp as waiting:
        return adding_up_page(request, _("審査の中立性"), waiting)


def _reports(form: ReportPeriodForm) -> list[Report]:
    if not form.is_valid():
        return []
    return read(lambda kept: [report(kept, queue, **form.conditions) for queue in QueueName])
