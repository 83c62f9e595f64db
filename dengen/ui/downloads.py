"""Files that are written while they are sent: CSV as Excel in Japan opens it, and JSON Lines."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.core.serializers.json import DjangoJSONEncoder
from django.http import StreamingHttpResponse

BYTE_ORDER_MARK = "\ufeff"  # or Excel takes the text for Shift_JIS
# A cell that begins so would be calculated; the full-width ones too, in Japan.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
LINES_AT_ONCE = 200  # are sent as one piece


class Line:
    """The file that csv.writer writes into: it hands back each line."""

    def write(self, line: str) -> str:
        """Return the line itself."""
        return line


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Return a download of that name; the first row is the head."""
    return _download(name, "text/csv", _csv_lines(rows))


def json_lines_response(name: str, objects: Iterable[object]) -> StreamingHttpResponse:
    """Return a download of that name: each object on a line of its own."""
    return _download(name, "application/x-ndjson", _json_lines(objects))


def cell(value: object) -> str:
    """Return the value as text that no spreadsheet calculates; "" for None."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in FORMULA else text


def _csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def _json_lines(objects: Iterable[object]) -> Iterator[str]:
    encoded = DjangoJSONEncoder(ensure_ascii=False).encode
    for one in objects:
        yield f"{encoded(one)}\n"


def _download(name: str, kind: str, lines: Iterator[str]) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    pieces = map("".join, batched(lines, LINES_AT_ONCE))
    return StreamingHttpResponse(pieces, content_type=f"{kind}; charset=utf-8", headers=headers)
