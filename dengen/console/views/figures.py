"""集計: the board in figures, each chart with its table."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengen import clock
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.adding_up import adding_up_page
from dengen.console.figures.charts import (
    area_charts,
    months,
    queue_charts,
    standing_by_month,
    standing_chart,
    waiting_now,
)
from dengen.console.guard import operator_required
from dengen.listings.presets.reason_preset import QueueName
from dengen.oversight.kept.reading import Kept, StillAddingUp, read


@operator_required
@require_safe
def figures(request: PersonalRequest) -> HttpResponse:
    """Show the last twelve months."""
    try:
        return render(request, "console/figures.html", read(_figures))
    except StillAddingUp as waiting:
        return adding_up_page(request, _("集計"), waiting)


def _figures(kept: Kept) -> dict[str, Any]:
    shown = months()
    standing = standing_by_month(kept, shown)
    return {
        "now": clock.now(),
        "waiting": waiting_now(kept),
        "queues": [(queue.label, queue_charts(kept, queue, shown)) for queue in QueueName],
        "standing": standing_chart(standing, shown),
        "areas": area_charts(standing, shown),
    }
