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
    ],
)
def test_it_takes_every_way_to_type_a_number(typed):
    assert clean_phone(typed) == "03-1234-5678"


@pytest.mark.parametrize(
    "number", ["090-1234-5678", "0120-123-456", "04998-2-2222", "050-1234-5678"]
)
def test_it_takes_mobile_toll_free_and_island_numbers(number):
    assert clean_phone(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0312345678",
        "03-1234-567",
        "03-1234-56789",
        "3-1234-5678",
        "+81-3-1234-5678",
        "03-1234-5678\nBcc: a",
        "電話",
        "٠٣-١٢٣٤-٥٦٧٨",
        "0" + " " * 20_000 + "1",
    ],
)
def test_it_refuses_what_is_not_of_the_pattern(typed):
    with pytest.raises(ValueError):
        clean_phone(typed)
