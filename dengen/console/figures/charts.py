"""集計: what waits, what was decided and how fast, and what stood on the board, month by month."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dengen.console.figures.months import Month, recent_months
from dengen.console.neutrality.tally import Tally
from dengen.japan.areas import Area
from dengen.japan.business_days import ONE_DAY, today
from dengen.japan.written_days import year_and_month
from dengen.listings.presets.reason_preset import QueueName
from dengen.oversight.kept.book import STANDING
from dengen.oversight.kept.closing import Closing
from dengen.oversight.kept.reading import Kept
from dengen.ui.charts import BarChart, Series

MONTHS = 12
JANUARY, DECEMBER = 1, 12
SIDES = ("sell", "buy")
SMALL = 100  # units high

type Standing = dict[tuple[str, str], int]  # by area and side


def waiting_now(kept: Kept) -> list[tuple[str, int]]:
    """Return each queue and how many wait in it."""
    return [(str(queue.label), kept.count_waiting(queue, today())) for queue in QueueName]


def months() -> list[Month]:
    """Return the months that are shown, oldest first."""
    return recent_months(MONTHS)[::-1]


def queue_charts(kept: Kept, noun: str, shown: Sequence[Month]) -> list[BarChart]:
    """Return charts of decisions and of the median of the business days they took."""
    by_month = _by_month(kept, noun, shown)
    label = QueueName(noun).label
    counts = [
        Series(str(Closing.APPROVED.label), [month.approved for month in by_month]),
        Series(str(Closing.DENIED.label), [month.denied for month in by_month]),
    ]
    medians = [month.median for month in by_month]
    return [
        BarChart(
            key=f"{noun}-decided",
            title=_("%(queue)s：月ごとの審査件数") % {"queue": label},
            description=_("承認と否認の件数を月ごとに積み上げた棒グラフ。値は次の表にあります。"),
            unit=_("件"),
            **_axis(shown),
            series=counts,
        ),
        BarChart(
            key=f"{noun}-days",
            title=_("%(queue)s：審査に要した営業日数の中央値") % {"queue": label},
            description=_("中央値を月ごとに示す棒グラフ。値は次の表にあります。"),
            unit=_("営業日"),
            **_axis(shown),
            series=[Series(_("中央値"), medians)],
            top=settings.REVIEW_BUSINESS_DAYS,  # seen beside what was promised
        ),
    ]


def standing_by_month(kept: Kept, shown: Sequence[Month]) -> list[Standing]:
    """Return what members saw when each month ended; this month, what they see now."""
    first, last = shown[0].first, min(shown[-1].last, today())
    standing = kept.totals(STANDING, first - ONE_DAY)
    changes = kept.day_sums(STANDING, first, last)
    found: list[Standing] = []
    for month in shown:
        for (day, key), change in changes.items():
            if month.first <= day <= month.last:
                standing[key] += change
        found.append({_place(key): count for key, count in standing.items()})
    return found


def _place(key: str) -> tuple[str, str]:
    area, _colon, side = key.partition(":")
    return area, side


def standing_chart(standing: Sequence[Standing], shown: Sequence[Month]) -> BarChart:
    """Return one chart of all areas together."""
    return BarChart(
        key="standing",
        title=_("月末に掲載中の件数"),
        description=_("売と買の件数を月ごとに積み上げた棒グラフ。値は次の表にあります。"),
        unit=_("件"),
        **_axis(shown),
        series=_sides(standing, ["", *Area.values]),
    )


def area_charts(standing: Sequence[Standing], shown: Sequence[Month]) -> list[BarChart]:
    """Return one small chart for each area and for none, all to the same scale."""
    areas = [*((area.value, str(area.label)) for area in Area), ("", _("エリア指定なし"))]
    series = {area: _sides(standing, [area]) for area, _name in areas}
    top = max(map(_highest, series.values()))
    return [
        BarChart(
            key=f"area-{area or 'none'}",
            title=name,
            description=_("月末に掲載中の売と買の件数。値は次の表にあります。"),
            unit=_("件"),
            **_axis(shown),
            series=series[area],
            height=SMALL,
            top=top,
        )
        for area, name in areas
    ]


def _highest(series: Sequence[Series]) -> float:
    places = zip(*(one.values for one in series), strict=True)
    return max(sum(value or 0 for value in place) for place in places)


def _sides(standing: Sequence[Standing], areas: Sequence[str]) -> list[Series]:
    names = {"sell": _("売"), "buy": _("買")}
    return [
        Series(names[side], [sum(at.get((area, side), 0) for area in areas) for at in standing])
        for side in SIDES
    ]


def _by_month(kept: Kept, noun: str, shown: Sequence[Month]) -> list[Tally]:
    months: dict[Any, Counter] = {month.first: Counter() for month in shown}
    for day, ends in kept.ended(noun, shown[0].first, shown[-1].last).items():
        decided = {end: count for end, count in ends.items() if end[0] != Closing.DELETED}
        months[day.replace(day=1)].update(decided)
    return [Tally(months[month.first]) for month in shown]


def _axis(shown: Sequence[Month]) -> dict[str, Any]:
    """Return the months by name, and short: the year stands below the first and each January.

    It is left out where January comes next: the two would touch.
    """
    firsts = [month.first for month in shown]
    years = {first: str(first.year) for first in firsts if first.month == JANUARY}
    if firsts[0].month != DECEMBER:
        years[firsts[0]] = str(firsts[0].year)
    return {
        "places": [year_and_month(first) for first in firsts],
        "labels": [(str(first.month), years.get(first, "")) for first in firsts],
    }
