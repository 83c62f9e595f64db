"""Reading a filled-in template; the texts and what they say stand in `templates/`."""

import json
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengen.japan.areas import Area
from dengen.listings.template_reader import TEMPLATE, read_template

PATIENCE_SECONDS = 60  # of ten megabytes, on the busiest machine; what hangs takes hours
TEXTS = sorted((Path(__file__).parent / "templates").glob("*.txt"))
PIECES = [
    "①",
    "1.",
    "（３）",
    "希望の区分：",
    "売",
    "買",
    "問合せ先",
    "@",
    "03-",
    "⑤",
    "\r\n",
    "　",
    "エリア",
]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_reader_takes_the_values_out_of_a_template(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    reading = read_template(path.read_bytes().decode())
    values = {name: str(value) for name, value in reading.values.items()}
    assert values == expected["values"]
    assert reading.unread == expected["unread"]


@pytest.mark.parametrize(
    ("typed", "side"),
    [
        ("売", "sell"),
        ("売り", "sell"),
        ("「売」", "sell"),
        ("売却を希望します。", "sell"),
        ("発電設備の売り希望", "sell"),
        ("□売 ■買", "buy"),
        ("買取", "buy"),
        ("売・買", ""),
        ("売買", ""),
        ("買い手を探しています", ""),
        ("未定", ""),
    ],
)
def test_the_reader_of_templates_takes_a_side_only_when_it_is_unambiguous(typed, side):
    reading = read_template(f"①希望の区分：{typed}")
    assert reading.values.get("side", "") == side
    assert reading.unread == ([] if side else [f"①希望の区分：{typed}"])


@pytest.mark.parametrize("area", Area)
def test_the_reader_of_templates_knows_every_area(area):
    assert (
        read_template(f"④電源所在エリア：{area.label}エリア").values.get("area", "") == area.value
    )


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("03-1234-5678", "03-1234-5678"),
        ("（０３）１２３４－５６７８", "03-1234-5678"),
        ("+81-3-1234-5678", "03-1234-5678"),
        ("09012345678", "090-1234-5678"),
        ("0120ー123ー456", "0120-123-456"),
    ],
)
def test_the_reader_of_templates_brings_a_phone_number_into_shape(typed, phone):
    assert read_template(f"③問合せ先：{typed} 山田太郎").values.get("contact_phone", "") == phone


def test_the_reader_of_templates_tells_a_number_of_an_item_from_a_quantity():
    reading = read_template("①売\n②架空電力株式会社\n3.5MWの蓄電池\n⑤あり")
    assert reading.values.get("contact_phone", "") == ""
    assert reading.unread == ["3.5MWの蓄電池"]


def test_a_second_value_of_one_item_is_left_unread():
    reading = read_template("①希望の区分：売\n①希望の区分：買")
    assert reading.values.get("side", "") == "sell"
    assert reading.unread == ["①希望の区分：買"]


def test_a_blank_form_before_the_filled_in_one_does_no_harm():
    assert read_template(f"{TEMPLATE}\n①希望の区分：売").values == {"html": "①希望の区分：売"}
    assert (
        read_template("①希望の区分：\n②事業者名：\n①希望の区分：買").values.get("side", "") == "buy"
    )


def test_a_day_that_is_none_is_left_unread():
    assert read_template("開始日：2027年2月30日").unread == ["開始日：2027年2月30日"]


def test_what_lies_beyond_the_limit_is_reported():
    reading = read_template("⑤任意記載事項：" + "あ" * 60_000)
    assert reading.unread
    assert reading.unread[0].startswith("ああ")


