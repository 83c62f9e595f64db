"""Amounts as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengen.japan.typed_amounts import typed_amount

SAME = ["12000", "12,000 kW", "１２，０００", "1.2万", "１．２万ｋＷ", "１２ＭＷ", "0.012GW"]
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
    "1.5",
    "500W",
    "5円",
    "1万2万",
]


@pytest.mark.parametrize("text", SAME)
def test_one_amount_is_read_however_it_is_typed(text):
    assert typed_amount(text, "kW") == 12_000


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1億2千万", 120_000_000), ("1万2千500", 12_500), ("3百万", 3_000_000), ("12㎾", 12)],
)
def test_an_amount_in_pieces_is_their_sum(text, amount):
    assert typed_amount(text, "kW") == amount


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_whole_amount_of_the_unit_is_refused(text):
    with pytest.raises(ValueError):
        typed_amount(text, "kW")


def test_an_amount_of_money_is_read_with_its_unit():
    assert typed_amount("1,200万円", "円") == 12_000_000


@given(st.integers(0, 10**15))
def test_an_amount_is_read_as_it_is_written(amount):
    assert typed_amount(f"{amount:,}kW", "kW") == amount


@given(st.text("0123456789,.万億千kMW", max_size=80))
def test_any_text_is_read_or_refused(text):
    with suppress(ValueError):
        assert typed_amount(text, "kW") >= 0
