"""Without a mouse: from the login to a listing that is handed in, and an ID that is applied for."""

from collections.abc import Iterator

import pytest

from dengen.accounts.models import Application
from dengen.listings.models import Listing
from tests import factories
from tests.browser.firefox import firefox
from tests.browser.keyboard import DOWN, SPACE, Keyboard

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "LNG火力の余剰分"


@pytest.fixture
def keyboard(live_server, tmp_path) -> Iterator[Keyboard]:
    """Firefox on the login page."""
    factories.terms()
    with firefox(tmp_path) as window:
        keyboard = Keyboard(window)
        window.go(live_server.url + "/")
        yield keyboard


def read(keyboard: Keyboard) -> str:
    return str(keyboard.window.evaluate("document.querySelector('main').textContent"))


def test_a_listing_is_posted_by_keyboard_alone(keyboard):
    factories.member(login_name="Minato2026")
    keyboard.fill(会員ID="minato2026", パスワード=factories.PASSWORD)
    keyboard.follow("ログイン")
    keyboard.follow("新規掲載")
    keyboard.fill(タイトル="夏季の余剰電力の売り希望")
    keyboard.walk_to("売")
    keyboard.press(SPACE)
    keyboard.fill(メールアドレス="power@minato.example.jp")
    keyboard.walk_to("④ 電源所在エリア（任意）")
    keyboard.press(DOWN)
    keyboard.walk_to("⑤ 任意記載事項")
    keyboard.write(TEXT)
    keyboard.follow("確認する")
    keyboard.follow("この内容で申請する")
    assert "申請が完了しました" in read(keyboard)
    listing = Listing.objects.get()
    assert (listing.title, listing.side) == ("夏季の余剰電力の売り希望", "sell")
    assert listing.area
    assert TEXT in listing.body.html


def test_an_id_is_applied_for_by_keyboard_alone(keyboard):
    keyboard.follow("新規登録")
    keyboard.fill(会員ID="Minato2026", パスワード=factories.PASSWORD)
    keyboard.fill(**{"パスワード（確認）": factories.PASSWORD})
    keyboard.fill(姓="髙橋", 名="一郎", **{"フリガナ（セイ）": "タカハシ"})
    keyboard.fill(**{"フリガナ（メイ）": "イチロウ"})
    keyboard.fill(メールアドレス1="takahashi@minato.example.jp", 郵便番号="1050011")
    keyboard.walk_to("都道府県")
    keyboard.write("東京")
    keyboard.walk_to("市区町村・番地")
    keyboard.write("港区芝公園1-2-3")
    keyboard.fill(電話番号="0355500001")
    keyboard.fill(勤務先会社名="みなと火力発電株式会社", 勤務先住所="同上")
    keyboard.walk_to("利用規約に同意し、入力した情報が正確であることを保証します")
    keyboard.press(SPACE)
    keyboard.follow("確認する")
    keyboard.follow("登録する")
    assert "登録を受け付けました" in read(keyboard)
    assert Application.objects.get().login_name == "Minato2026"