@pytest.mark.parametrize("piece", ["a", "①\n", "③a@", "0", " ", "③担当者名：a\n", "売\n", "（"])
def test_the_reader_of_templates_does_not_hang_on_ten_megabytes(piece):
    begin = perf_counter()
    read_template(piece * (10_000_000 // len(piece)))
    assert perf_counter() - begin < PATIENCE_SECONDS


@given(st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map("".join))
def test_the_reader_of_templates_never_raises(text):
    reading = read_template(text)
    assert reading.values.get("side", "") in ("", "sell", "buy")
    assert reading.values.get("area", "") in ("", *Area.values)


@pytest.mark.parametrize(
    "line",
    [
        "①売　②（株）みどり電力　③tanto@example.co.jp 担当 山田　④東京　⑤詳細は応相談",
        "①売②（株）みどり電力③tanto@example.co.jp 担当 山田④東京⑤詳細は応相談",
        "①売、②（株）みどり電力、③tanto@example.co.jp 担当 山田、④東京、⑤詳細は応相談",
        "❶売　❷（株）みどり電力　❸tanto@example.co.jp 担当 山田　❹東京　❺詳細は応相談",
        "1.売 2.（株）みどり電力 3.tanto@example.co.jp 担当 山田 4.東京 5.詳細は応相談",
        "(1)売(2)（株）みどり電力(3)tanto@example.co.jp 担当 山田(4)東京(5)詳細は応相談",
    ],
)
def test_items_side_by_side_on_one_line_are_read(line):
    read = read_template(line)
    assert read.values == {
        "side": "sell",
        "organization_name": "（株）みどり電力",
        "contact_mail": "tanto@example.co.jp",
        "contact_person": "山田",
        "area": "tokyo",
        "html": "詳細は応相談",
    }


def test_two_items_side_by_side_are_read_and_what_follows_the_notes_is_theirs():
    read = read_template("①売　②みどり電力（株）　⑤①出力 500kW　②の件")
    assert (read.values.get("side", ""), read.values.get("organization_name", "")) == (
        "sell",
        "みどり電力（株）",
    )
    assert read.values.get("html", "") == "①出力 500kW　②の件"


def test_a_table_of_two_columns_is_read():
    read = read_template("希望の区分\t買\n事業者名\tみどり電力\n担当者名\t山田\n備考\tなし")
    assert read.values == {
        "side": "buy",
        "organization_name": "みどり電力",
        "contact_person": "山田",
    }


def test_an_extension_behind_a_phone_number_belongs_to_it():
    read = read_template("③問合せ先：03-1234-5678（代） 内線12　担当：山田")
    assert (read.values.get("contact_phone", ""), read.values.get("contact_person", "")) == (
        "03-1234-5678（内線12）",
        "山田",
    )
    assert read.unread == []


@pytest.mark.parametrize("typed", ["なし", "「なし」", "特になし", "無し。", "ﾅｼ", "－"])
def test_notes_that_say_there_are_none_are_none(typed):
    assert read_template(f"①売\n⑤{typed}").values.get("html", "") == ""


def test_a_list_may_begin_at_once_after_the_number_of_the_notes():
    read = read_template("1．売\n5．1. 出力 500kW\n2. 運転開始 2020年")
    assert read.values.get("html", "") == "1. 出力 500kW\n2. 運転開始 2020年"


@pytest.mark.parametrize(("typed", "side"), [("ｳﾘ", "sell"), ("うり", "sell"), ("ｶｲ", "buy")])
def test_a_side_in_kana_is_read(typed, side):
    assert read_template(f"①{typed}").values.get("side", "") == side


@pytest.mark.parametrize("typed", ["ﾎｯｶｲﾄﾞｳ", "ホッカイドウ", "ほっかいどう", "ﾎｯｶｲﾄﾞｳエリア"])
def test_an_area_in_kana_is_read(typed):
    assert read_template(f"④{typed}").values.get("area", "") == "hokkaido"


FILLED = """\
①希望の区分：売
②事業者名：みなと火力発電株式会社
③問合せ先：info@minato.example.jp 担当：港太郎
"""
CLOSING = "その他：よろしくお願いいたします"


@pytest.mark.parametrize(
    "ending",
    [
        f"④東京\n{CLOSING}",
        f"4. {CLOSING}",
        f"⑤任意記載事項：LNG\n4. {CLOSING}",
        f"⑤任意記載事項：LNG\nエリア：応相談\n{CLOSING}",
        f"④東京\n⑤LNG\n{CLOSING}\n株式会社みなと\nTEL：03-1234-5678",
    ],
)
def test_a_closing_line_is_told_of_as_no_area(ending):
    reading = read_template(FILLED + ending)
    assert not [line for line in reading.unread if "④" in line]
    assert CLOSING in f"{reading.values.get('html', '')}{reading.unread}"


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("沖縄県", "okinawa"),
        ("北海道電力エリア", "hokkaido"),
        ("東京都", "tokyo"),
        ("九州全域", "kyushu"),
        ("京都", "kansai"),
    ],
)
def test_an_area_is_read_with_what_people_put_after_its_name(typed, area):
    assert read_template(f"④電源所在エリア：{typed}").values.get("area", "") == area


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "＞ "])
def test_what_a_reply_mail_quotes_is_read_without_its_marks(mark):
    text = FILLED + "⑤任意記載事項：一行目\n\n二行目"
    quoted = "\n".join(mark + line for line in text.splitlines())
    assert read_template(quoted) == read_template(text)


