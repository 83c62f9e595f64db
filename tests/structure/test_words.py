"""One word for each thing, on every screen, in every mail, and where a document quotes them."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.structure.source import CODE, ROOT, modules, pages, shown
from tests.structure.unmarked import MODULES

# The word that is used, and the others for the same thing, as an expression.
WORDS = {
    "1件": "[一二三]件",
    "いたし": "致[しす]",
    "いただ": "頂",
    "お問い合わせ先": "運営者",
    "お申し込み、利用申込": "(?<!お)申し込み(?!ま)|申込み",
    "一覧から削除する": "一覧から除",
    "キーワード": "ことば",
    "ください": "下さい",
    "サーバー": "サーバ(?!ー)",
    "すべて": "全て",
    "できる": "出来",
    "プロバイダー": "プロバイダ(?!ー)",
    "ブラウザー": "ブラウザ(?!ー)",
    "ホーム": "トップページ",
    "ログイン画面": "ログインページ",
    "下書きの削除": "下書きを?の?破棄",
    "他": "ほか",
    "他の会員": "他の?利用者",
    "掲載承認日": "(?<!希望)掲載日",
    "修正": "(?<![りきし見])直[すしさ]",
    "再審査": "再度審査|審査し直",
    "再送": "送り直",
    "初め、始め、最初": "はじめ",
    "取り下げ、取り消し": "取りやめ|取り止め|取消(?!：)",
    "却下": "差し戻",
    "変更箇所": "変わっ?[たる]ところ",
    "外す": "はず[すしさ]",
    "後": "あと(?=[かでの])",
    "押す": "クリック",
    "戻る": '"やめる"|キャンセル',
    "探す": "さが[すし]",
    "改めて": "あらためて",
    "本日": "今日",
    "次の画面": "次のページ",
    "前の画面": "前のページ",
    "現在": "(?<![なだ])いま(?![すしせだ])|今(?![回月日後年度])",
    "確認": "確かめ",
    "紛失": "[失無]く[すし]た?",
    "職員": "(?:もう一人|二人|他|運営)の担当者|提案した担当者",
    "解除": "解け",
    "誰": "だれ",
    "通信状況": "通信の状態",
    "間": "あいだ",
    "（なし）": "[記入][入力]なし",
}


@cache
def said() -> dict[str, list[str]]:
    """Return what each page, mail, module and document tells people."""
    mails = {shown(file): file.read_text("utf-8") for file in sorted(CODE.rglob("mails/*.txt"))}
    found = {path: [text] for path, text in (pages() | mails).items()}
    found |= {path: strings(tree) for path, tree in modules().items() if path not in MODULES}
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    return found | {shown(file): quoted(file) for file in documents}


def strings(tree: ast.Module) -> list[str]:
    """Return the string literals; docstrings are for who reads the code."""
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in left_out
    ]


def quoted(file: Path) -> list[str]:
    """Return what a document quotes from the screen."""
    return re.findall("「([^」]*)」", file.read_text("utf-8"))


def test_the_console_calls_what_waits_by_one_word():
    console = {path: told for path, told in said().items() if path.startswith("dengen/console/")}
    used = [
        path
        for path, told in console.items()
        if re.search("承認待ち|get_status_display", "".join(told))
    ]
    assert not used


@pytest.mark.parametrize("word", WORDS)
def test_one_word_stands_for_one_thing(word):
    others = re.compile(f".{{0,20}}(?:{WORDS[word]}).{{0,20}}")
    found = [
        f"{path}: {place}"
        for path, told in said().items()
        for text in told
        for place in others.findall(text)
    ]
    assert not found, f"here {word!r} is used"
