"""Each style sheet says what its author meant: it parses, and no rule hides inside another."""

import pytest
import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule

from tests.structure.source import static_files

SHEETS = static_files(".css")
PLAIN = {"skip_comments": True, "skip_whitespace": True}


def faults(rules: list[Node]) -> list[str]:
    """Return what a browser would drop of these rules, or read as part of another rule."""
    found = []
    for rule in rules:
        if isinstance(rule, ParseError):
            found.append(f"line {rule.source_line}: {rule.message}")
        elif isinstance(rule, QualifiedRule):
            found += _faults_of_declarations(rule)
        elif isinstance(rule, AtRule) and rule.content is not None:
            found += faults(tinycss2.parse_rule_list(rule.content, **PLAIN))
    return found


def _faults_of_declarations(rule: QualifiedRule) -> list[str]:
    """Our sheets don't nest: a rule inside a rule is a brace that was lost."""
    selector = tinycss2.serialize(rule.prelude).strip()
    found = [] if selector else [f"line {rule.source_line}: a rule without a selector"]
    for one in tinycss2.parse_blocks_contents(rule.content, **PLAIN):
        if isinstance(one, ParseError):
            found.append(f"line {one.source_line}: {one.message}")
        elif not isinstance(one, Declaration):
            found.append(f"line {one.source_line}: a rule inside {selector}")
    return found


@pytest.mark.parametrize(("path", "text"), SHEETS.items(), ids=SHEETS)
class TestStyleSheet:
    def test_every_rule_is_understood_and_stands_by_itself(self, path, text):
        assert faults(tinycss2.parse_stylesheet(text, **PLAIN)) == []

    def test_every_bracket_is_closed(self, path, text):
        assert unclosed(text) == []


def unclosed(text: str) -> list[str]:
    """Return the brackets that the text never closes: a parser closes them silently at its end."""
    closed = tinycss2.serialize(tinycss2.parse_component_value_list(text))
    return [] if len(closed) == len(text) else [closed[len(text) :]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("code { color: red; .table { margin: 0 } }", id="a brace lost between rules"),
        pytest.param("@layer a { p { color: red }", id="a brace lost at the end"),
        pytest.param("p { color red; }", id="a colon lost"),
        pytest.param("p { color: red; } }", id="a brace too many"),
        pytest.param("p { color: rgb(0 0 0; } a { margin: 0 }", id="a bracket lost"),
    ],
)
def test_a_slip_is_noticed(text):
    assert faults(tinycss2.parse_stylesheet(text, **PLAIN)) or unclosed(text)
