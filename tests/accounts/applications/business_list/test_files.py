"""The list of businesses in the files that people really have."""

from pathlib import Path

import pytest

from dengen.accounts.applications.business_list import UnreadableList, read_business_list
from dengen.accounts.applications.business_list.heads import HEAD_LINES
from dengen.accounts.applications.business_list.limits import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    LONGEST_CELL,
    LONGEST_LINE,
    MOST_FLAWS,
    MOST_ROWS,
)
from tests.accounts.applications.business_list.workbooks import packed, with_sheet, workbook

FILES = Path(__file__).parent / "files"
NUMBER = "7000012050002"


def names(data: bytes | str) -> list[str]:
    data = data.encode() if isinstance(data, str) else data
    return [entry.name for entry in read_business_list(data).entries]


def refusal(data: bytes | str) -> str:
    with pytest.raises(UnreadableList) as refused:
        names(data)
    return str(refused.value)


def case(name: str) -> bytes:
    return (FILES / name).read_bytes()


def test_a_quotation_mark_that_never_closes_is_named_by_its_line():
    assert '3行目A列の引用符（"）が正しく閉じられていません' in refusal(case("open_quote.csv"))


def test_a_file_that_ends_inside_a_cell_is_refused():
    assert "ファイルが3行目A列の途中で終わっています" in refusal(case("cut_off.csv"))


def test_a_number_that_excel_has_shortened_is_explained():
    told = refusal(case("excel_number.csv"))
    assert "2行目：法人番号（B列）が、Excelで短く表示された値「1.23457E+12」" in told
    assert "名簿は変わっていません" in told


def test_a_title_above_the_heading_and_a_remark_in_it_are_passed_over():
    assert names(case("title_above_head.csv")) == ["にし電力株式会社"]


def test_what_excel_calls_unicode_text_is_read():
    assert names(case("utf16_tabs.csv")) == ["みなみ電力株式会社"]


ENCODINGS = ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be", "euc_jp"]


@pytest.mark.parametrize("encoding", [*ENCODINGS, "iso2022_jp"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_encoding_separator_and_line_end(encoding, separator, end):
    lines = ["法人番号,事業者名", f"{NUMBER},みなと火力発電株式会社", ",株式会社あおば電力"]
    text = end.join(lines).replace(",", separator)
    assert names(text.encode(encoding)) == ["みなと火力発電株式会社", "株式会社あおば電力"]


def test_the_heading_is_looked_for_in_so_many_lines():
    assert names("\n" * (HEAD_LINES - 1) + "事業者名\n甲") == ["甲"]
    assert "見出しがありません" in refusal("\n" * HEAD_LINES + "事業者名\n甲")


def test_a_workbook_is_read_with_its_numbers_whole():
    data = workbook(["一覧"], ["法人番号", "名称"], [7000012050002, "みなと"], [None, "あおば"])
    found = read_business_list(data).entries
    assert [(one.line, one.name, one.corporate_number) for one in found] == [
        (3, "みなと", NUMBER),
        (4, "あおば", ""),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        f"{NUMBER}.0",
        f'"=""{NUMBER}"""',
        f"T{NUMBER}",
        "７０００－０１２０５－０００２",
        f" {NUMBER} ",
    ],
)
def test_a_number_is_read_as_programs_leave_it(typed):
    found = read_business_list(f"事業者名,法人番号\n甲,{typed}".encode()).entries
    assert [one.corporate_number for one in found] == [NUMBER]


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ([","], 0, ""),
        ([f",{NUMBER}"], 2, "事業者名（A列）がありません"),
        (["甲" * 100], 0, ""),
        (["甲" * 101], 2, "事業者名（A列）は100文字までです"),
        (["甲,1234"], 2, "法人番号（B列）が13桁の数字ではありません"),
        (["甲,7000012050003"], 2, "法人番号（B列）に誤りがあります"),
        (["株式会社甲", "（株）甲"], 3, "2行目と重複しています"),
        ([f"甲,{NUMBER}", f"乙,{NUMBER}"], 3, "2行目と重複しています"),
        ([f"甲,{NUMBER}", "甲"], 3, "2行目と重複しています"),
        ([f"甲,{NUMBER}", "甲,9010001008669"], 0, ""),
    ],
)
def test_a_bad_line_is_named_with_its_column_and_its_reason(lines, line, reason):
    found = read_business_list("\n".join(["事業者名,法人番号", *lines, "丙"]).encode())
    assert [(one.line, reason in one.reason) for one in found.flaws] == (
        [(line, True)] * bool(line)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('事業者名,番号\n"甲\n乙",1\n丙,"丁', "4行目B列の途中で終わって"),
        ('事業者名\n"甲\n乙\n丙\n丁\n戊\n己\n庚"\n辛', "2行目A列の引用符"),
        ('事業者名\n"甲\n乙\n"丙"\n', "4行目A列の引用符"),
        ('事業者名\n甲\n"乙""\n丙\n', "3行目A列の引用符"),
    ],
)
def test_a_quotation_mark_out_of_place_is_named_by_line_and_column(text, told):
    assert told in refusal(text)


