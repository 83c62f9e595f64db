"""Days are written by one rule: short in what one looks down, long in what one reads."""

import re

from tests.structure.source import calls, mails, modules, pages

RULE = "dengen/japan/written_days.py"
# What scripts and addresses read, and the trail, whose order is told by seconds.
EXACT = {"c", "Y-m-d", "Y/m/d H:i:s"}
FORM = re.compile(r"""\|date:_?\(?["']([^"']*)["']|\|(date)\s*[%}|]""")
# Sentences that stand one below the other are read.
LIST_PARTS = re.compile(r"<(td|th|time|option)\b.*?</\1>|<li>(?:(?!</li>|。).)*</li>", re.DOTALL)
LONG, SHORT = re.compile(r"\|(?:date|moment)_ja\b"), re.compile(r"\|(?:date|moment)_short\b")


def test_templates_write_days_by_the_rule_alone():
    forms = [
        (path, found[0])
        for path, text in (pages() | mails()).items()
        for found in FORM.findall(text)
    ]
    assert [(path, form) for path, form in forms if form not in EXACT] == []


def test_modules_write_days_by_the_rule_alone():
    writing = [path for path, tree in modules().items() if list(calls(tree, "date_format"))]
    assert writing == [RULE]


def test_tables_and_lists_write_their_days_short():
    parts = [
        (path, part[0]) for path, text in pages().items() for part in LIST_PARTS.finditer(text)
    ]
    assert [(path, part) for path, part in parts if LONG.search(part)] == []


def test_mails_write_days_long_and_their_subjects_short():
    subjects = {path: text for path, text in mails().items() if path.endswith(".subject.txt")}
    bodies = mails().items() - subjects.items()
    assert [path for path, text in subjects.items() if LONG.search(text)] == []
    assert [path for path, text in bodies if SHORT.search(text)] == []
