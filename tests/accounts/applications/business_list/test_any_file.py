"""Whatever the bytes: the list is read, or refused with a reason."""

from hypothesis import example, given
from hypothesis import strategies as st

from dengen.accounts.applications.business_list import UnreadableList, read_business_list
from tests.accounts.applications.business_list.workbooks import workbook

CSV = '事業者名,法人番号\r\nみなと火力発電株式会社,7000012050002\r\n"株式会社""あおば""",\r\n'
WHOLE = [
    CSV.encode(),
    CSV.encode("utf-16"),
    CSV.encode("cp932"),
    workbook(*(line.split(",") for line in CSV.splitlines())),
]
PIECES = ["事業者名", "法人番号", ",", "\t", '"', '""', "\n", "\r", "\0", "\ufeff", "甲", "1E+9"]


def read(data: bytes) -> str:
    try:
        found = read_business_list(data)
    except UnreadableList as refused:
        return str(refused)
    assert found.entries
    return "read"


@given(st.sampled_from(WHOLE), st.data())
def test_a_list_of_businesses_cut_anywhere_is_read_or_refused(whole, data):
    assert read(whole[: data.draw(st.integers(0, len(whole)))])


@given(st.sampled_from(WHOLE), st.data())
def test_a_file_with_a_byte_changed_anywhere(whole, data):
    place = data.draw(st.integers(0, len(whole) - 1))
    assert read(whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :])


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", *WHOLE]))
@example(b"", b"")
def test_any_bytes_are_read_or_refused_as_a_list_of_businesses(data, before):
    assert read(before + data)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_order_of_what_files_are_made_of(text):
    assert read(f"事業者名\n甲\n{text}".encode())
