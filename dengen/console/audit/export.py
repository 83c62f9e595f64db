"""The found events as a file: for people (CSV) and for programs (JSON Lines)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dengen.console.audit.rows import WITH_ACTOR, Row, rows_of
from dengen.console.audit.slices import chunks_of
from dengen.events.models import Event

EVENTS_AT_ONCE = 1000
MOMENT = "%Y-%m-%d %H:%M:%S"


def csv_rows(found: QuerySet[Event]) -> Iterator[list[object]]:
    """Return the head, then a row for each event, oldest first."""
    yield [
        _("記録番号"),
        _("日時"),
        _("実行者ID"),
        _("実行者"),
        _("実行者の事業者名"),
        _("操作"),
        _("操作コード"),
        _("対象の種類"),
        _("対象の番号"),
        _("対象"),
        _("経路"),
        _("接続元アドレス"),
        _("内容"),
        _("リクエストID"),
        _("封印番号"),
        _("封印"),
    ]
    for chunk in _chunks(found):
        yield from map(_csv_row, rows_of(chunk))


def records(found: QuerySet[Event]) -> Iterator[dict[str, object]]:
    """Return each event as it was recorded, oldest first."""
    for chunk in _chunks(found):
        yield from map(_record, chunk)


def _chunks(found: QuerySet[Event]) -> Iterator[list[Event]]:
    return chunks_of(found.select_related(*WITH_ACTOR, "seal"), EVENTS_AT_ONCE)


def _csv_row(row: Row) -> list[object]:
    event, actor = row.event, row.event.actor
    seal = getattr(event, "seal", None)
    return [
        event.pk,
        localtime(event.occurred_at).strftime(MOMENT),
        actor.login if actor else "",
        actor.full_name if actor else "",
        actor.organization_name if actor else "",
        row.what,
        event.name,
        row.kind,
        event.subject_id,
        row.subject.label,
        row.channel,
        event.address,
        "\n".join(f"{label}：{value}" for label, value in row.particulars),
        event.request_id,
        seal.number if seal else "",
        seal.digest if seal else "",
    ]


def _record(event: Event) -> dict[str, object]:
    seal = getattr(event, "seal", None)
    return {
        "id": event.pk,
        "occurred_at": event.occurred_at,
        "actor": str(event.actor.login) if event.actor else None,
        "name": event.name,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "particulars": event.all_particulars,
        "channel": event.channel,
        "address": event.address,
        "request_id": event.request_id,
        "seal": {"number": seal.number, "digest": seal.digest} if seal else None,
    }
