import pytest

from dengen.japan.width import (
    clean_text,
    fold,
    is_full_width,
    is_katakana,
    to_full_width,
    to_katakana,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ﾐﾅﾄﾃﾞﾝﾘｮｸ", "ミナトデンリョク"),
        ("ﾊﾟﾜｰ ABC-1", "パワー　ＡＢＣ－１"),
        ("１－２－３", "１－２－３"),
        ("髙橋﨑山𠮷野㈱①Ⅲ", "髙橋﨑山𠮷野㈱①Ⅲ"),
        ("波〜と～", "波〜と～"),
        ("ﾜﾞｶﾞﾞ ~", "ヷガ゛　～"),
        ("か\u3099", "が"),
        ("¥100\u00a0\t", "￥１００　　"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
)
def test_half_width_is_widened_and_the_rest_is_kept(typed, kept):
    assert to_full_width(typed) == kept
    assert is_full_width(kept)


@pytest.mark.parametrize("text", ["a", "ｱ", "あ\x07", "あ\n", "あ い", "-"])
def test_half_width_and_control_characters_are_not_full_width(text):
    assert not is_full_width(text)


def test_hiragana_and_half_width_kana_become_katakana():
    assert to_katakana("たかはし ﾀﾛｳ") == "タカハシ　タロウ"
    assert is_katakana("タカハシ　タロウ")
    assert not is_katakana("高橋")


@pytest.mark.parametrize("dash", "－-―‐−–─")
def test_a_dash_behind_a_kana_is_a_long_vowel(dash):
    assert to_katakana(f"ボ{dash}ル") == "ボール"


def test_cleaning_drops_what_cannot_be_seen_and_keeps_emoji_and_line_breaks():
    assert clean_text("　a\x00\u202eb\u200b\r\nc\ud800👷‍♀️ ") == "ab\nc👷‍♀️"


@pytest.mark.parametrize(
    "text",
    [
        "\u200d",
        "\u200b\ufe0f",
        "\ufe0f\u200d\ufe0f",
        "\u3164",
        "\u2800",
        "\u00ad",
        "\U000e0041",
        "　\u2066\u2069　",
        "\ud800\ufe0f",
        "\x7f\ufe0f",
    ],
)
def test_nothing_is_left_of_a_text_that_cannot_be_seen(text):
    assert clean_text(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "葛\U000e0100城",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "髙﨑𠮷㈱〜～",
    ],
)
def test_cleaning_keeps_what_a_character_is_made_of(text):
    assert clean_text(text) == text


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_break_becomes_the_same(line_break):
    assert clean_text(f"あ{line_break}い") == "あ\nい"


def test_cleaning_composes_kana_that_were_typed_in_two_parts():
    assert clean_text("か\u3099") == "が"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＴＯＫＹＯ", "tokyo"),
        ("ﾃﾞﾝｷ", "デンキ"),
        ("１０〜２０", "10～20"),
        ("a　 b", "A b"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_width_and_case_do_not_count_in_comparing(one, other):
    assert fold(one) == fold(other)


def test_name_characters_stay_apart_in_comparing():
    assert fold("髙橋") != fold("高橋")


@pytest.mark.parametrize("name", ["\ufa19田", "\ufa1b島", "\ufa10本", "\U0002f80f"])
def test_compatibility_ideographs_of_names_stay_as_typed(name):
    assert clean_text(name) == name
    assert to_full_width(name) == name


@pytest.mark.parametrize(("text", "is_one"), [("ー", False), ("・", False), ("ユー", True)])
def test_marks_alone_are_no_katakana(text, is_one):
    assert is_katakana(text) is is_one
