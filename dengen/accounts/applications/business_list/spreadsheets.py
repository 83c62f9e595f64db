"""The first sheet of a workbook that Excel has saved (.xlsx).

openpyxl gives row after row. python-calamine is faster, but lays a sheet out as a rectangle: two
cells in opposite corners would take all memory. With defusedxml no entity is resolved.
"""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from dengen.accounts.applications.business_list.limits import (
    LARGEST_UNPACKED,
    MOST_COLUMNS,
    MOST_PARTS,
    Row,
    UnreadableList,
)

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_spreadsheet(data: bytes) -> bool:
    """Return whether it is a file of Excel, of any age, or something else that is packed."""
    return data.startswith((ZIP, OLE))


def spreadsheet_rows(data: bytes) -> Iterator[Row]:
    """Return the rows of the first sheet; raise `UnreadableList`."""
    from openpyxl import load_workbook  # noqa: PLC0415 - a tenth of every start without a workbook

    _check(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size need not be true
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        yield from enumerate((_cells(row) for row in rows), start=1)
    except Exception as error:  # a damaged file can break its reader anywhere
        raise UnreadableList(
            _(
                "Excelブックの中身が壊れているようです。Excelで開けることを確認し、「Excelブック（.xlsx）」で保存し直してください。"
            )
        ) from error


def _cells(row: tuple[object, ...]) -> list[str]:
    last = max((place for place, value in enumerate(row) if value is not None), default=-1)
    return [_text(value) for value in row[: last + 1]]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _check(data: bytes) -> None:
    """Refuse what is no workbook, or would unpack to more than is taken."""
    if data.startswith(OLE):
        raise UnreadableList(
            _(
                "パスワード付きのExcelブックは読み込めません。パスワードを解除して、保存し直してください。"
            )
            if ENCRYPTED in data
            else _(
                "古い形式のExcelブック（.xls）は読み込めません。Excelの「名前を付けて保存」で「Excelブック（.xlsx）」を選び、保存し直してください。"
            )
        )
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
    # NotImplementedError is the library's word for a version of the format that it doesn't know.
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableList(
            _(
                "Excelブックが途中で切れているか、壊れています。もう一度保存するか、ダウンロードし直してください。"
            )
        ) from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise UnreadableList(
            _(
                "CSVファイルでもExcelブック（.xlsx）でもありません。"
                "「Excelブック（.xlsx）」か「CSV UTF-8」で保存し直してください。"
            )
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnreadableList(
            _(
                "Excelブックの中身が大きすぎます。事業者名と法人番号の列だけを新しいブックに写して、保存し直してください。"
            )
        )
