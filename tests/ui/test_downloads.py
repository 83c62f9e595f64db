"""CSV that Excel opens in Japan, without calculating what people typed."""

import pytest

from dengen.ui.downloads import cell, csv_response


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_begins_like_a_formula_is_text(first):
    assert cell(f"{first}1") == f"'{first}1"


@pytest.mark.parametrize("text", ["電力", "1-1", "a=b", "'=1", ""])
def test_other_text_stays_as_it_is(text):
    assert cell(text) == text


def test_the_file_begins_with_its_mark_and_has_windows_line_ends():
    response = csv_response("a.csv", [["名", "数"], ['甲,"乙"', None]])
    assert b"".join(response.streaming_content) == (
        b"\xef\xbb\xbf" + '名,数\r\n"甲,""乙""",\r\n'.encode()
    )
