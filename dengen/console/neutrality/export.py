"""Every decision of the report as a row."""

from collections.abc import Iterable, Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dengen.console.audit.words import reason_words
from dengen.console.neutrality.report import Decided, Report

MOMENT = "%Y-%m-%d %H:%M:%S"


def csv_rows(reports: Iterable[Report]) -> Iterator[list[object]]:
    """Return the head, then the decisions of each queue in their order."""
    yield [
        _("種類"),
        _("番号"),
        _("対象"),
        _("事業者名"),
        _("受付日時"),
        _("審査日時"),
        _("結果"),
        _("審査に要した営業日数"),
        _("先に受け付けた審査待ちの件数"),
        _("審査した人"),
        _("否認理由"),
    ]
    for report in reports:
        for one in report.decided:
            yield _row(report, one)


def _row(report: Report, one: Decided) -> list[object]:
    event = one.event
    return [
        report.label,
        event.subject_id,
        one.subject.label,
        one.organization,
        localtime(one.wait.submitted_at).strftime(MOMENT),
        localtime(event.occurred_at).strftime(MOMENT),
        one.wait.outcome.label,
        one.wait.days,
        one.wait.overtook,
        event.actor.full_name if event.actor else "",
        reason_words(event),
    ]
