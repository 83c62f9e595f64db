"""集計: the board in figures, each chart with its table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen import clock
from dengen.accounts.authentication.sessions.requests import PersonalRequest
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


@operator_required
@require_safe
def figures(request: PersonalRequest) -> HttpResponse:
    """Show the last twelve months."""
    shown = months()
    standing = standing_by_month(shown)
    context = {
        "now": clock.now(),
        "waiting": waiting_now(),
        "queues": [(queue.label, queue_charts(queue, shown)) for queue in QueueName],
        "standing": standing_chart(standing, shown),
        "areas": area_charts(standing, shown),
    }
    return render(request, "console/figures.html", context)
