import pytest

from dengen.japan.phones import clean_phone


@pytest.mark.parametrize(
    "typed",
    [
        "03-1234-5678",
        "０３－１２３４－５６７８",
        "03ー1234ー5678",
        "03‐1234―5678",
        "03(1234)5678",
        " 03 - 1234 - 5678 ",
        "（０３）１２３４－５６７８",
        "03−1234﹣5678",
        "0312345678",
        "03 1234 5678",
        "(03)1234-5678",
        "+81-3-1234-5678",
        "+81 (0)3 1234 5678",
        "０３・１２３４・５６７８",
        "03➖1234➖5678",
        "TEL：03-1234-5678",
        "℡03-1234-5678",
        "tel:+81-3-1234-5678",
        "03-1234-5678（代）",
        "０３－１２３４－５６７８（代表）",
        "電話 03-1234-5678 直通",
    ],
)
def test_every_way_to_type_a_phone_number_is_taken(typed):
    assert clean_phone(typed) == "03-1234-5678"


@pytest.mark.parametrize(
    "number", ["090-1234-5678", "0120-123-456", "04998-2-2222", "050-1234-5678"]
)
def test_mobile_toll_free_and_island_numbers_are_taken(number):
    assert clean_phone(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "03-1234-567",
        "03-1234-56789",
        "3-1234-5678",
        "+1-212-555-0100",
        "03-1234-5678 内線",
        "03-1234-5678 内線1234567",
        "内線12 03-1234-5678",
        "03-1234-5678、03-1234-5679",
        "03-1234-5678\nBcc: a",
        "電話",
        "٠٣-١٢٣٤-٥٦٧٨",
        "0" + " " * 20_000 + "1",
    ],
)
def test_what_is_no_phone_number_is_refused(typed):
    with pytest.raises(ValueError):
        clean_phone(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "03-1234-5678 内線12",
        "0312345678（内線１２）",
        "03-1234-5678内線：12",
        "03-1234-5678 ext.12",
        "03-1234-5678（内12）",
        "03-1234-5678（代表）内線12",
        "03-1234-5678;ext=12",
        "03-1234-5678x12",
    ],
)
def test_an_extension_is_kept_after_the_number(typed):
    assert clean_phone(typed) == "03-1234-5678（内線12）"


def test_a_keypad_has_no_hyphens_and_the_numbering_plan_puts_them_in():
    typed = ["09012345678", "0120123456", "0466123456", "0499822222"]
    assert [clean_phone(one) for one in typed] == [
        "090-1234-5678",
        "0120-123-456",
        "0466-12-3456",
        "04998-2-2222",
    ]
