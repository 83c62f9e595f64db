"""Whom the operator's search of members finds, in whatever shape it is typed."""

import pytest

from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(reviewer):
    factories.member(
        organization_name="みなと火力発電株式会社",
        family_name="髙橋",
        given_name="結衣",
        family_kana="タカハシ",
        given_kana="ユイ",
        email="yui@minato-denryoku.example.jp",
        phone="03-1234-5678",
    )
    factories.member(
        organization_name="株式会社あおば電力",
        family_name="佐藤",
        given_name="健",
        family_kana="サトウ",
        given_kana="ケン",
        email="ken@aoba.example.jp",
        phone="06-9876-5432",
    )

    def found(typed: str) -> list[str]:
        answer = browser_of(reviewer).get("/console/members/", {"q": typed})
        return [one.family_name for one in answer.context["page_obj"]]

    return found


@pytest.mark.parametrize(
    "typed",
    [
        *["高橋", "髙橋", "髙橋結衣", "高橋　結衣", "ミナト", "みなと", "ﾐﾅﾄ火力", "ユイ", "ゆい"],
        *["タカハシ ユイ", "03-1234", "０３−１２３４", "0312345678", "@minato-denryoku", "MINATO-"],
    ],
)
def test_a_name_in_any_shape_a_reading_a_phone_and_a_part_of_a_mail_address_find(found, typed):
    assert found(typed) == ["髙橋"]


@pytest.mark.parametrize(
    "typed", ["鈴木", "0120", "@denryoku.example", ".*", "(", "[", "\\", "髙|佐"]
)
def test_what_is_in_none_of_them_finds_nothing(found, typed):
    assert found(typed) == []


@pytest.mark.parametrize(
    ("family_name", "given_name", "is_flagged"),
    [
        ("営業部", "電力課", True),
        ("需給", "担当", True),
        ("服部", "太郎", False),
        ("阿部", "茂", False),
    ],
)
def test_a_department_instead_of_a_person_is_flagged_to_the_reviewer(
    reviewer, family_name, given_name, is_flagged
):
    waiting = factories.application(family_name=family_name, given_name=given_name).submit()
    page = browser_of(reviewer).get(f"/console/applications/{waiting.pk}/").text
    assert ("氏名が部署名などのようです" in page) is is_flagged
