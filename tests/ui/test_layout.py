"""Where things stand on a page, as far as templates and style sheets tell without a browser."""

import re
from collections.abc import Iterator

import pytest
import tinycss2
from bs4 import BeautifulSoup, Tag
from tinycss2.ast import Declaration, Node

from tests.pages import words
from tests.structure.source import pages, static_files

PLAIN = {"skip_comments": True, "skip_whitespace": True}
TAGS = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)
MARKED = re.compile(r"""{%\s*translate\s+["']([^"']*)["']\s*%}""")
BREAKING_BUTTONS = ":is(form, .button, .button-row, p:has(> .button))"


def rules(nodes: list[Node]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each rule's selector and what it declares: those in layers too, those of a medium not."""
    for node in nodes:
        if node.type == "at-rule" and node.at_keyword == "layer" and node.content is not None:
            yield from rules(tinycss2.parse_rule_list(node.content, **PLAIN))
        if node.type == "qualified-rule":
            found = tinycss2.parse_blocks_contents(node.content, **PLAIN)
            yield (
                tinycss2.serialize(node.prelude).strip(),
                {
                    one.name: tinycss2.serialize(one.value).strip()
                    for one in found
                    if isinstance(one, Declaration)
                },
            )


def declared(selector: str) -> dict[str, str]:
    """What our style sheets say in the rules of exactly that selector."""
    found: dict[str, str] = {}
    for text in static_files(".css").values():
        for one, values in rules(tinycss2.parse_stylesheet(text, **PLAIN)):
            found |= values if one == selector else {}
    return found


def drawn(text: str) -> BeautifulSoup:
    """A template's own elements, with its Japanese words and without what Django puts in."""
    return BeautifulSoup(TAGS.sub("", MARKED.sub(r"\1", text)), "html.parser")


def elements(selector: str) -> Iterator[tuple[str, Tag]]:
    """All elements of our templates that match, each with its template."""
    for path, text in pages().items():
        yield from ((path, one) for one in drawn(text).select(selector))


def test_breadcrumbs_and_messages_are_as_narrow_as_the_content_below_them():
    assert declared(".narrow")["max-width"] == "var(--narrow)"
    # The page has a padding of 1rem on either side.
    assert declared(".page:has(> main > .narrow)") == {"max-width": "calc(var(--narrow) + 2rem)"}


def test_narrow_content_is_the_whole_of_its_page():
    """So that the rule for the breadcrumbs above it holds; a page without any has it in itself."""
    nested = [path for path, _one in elements("* .narrow")]
    assert nested == ["dengen/ui/templates/ui/bare.html"]


def test_a_dialog_stands_in_the_middle_also_where_what_follows_another_keeps_a_distance():
    assert declared("dialog:modal") == {"margin": "auto"}


def test_a_button_in_a_notice_keeps_a_distance_from_the_text_above_it():
    assert declared(f".notice > div > * + {BREAKING_BUTTONS}") == {"margin-top": ".75rem"}


def test_each_button_of_a_notice_stands_where_that_distance_is_kept():
    assert not [
        f"{path}: {words(button)}"
        for path, notice in elements(".notice")
        for button in notice.select("button, .button")
        if not any(
            parent in notice.select(f":scope > div > {BREAKING_BUTTONS}")
            for parent in [button, *button.parents]
        )
    ]


def test_a_login_id_is_not_broken_for_a_narrow_column():
    assert declared(".table .id-column") == {"overflow-wrap": "break-word"}


@pytest.mark.parametrize("shown", ["login", "login_name"])
def test_each_column_of_login_ids_is_one(shown):
    cell = re.compile(rf"{{{{\s*(item|account|item\.account)\.{shown}\s*}}}}")
    found = [(path, one) for path, one in elements("td, tbody th") if cell.search(str(one))]
    assert found
    assert not [path for path, one in found if "id-column" not in one.get("class", [])]
