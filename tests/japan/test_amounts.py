"""Amounts as people type them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengen.japan.typed_amounts import LARGEST_AMOUNT, typed_amount

SAME = [
    "12000",
    "12,000 kW",
    "１２，０００",
    "12 000",
    "１２　０００　ｋＷ",
    "1.2万",
    "１．２万ｋＷ",
    "1万 2千",
    "１万　２千",
    "1 万 2 千",
    "１２ＭＷ",
    "12mw",
    "12㎿",
    "0.012GW",
]
REFUSED = [
    "",
    "万",
    "kW",
    "-5",
    "約5",
    "5程度",
    "1,2",
    "12,00",
    "1,2345",
    "1,000 000",
    "1 2",
    "12  000",
    "1.5",
    "123,456,789,012,345.0000000000000001",
    "500W",
    "5円",
    "5kWh",
]
NO_NUMERAL = ["1万2万", "1億1兆", "1万億", "1万20000", "2千1000", "1.5億5万", "1.5千万5", "2千1千"]
NO_DIGITS = ["10²", "①", "5①", "10₂", "1½", "٣", "𝟏", "1⁄2"]
OTHER_UNITS = [("5mg", "kg"), ("5mm", "km"), ("5mj", "MJ"), ("5km²", "㎡"), ("5mva", "MVA")]


@pytest.mark.parametrize("text", SAME)
def test_one_amount_is_read_however_it_is_typed(text):
    assert typed_amount(text, "kW") == 12_000


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1億2千万", 120_000_000),
        ("1億2千3百万", 123_000_000),
        ("1千5百万", 15_000_000),
        ("1兆1千億", 1_100_000_000_000),
        ("1万2千500", 12_500),
        ("1億2,300万", 123_000_000),
        ("1万2.5千", 12_500),
        ("1.5千万", 15_000_000),
        ("12,000百万", 12_000_000_000),
        ("3百万", 3_000_000),
        ("3百", 300),
        ("1千2百", 1_200),
        ("2百5十", 250),
        ("12㎾", 12),
    ],
)
def test_an_amount_in_pieces_is_their_sum(text, amount):
    assert typed_amount(text, "kW") == amount


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_whole_amount_of_the_unit_is_refused(text):
    with pytest.raises(ValueError):
        typed_amount(text, "kW")


@pytest.mark.parametrize("text", NO_NUMERAL)
def test_pieces_that_do_not_follow_each_other_are_no_amount(text):
    with pytest.raises(ValueError):
        typed_amount(text, "kW")


@pytest.mark.parametrize("text", NO_DIGITS)
def test_what_only_looks_like_a_digit_is_none(text):
    with pytest.raises(ValueError):
        typed_amount(text, "kW")


@pytest.mark.parametrize("unit", ["㎡", "m³", "％", "℃", "t-CO₂", "百万円", "千kW", "番"])
def test_an_amount_is_read_with_the_unit_as_it_was_declared(unit):
    assert typed_amount(f"1,200{unit}", unit) == 1_200


@pytest.mark.parametrize(("text", "unit"), [("1,200m2", "㎡"), ("1,200%", "％"), ("1,200㎏", "kg")])
def test_a_unit_is_known_in_another_width(text, unit):
    assert typed_amount(text, unit) == 1_200


@pytest.mark.parametrize(("text", "unit"), OTHER_UNITS)
def test_only_watts_are_read_in_another_size_or_case(text, unit):
    with pytest.raises(ValueError):
        typed_amount(text, unit)


@pytest.mark.parametrize("text", ["12MWh", "12ＭＷｈ", "12mwh", "12,000KWH", "12,000kwh"])
def test_watt_hours_are_read_in_any_size_and_case(text):
    assert typed_amount(text, "kWh") == 12_000


@pytest.mark.parametrize("text", ["1億2千万円", "12,000万円", "120,000,000円", "1万2千"])
def test_a_unit_that_is_a_size_of_another_is_read_as_that(text):
    assert typed_amount(text, "万円") == 12_000


def test_an_amount_of_money_is_read_with_its_unit():
    assert typed_amount("1,200万円", "円") == 12_000_000


def test_more_than_a_database_holds_is_no_amount():
    with pytest.raises(ValueError):
        typed_amount("100,000,000兆", "kW")


def in_sizes(amount: int, sizes: dict[str, int]) -> str:
    """Write the amount in pieces: 1億2千3百万 has the sizes inside those of four digits."""
    text = ""
    for size, times in sizes.items():
        many, amount = divmod(amount, times)
        text += f"{many}{size}" if many else ""
    return text + (str(amount) if amount or not text else "")


LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
SMALL = {"千": 10**3, "百": 10**2, "十": 10}


def all_in_sizes(amount: int) -> str:
    """Write it without any run of digits: 1億2千3百4十5万."""
    text = ""
    for size, times in LARGE.items():
        many, amount = divmod(amount, times)
        text += in_sizes(many, SMALL) + size if many else ""
    return text + (in_sizes(amount, SMALL) if amount or not text else "")


WAYS = {
    "digits": str,
    "commas": lambda amount: f"{amount:,}",
    "spaces": lambda amount: f"{amount:,}".replace(",", " "),
    "in 万": lambda amount: f"{Decimal(amount).scaleb(-4):f}万",
    "large sizes": lambda amount: in_sizes(amount, LARGE),
    "all sizes": all_in_sizes,
    "MW": lambda amount: f"{Decimal(amount).scaleb(-3):f}MW",
}


@given(
    st.integers(0, 10**16 - 1),
    st.sampled_from([*WAYS]),
    st.sampled_from(["", " ", "　"]),
    st.sampled_from(["", "kW", "kw", "KW", "㎾", "ｋＷ"]),
    st.booleans(),
)
def test_an_amount_is_read_as_it_is_written(amount, way, space, unit, is_wide):
    text = WAYS[way](amount)
    text += space + unit if way != "MW" else ""
    if is_wide:
        text = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    assert typed_amount(text, "kW") == amount


@given(st.text("0123456789,. 　万億千百kMWm²①", max_size=80))
def test_any_text_is_read_or_refused(text):
    with suppress(ValueError):
        assert 0 <= typed_amount(text, "kW") <= LARGEST_AMOUNT
