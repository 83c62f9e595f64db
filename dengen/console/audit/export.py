"""The found events as a file: for people (CSV) and for programs (JSON Lines)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from dengen.accounts.models import Account
from dengen.console.audit.rows import Row, rows_of
from dengen.console.audit.slices import chunks_of
from dengen.database.among import Among
from dengen.events.models import Event
from dengen.japan.business_days import TOKYO

EVENTS_AT_ONCE = 1000
PEOPLE_REMEMBERED = 5000  # from one chunk to the next
SECOND = 19  # characters, from the year on

type Names = tuple[str, str, str]  # of who did it: the ID, the person, the business


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
    people: dict[int | None, Names] = {}
    for chunk in _chunks(found):
        _learn(people, chunk)
        for row in rows_of(chunk):
            yield _csv_row(row, people[row.event.actor_id])


def records(found: QuerySet[Event]) -> Iterator[dict[str, object]]:
    """Return each event as it was recorded, oldest first."""
    for chunk in _chunks(found.annotate(login=F("actor__login__shown"))):
        yield from map(_record, chunk)


def _chunks(found: QuerySet[Event]) -> Iterator[list[Event]]:
    # Columns of other tables as they are: to make an object of each row takes most of the time.
    found = found.annotate(seal_number=F("seal__number"), seal_digest=F("seal__digest"))
    return chunks_of(found.select_related("private"), EVENTS_AT_ONCE)


def _learn(people: dict[int | None, Names], events: list[Event]) -> None:
    """Add the names of those who did these, and forget earlier ones if they are too many."""
    if len(people) > PEOPLE_REMEMBERED:
        people.clear()
    people[None] = ("", "", "")
    new = {event.actor_id for event in events} - people.keys()
    found = Account.objects.select_related("login", "organization")
    for one in found.filter(Among(F("pk"), new)) if new else ():
        people[one.pk] = (str(one.login), one.full_name, one.organization_name)


def _csv_row(row: Row, names: Names) -> list[object]:
    event: Any = row.event
    return [
        event.pk,
        event.occurred_at.astimezone(TOKYO).isoformat(" ")[:SECOND],
        *names,
        row.what,
        event.name,
        row.kind,
        event.subject_id,
        row.subject.label,
        row.channel,
        event.address,
        "\n".join(f"{label}：{value}" for label, value in row.particulars),
        event.request_id,
        event.seal_number,
        event.seal_digest,
    ]


def _record(event: Any) -> dict[str, object]:
    number, digest = event.seal_number, event.seal_digest
    return {
        "id": event.pk,
        "occurred_at": event.occurred_at,
        "actor": event.login,
        "name": event.name,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "particulars": event.all_particulars,
        "channel": event.channel,
        "address": event.address,
        "request_id": event.request_id,
        "seal": {"number": number, "digest": digest} if number else None,
    }