def test_quotation_marks_and_line_breaks_within_a_cell_are_part_of_it():
    assert names('事業者名,備考\n"甲""乙","一\n二"\n丙"丁,\n') == ['甲"乙', '丙"丁']


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "見出しがありません"),
        ("会員\n甲\n", "見出しがありません"),
        ("事業者名\n\n,\n", "事業者の行がありません"),
        (b"\x81\xff\xfe\x00\x01", "1行目に読み取れない文字があり"),
        ("事業者名\n甲\n".encode() + b"\xff\xff\n\x80", "3行目に読み取れない文字があり"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "古い形式のExcelブック（.xls）は読み込めません"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "パスワード付き"),
        (packed({"content.xml": b"<a/>"}), "CSVファイルでもExcelブック（.xlsx）でもありません"),
        (packed({"xl/workbook.xml": b"<a/>"}), "中身が壊れているようです"),
        (workbook(["事業者名"], ["甲"])[:2000], "途中で切れているか、壊れています"),
    ],
)
def test_what_cannot_be_read_says_how_to_save_it(data, told):
    assert told in refusal(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a" * (LARGEST_FILE + 1), "ファイルが大きすぎます"),
        (f"事業者名\n甲{'あ' * LONGEST_CELL}\n", "2行目A列の文字が多すぎます"),
        ("事業者名" + "\n" * (MOST_ROWS + 2), "行が多すぎます"),
        ("事業者名" + "\n甲" * (MOST_FLAWS + 2), "最初は3行目です：2行目と重複しています"),
        (
            packed({"xl/workbook.xml": bytes(LARGEST_UNPACKED + 1)}),
            "中身が大きすぎます",
        ),
        (
            with_sheet(
                '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                '<sheetData><row r="1"><c r="A1" t="str"><v>事業者名</v></c></row>'
                '<row r="999999999"><c r="XFD999999999"><v>1</v></c></row></sheetData></worksheet>'
            ),
            "行が多すぎます",
        ),
        (
            with_sheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'),
            "中身が壊れているようです",
        ),
    ],
)
def test_what_asks_for_too_much_is_refused(data, told):
    assert told in refusal(data)


def test_a_text_file_of_too_many_rows_is_refused_before_a_row_of_it_is_judged():
    assert "行が多すぎます" in refusal("事業者名,法人番号" + "\n甲,1" * (MOST_ROWS + 1))


def test_a_text_file_of_as_many_rows_as_there_may_be_is_judged_row_by_row():
    assert "最初は2行目です" in refusal("事業者名,法人番号" + "\n甲,1" * MOST_ROWS)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_line_of_a_million_columns_is_refused_for_its_length(separator):
    assert "3行目が長すぎます" in refusal(f"事業者名\n甲電力\n{separator * (LONGEST_LINE + 1)}")


def test_a_long_cell_without_a_quotation_mark_is_refused_for_its_length():
    cell = "乙" + "\u0301" * 200_000  # beyond what the library for CSV takes
    assert "2行目B列の文字が多すぎます" in refusal(f"事業者名,備考\n甲電力,{cell}")