def test_a_mark_inside_the_notes_stays():
    assert read_template(FILLED + "⑤任意記載事項：\n> 100kW").values.get("html", "") == "> 100kW"


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2026年12月1日～2027年3月末", "2026-12-01", "2027-03-31"),
        ("2026年12月1日〜２０２８年２月末日", "2026-12-01", "2028-02-29"),
        ("2026年12月10日から1年間", "2026-12-10", "2027-12-09"),
        ("2026/12/10より６ヶ月", "2026-12-10", "2027-06-09"),
        ("2026年12月10日（木）から半年間", "2026-12-10", "2027-06-09"),
        ("2026年12月10日から1年半", "2026-12-10", "2028-06-09"),
        ("2027年1月31日から1か月間", "2027-01-31", "2027-02-28"),
    ],
)
def test_the_reader_of_templates_reads_the_end_of_a_month_and_how_long_a_period_lasts(
    typed, start, end
):
    reading = read_template(f"掲載期間：{typed}")
    assert (str(reading.values.get("start_on")), str(reading.values.get("end_on"))) == (start, end)
    assert reading.unread == []


def test_an_end_may_be_given_as_a_time_from_the_start_on():
    reading = read_template("開始日：2026年12月1日\n終了日：開始日から6ヶ月間")
    assert str(reading.values.get("end_on")) == "2027-05-31"


@pytest.mark.parametrize(
    "line", ["掲載期間：2026年12月1日～来年の春", "開始日：2026年12月1日（予定）"]
)
def test_what_it_does_not_read_of_a_period_is_shown(line):
    assert read_template(line).unread == [line]


@pytest.mark.parametrize("line", ["掲載期間：2026年12月1日～未定", "終了日：なし"])
def test_an_end_that_is_left_open_on_purpose_is_not_shown_as_unread(line):
    assert read_template(line).unread == []


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("④ 新潟", "tohoku"),
        ("④電源所在エリア：東北（新潟県）", "tohoku"),
        ("④電源所在エリア：京都府", "kansai"),
        ("④電源所在エリア：東京（東京都港区）", "tokyo"),
        ("④電源所在エリア：中部（静岡県）", "chubu"),
        ("④電源所在エリア：静岡県", ""),
        ("④電源所在エリア：東京（東北でも可）", ""),
        ("④電源所在エリア：東京（新潟県）", ""),
    ],
)
def test_a_prefecture_names_its_area_where_it_lies_in_one(typed, area):
    reading = read_template(typed)
    assert reading.values.get("area", "") == area
    assert bool(reading.unread) is not bool(area)


def test_a_side_with_another_in_brackets_is_shown_as_unread():
    assert read_template("①希望の区分：買（売りも可）").unread == ["①希望の区分：買（売りも可）"]
