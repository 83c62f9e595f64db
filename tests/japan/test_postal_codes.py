import pytest

from dengen.japan.areas import PREFECTURES
from dengen.japan.models import PostalCode
from dengen.japan.postal_import import Row, bundled_rows, import_postal_codes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def bundled() -> list[Row]:
    return list(bundled_rows())


def towns(bundled: list[Row], code: str) -> set[str]:
    return {"".join(row[1:]) for row in bundled if row.code == code}


def test_one_code_may_stand_for_towns_in_two_prefectures(bundled):
    assert towns(bundled, "4980000") == {"愛知県弥富市", "三重県桑名郡木曽岬町"}


def test_every_prefecture_is_there_and_no_other(bundled):
    assert {row.prefecture for row in bundled} == set(PREFECTURES)


def test_a_town_comes_without_half_a_range_of_lot_numbers(bundled):
    assert "岩手県和賀郡西和賀町穴明" in towns(bundled, "0295503")
    assert "北海道旭川市秋月１条" in towns(bundled, "0798401")


def test_the_national_table_is_imported_once():
    count = import_postal_codes()
    assert count > 140_000
    assert import_postal_codes() == 0
    assert PostalCode.objects.count() == count


def test_a_code_is_found_however_it_is_typed():
    PostalCode.objects.create(code="1000001", prefecture="東京都", city="千代田区", town="千代田")
    for typed in ["1000001", "〒100-0001", "１００－０００１", " 100 0001 "]:
        assert [row.street for row in PostalCode.objects.of(typed)] == ["千代田区千代田"]


@pytest.mark.parametrize("typed", ["0000000", "", "abc", "100000", "１" * 100_000])
def test_an_unknown_code_has_no_towns(typed):
    PostalCode.objects.create(code="1000001", prefecture="東京都", city="千代田区", town="千代田")
    assert not PostalCode.objects.of(typed).exists()


@pytest.mark.parametrize(
    ("code", "street"),
    [
        ("7960088", "八幡浜市"),
        ("3901301", "東筑摩郡山形村"),
        ("8840001", "児湯郡高鍋町高鍋町"),  # まち in ちょう: the town really bears that name
        ("4090142", "北都留郡小菅村"),
        ("4090211", "北都留郡小菅村"),
        ("7660001", "仲多度郡琴平町"),
        ("7660002", "仲多度郡琴平町"),
        ("7614103", "小豆郡土庄町"),
    ],
)
def test_a_municipality_stands_once_and_a_remark_never(bundled, code, street):
    assert [row.city + row.town for row in bundled if row.code == code] == [street]
