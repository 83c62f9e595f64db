"""Workbooks as Excel saves them, and as nobody should send them."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def workbook(*rows: Iterable[object]) -> bytes:
    """Return a workbook whose first sheet has these rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the file."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a packed file with these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return file.getvalue()


def with_sheet(xml: str) -> bytes:
    """Return a workbook whose sheet is this XML."""
    with ZipFile(BytesIO(workbook(["事業者名"], ["甲"]))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    return packed(parts | {"xl/worksheets/sheet1.xml": xml.encode()})
