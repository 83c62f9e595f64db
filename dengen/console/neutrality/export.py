"""Every decision of the report as a row."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dengen.console.audit.words import reason_words
from dengen.console.neutrality.report import Decided, decisions
from dengen.listings.presets.reason_preset import QueueName
from dengen.oversight.kept.closing import Closing
from dengen.oversight.kept.reading import Kept

MOMENT = "%Y-%m-%d %H:%M:%S"


def csv_rows(kept: Kept, first: date, last: date) -> Iterator[list[object]]:
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
    for queue in QueueName:
        for one in decisions(kept, queue, first, last):
            yield _row(queue, one)


def _row(queue: QueueName, one: Decided) -> list[object]:
    event = one.event
    return [
        queue.label,
        event.subject_id,
        one.subject.label,
        one.organization,
        localtime(one.wait.came_at).strftime(MOMENT),
        localtime(event.occurred_at).strftime(MOMENT),
        Closing(one.wait.outcome).label,
        one.wait.days,
        one.wait.overtook,
        event.actor.full_name if event.actor else "",
        reason_words(event),
    ]
