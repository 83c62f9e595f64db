"""Pages hold nothing that the Content-Security-Policy refuses, and ask no third party."""

import re

import pytest

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


@pytest.mark.parametrize(("path", "text"), pages().items(), ids=pages().keys())
class TestPage:
    def test_no_template_has_an_inline_style_or_handler(self, path, text):
        assert not [tag for tag in TAG.findall(text) if INLINE.search(tag)]
        assert not STYLE.search(text)

    def test_no_template_has_an_inline_script(self, path, text):
        assert not SCRIPT.search(text)

    def test_no_page_loads_anything_from_elsewhere(self, path, text):
        assert not ELSEWHERE.search(text)

    def test_each_form_that_changes_something_holds_its_token(self, path, text):
        assert [form for form in POSTED.findall(text) if not TOKEN.search(form)] == []


@pytest.mark.parametrize(("path", "text"), static_files(".css").items(), ids=static_files(".css"))
def test_a_style_sheet_loads_nothing_from_elsewhere(path, text):
    assert not CSS_ELSEWHERE.search(text)


@pytest.mark.parametrize(("path", "text"), static_files(".js").items(), ids=static_files(".js"))
class TestScript:
    def test_no_script_loads_anything_from_elsewhere(self, path, text):
        assert not JS_ELSEWHERE.search(text)

    def test_no_template_runs_text_as_code_or_markup(self, path, text):
        assert not EVAL.search(text)
