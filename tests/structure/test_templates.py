"""Pages hold nothing that the Content-Security-Policy refuses, and ask no third party."""

import re

from tests.structure.source import pages, static_files

TAG = re.compile(r"<[a-z][^>]*>", re.IGNORECASE)
INLINE = re.compile(r"""\s(style|on[a-z]+)\s*=""", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE)
STYLE = re.compile(r"<style\b", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"""(?:src|href|action|srcset)\s*=\s*["']?\s*(?:https?:)?//""", re.IGNORECASE
)
CSS_ELSEWHERE = re.compile(r"""(?:@import|url\()\s*["']?\s*(?:url\()?["']?(?:https?:)?//""")
JS_ELSEWHERE = re.compile(
    r"""(?:from|import|fetch|import\(|fetch\(|Worker\()\s*["'`](?:https?:)?//"""
)
POSTED = re.compile(r"""<form\b[^>]*\bmethod=["']post["'].*?</form>""", re.DOTALL)
# One that sends again what was sent has it among the rest.
TOKEN = re.compile(r"{% csrf_token %}|{% for name, value in fields %}")
EVAL = re.compile(r"\beval\(|new Function\(|\.(?:inner|outer)HTML\s*=|document\.write")


def holding(pattern: re.Pattern, files: dict[str, str]) -> list[tuple[str, str]]:
    """Each file and place in it that the pattern finds."""
    return [(path, one[0]) for path, text in files.items() for one in pattern.finditer(text)]


def test_no_template_has_an_inline_style_or_handler():
    assert [(path, tag) for path, tag in holding(TAG, pages()) if INLINE.search(tag)] == []
    assert holding(STYLE, pages()) == []


def test_no_template_has_an_inline_script():
    assert holding(SCRIPT, pages()) == []


def test_no_page_loads_anything_from_elsewhere():
    assert holding(ELSEWHERE, pages()) == []


def test_each_form_that_changes_something_holds_its_token():
    posted = holding(POSTED, pages())
    assert len(posted) > 50
    assert [(path, form) for path, form in posted if not TOKEN.search(form)] == []


def test_no_style_sheet_loads_anything_from_elsewhere():
    assert holding(CSS_ELSEWHERE, static_files(".css")) == []


def test_no_script_loads_anything_from_elsewhere():
    assert holding(JS_ELSEWHERE, static_files(".js")) == []


def test_no_script_runs_text_as_code_or_markup():
    assert holding(EVAL, static_files(".js")) == []
