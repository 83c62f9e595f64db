"""Names of businesses in three grades: same, alike, different."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengen.japan.organization_names import (
    FOLDED_NAME_LENGTH,
    Difference,
    alike_name,
    differences,
    is_only_legal_form,
    same_name,
)

SAME = [
    "みなと火力発電株式会社",
    "みなと火力発電㈱",
    "みなと火力発電（株）",
    " みなと火力　発電株式会社",
    "みなと火力発電㍿",
    "みなと火力発電㊑",
]
ALIKE = [
    ("株式会社みなと火力発電", [Difference.FORM]),
    ("みなと火力発電有限会社", [Difference.FORM]),
    ("みなと火カ発電株式会社", [Difference.LOOKALIKES]),
    ("ミナト火力発電株式会社", [Difference.KANA]),
    ("みなと火力發電株式會社", [Difference.OLD_FORMS]),
    ("みなと火力発電。株式会社", [Difference.MARKS]),
    ("みなと・火力発電株式会社", [Difference.MARKS]),
    ("みなと火力発電株式会社東京支店", [Difference.BRANCH]),
    ("みなと火力発電株式会社　第二火力事業所", [Difference.BRANCH]),
    ("みなと火力発電株式会社（東京支店）", [Difference.BRANCH]),
    ("みなと火力発電㈱電力部", [Difference.BRANCH]),
    ("（有）ミナト火力発電", [Difference.FORM, Difference.KANA]),
]
NAME = "みなと火力発電株式会社"


@pytest.mark.parametrize(("one", "other"), list(combinations(SAME, 2)))
def test_one_name_typed_in_two_ways_is_the_same(one, other):
    assert same_name(one) == same_name(other)
    assert differences(one, other) == []


@pytest.mark.parametrize(("other", "reason"), ALIKE)
def test_names_that_may_be_taken_for_one_another_are_alike_and_it_says_why(other, reason):
    assert same_name(NAME) != same_name(other)
    assert alike_name(NAME) == alike_name(other)
    assert differences(NAME, other) == differences(other, NAME) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北陸水力株式会社", "北陸火力株式会社"),
        ("第一電力株式会社", "第二電力株式会社"),
        ("みなと火力発電株式会社", "みなと火力発電所株式会社"),
        ("みなと東京株式会社", "みなと大阪株式会社"),
    ],
)
def test_names_of_different_businesses_are_different(one, other):
    assert alike_name(one) != alike_name(other)
    assert differences(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社髙橋電力", "株式会社高橋電力"),
        ("株式会社みなと火力発電", "株式会社みなと火力発電大阪支店"),
        ("株式会社みなと火力発電", "株式会社みなと火力発電東京都本社"),
        ("キヤノン電力株式会社", "キャノン電力株式会社"),
        ("国際電力株式会社", "國際電力株式会社"),
        ("みなとエナジー株式会社", "みなとエナジ－株式会社"),
        ("みなとエナジー株式会社", "みなとエナジ―株式会社"),
        ("みなとエナジー株式会社", "みなとエナジ一株式会社"),
    ],
)
def test_neighbours_of_these_kinds_are_alike_too(one, other):
    assert same_name(one) != same_name(other)
    assert alike_name(one) == alike_name(other)


@pytest.mark.parametrize("name", ["株式会社", "㈱", "（株）", "株式会社・", "一般社団法人", "。"])
def test_a_legal_form_alone_is_no_name(name):
    assert is_only_legal_form(name)


@pytest.mark.parametrize("name", [NAME, "東京支店", "A", "株"])
def test_anything_else_may_be_one(name):
    assert not is_only_legal_form(name)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_has_a_key_of_its_own_size_and_alike_is_no_narrower_than_same(one, other):
    for key in (same_name(one), alike_name(one)):
        assert len(key) <= FOLDED_NAME_LENGTH
        assert bool(key) == bool(same_name(one))
    if same_name(one) == same_name(other):
        assert alike_name(one) == alike_name(other)
