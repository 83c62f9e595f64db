"""Every text on screen is marked for translation; Japanese is the source language."""

import ast
import re
from collections.abc import Iterator

from tests.structure.source import calls, modules, pages, static_files
from tests.structure.unmarked import MODULES, STRINGS

JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ㐀-鿿々𠀀-𯨟]")
MARKED = re.compile(
    r"{#.*?#}"
    r"|{%\s*comment.*?endcomment\s*%}"
    r"|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}"
    r"""|{%\s*trans(?:late)?\s+("[^"]*"|'[^']*')"""
    r"""|\b_\(("[^"]*"|'[^']*')\)""",
    re.DOTALL,
)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
GETTEXT = ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy")
ON_PAPER = "OnPaper"  # the manual's own form, which people fill in as it is


def blank(match: re.Match) -> str:
    """Nothing in its place, but the lines stay numbered."""
    return "\n" * match[0].count("\n")


def lines_in_japanese(text: str) -> list[str]:
    """The lines with Japanese in them, each with its number."""
    lines = enumerate(text.splitlines(), start=1)
    return [f"{number}: {line.strip()}" for number, line in lines if JAPANESE.search(line)]


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string literals that are neither marked nor docstrings."""
    left_out = {id(node) for call in calls(tree, *GETTEXT, ON_PAPER) for node in ast.walk(call)}
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            left_out.add(id(body[0].value))
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in left_out:
            yield node


def unmarked(tree: ast.Module) -> set[str]:
    """The Japanese ones of them."""
    return {text.value for text in texts(tree) if JAPANESE.search(text.value)}


def outside(known: re.Pattern, files: dict[str, str]) -> dict[str, list[str]]:
    """The lines in Japanese of each file that has some outside what the pattern finds."""
    found = {path: lines_in_japanese(known.sub(blank, text)) for path, text in files.items()}
    return {path: lines for path, lines in found.items() if lines}


def test_pages_have_their_japanese_in_translate_tags():
    assert outside(MARKED, pages()) == {}


def test_scripts_find_their_texts_on_the_page():
    assert outside(COMMENT, static_files(".js")) == {}


def test_modules_have_their_japanese_in_gettext():
    left = {path: unmarked(tree) - STRINGS.keys() for path, tree in modules().items()}
    assert {path: texts for path, texts in left.items() if texts and path not in MODULES} == {}


def test_every_exception_is_still_needed():
    trees = modules()
    assert not [path for path in MODULES if path not in trees or not unmarked(trees[path])]
    assert STRINGS.keys() <= set().union(*map(unmarked, trees.values()))
