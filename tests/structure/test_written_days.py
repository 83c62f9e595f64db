"""Days are written by one rule: short in what one looks down, long in what one reads."""

import re
from pathlib import Path

import pytest

from tests.structure.source import CODE, calls, modules, pages, shown

RULE = "dengen/japan/written_days.py"
MAILS = {shown(file): file.read_text("utf-8") for file in sorted(CODE.rglob("mails/*.txt"))}
# What scripts and addresses read, and the trail, whose order is told by seconds.
EXACT = {"c", "Y-m-d", "Y/m/d H:i:s"}
FORM = re.compile(r"""\|date:_?\(?["']([^"']*)["']|\|(date)\s*[%}|]""")
# Sentences that stand one below the other are read.
LIST_PARTS = re.compile(r"<(td|th|time|option)\b.*?</\1>|<li>(?:(?!</li>|。).)*</li>", re.DOTALL)
LONG, SHORT = re.compile(r"\|(?:date|moment)_ja\b"), re.compile(r"\|(?:date|moment)_short\b")


@pytest.mark.parametrize(("path", "text"), (pages() | MAILS).items(), ids=[*pages(), *MAILS])
def test_a_template_writes_days_by_the_rule_alone(path, text):
    assert {found[0] for found in FORM.findall(text)} <= EXACT


@pytest.mark.parametrize("path", sorted(modules().keys() - {RULE}))
def test_a_module_writes_days_by_the_rule_alone(path):
    assert not list(calls(modules()[path], "date_format"))


@pytest.mark.parametrize(("path", "text"), pages().items(), ids=pages())
def test_a_table_or_list_writes_its_days_short(path, text):
    assert not [part[0] for part in LIST_PARTS.finditer(text) if LONG.search(part[0])]


@pytest.mark.parametrize(("path", "text"), MAILS.items(), ids=MAILS)
def test_a_mail_writes_days_long_and_its_subject_short(path, text):
    assert not (LONG if Path(path).match("*.subject.txt") else SHORT).search(text)
