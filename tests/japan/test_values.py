"""Digits, mail addresses and lengths, as people type and count them."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from dengen.japan.corporate_numbers import clean_corporate_number
from dengen.japan.lengths import beginning_of, check_length, check_marks, length_of, shortened
from dengen.japan.mail_addresses import clean_mail_address
from dengen.ui.fields import LineField
from dengen.ui.japanese_fields import FullWidthField, MailField, postal_code


@pytest.mark.parametrize(
    "typed",
    [
        "1000001",
        "１００ー０００１",
        "１００−０００１",
        "100‐0001",
        "〒100-0001",
        " 〒１００ ０００１ ",
        "100➖0001",
    ],
)
def test_a_postal_code_is_its_seven_digits_whatever_the_dash(typed):
    assert postal_code(typed) == "1000001"


@pytest.mark.parametrize("typed", ["100-000", "100-00011", "千代田区", "1" * 5000, "١٠٠٠٠٠١"])
def test_what_has_no_seven_digits_is_no_postal_code(typed):
    with pytest.raises(ValueError):
        postal_code(typed)


@pytest.mark.parametrize(
    "typed",
    ["3ー0000ー1201ー0001", "T3000012010001", "Ｔ３００００１２０１０００１", "3-0000-1201-0001"],
)
def test_a_corporate_number_is_its_thirteen_digits_with_a_t_or_without(typed):
    assert clean_corporate_number(typed) == "3000012010001"


@pytest.mark.parametrize("typed", ["T7000012050002", "T7-0000-1205-0002"])
def test_the_number_of_an_invoice_issuer_is_the_corporate_number(typed):
    assert clean_corporate_number(typed) == "7000012050002"


@pytest.mark.parametrize("typed", ["3000012010002", "TT3000012010001", "3" * 40, "", "T"])
def test_a_corporate_number_that_does_not_check_is_refused(typed):
    with pytest.raises(ValueError):
        clean_corporate_number(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ｔａｎｔｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ", "tanto@example.co.jp"),
        (" tanto@EXAMPLE.co.jp ", "tanto@example.co.jp"),
        ("tanto+board@example.co.jp", "tanto+board@example.co.jp"),
        ("tanto@電力.jp", "tanto@電力.jp"),
        ("tanto@エナジー.jp", "tanto@エナジー.jp"),
        ("山田 太郎 <tanto@example.co.jp>", "tanto@example.co.jp"),
        ("mailto:tanto@example.co.jp?subject=a", "tanto@example.co.jp"),
    ],
)
def test_a_mail_address_is_kept_as_it_can_be_written_to(typed, kept):
    assert clean_mail_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tanto@example.co.jp。", "「。」は"),
        ("tanto@example、co.jp", "「、」は"),
        ('"a b"@example.co.jp', "空白は"),
        ('"ab"@example.co.jp', "形が"),
        ("a@localhost", "インターネットからメールが届きません"),
        ("担当@example.co.jp", "「担」は"),
        ("tanto−a@example.co.jp", "「−」は"),
        ("tanto@exampleーpower.co.jp", "「ー」は"),
        ("a@[192.0.2.1]", "形が"),
        (f"{'a' * 300}@example.co.jp", "254文字以内"),
    ],
)
def test_a_mail_address_that_leads_nowhere_is_refused_in_words_that_help(typed, said):
    with pytest.raises(ValidationError) as refusal:
        MailField().clean(typed)
    assert said in str(refusal.value)


@pytest.mark.parametrize("name", ["葛\U000e0100" + "か" * 39, "𠮷" * 40, "か\u3099" * 40])
def test_a_limit_counts_what_people_see(name):
    field = FullWidthField(max_length=40)
    assert length_of(field.clean(name)) == 40
    with pytest.raises(ValidationError, match="40文字以内で入力してください。"):
        field.clean(f"{name}か")


def test_no_browser_is_told_to_cut():
    assert "maxlength" not in LineField(max_length=40).widget.attrs


def test_characters_piled_up_without_end_are_too_long():
    with pytest.raises(ValidationError):
        check_length("か" + "\u0301" * 200, 40)


def test_a_text_is_cut_between_characters():
    assert beginning_of("一葛\U000e0100二", 2) == "一葛\U000e0100"
    assert shortened("一二三四五", 4) == "一二三…"
    assert shortened("一二三四", 4) == "一二三四"


@pytest.mark.parametrize(
    "text",
    [
        "e" + "\u0301" * 5,
        "\ufe0f".join(["電", *["\u0336"] * 4]),
        "か\u3099" + "\u0307" * 4,
        "a" + "\u20dd" * 4,
    ],
)
def test_a_tower_of_marks_over_one_character_stands_in_no_line(text):
    with pytest.raises(ValidationError):
        LineField().clean(text)


@pytest.mark.parametrize(
    "text",
    ["か\u309a", "กี่น้ำปู่", "Tiếng Việt ệ", "葛\U000e0100城", "👩\u200d🔧⚠\ufe0f", "1\ufe0f\u20e3"],
)
def test_marks_as_languages_have_them_stay(text):
    check_marks(unicodedata.normalize("NFD", text))
    assert length_of(LineField().clean(text)) == length_of(text)
