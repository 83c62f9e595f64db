"""A state is written by its name: what it is called stands once, at the ground of its noun."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from dengen.accounts.membership.role import STAFF
from dengen.cli import ROLES
from tests.structure.source import modules, templates

# They sort things and are no states; their values are names of columns and of HTML's elements too.
SORTS = {"Area", "Difference", "Gender", "Likeness", "Relation", "Side", "Way"}
# Their values are names of addresses, relations and templates' variables too.
COMPARED_ONLY = {"QueueName", "Step"}
# Where a file means something else by the word.
OTHERWISE = {
    ("dengen/accounts/membership/login_id.py", "shown"),  # a column
    ("dengen/accounts/applications/views/form_awaiting_confirmation.py", "shown"),  # in a session
    ("dengen/cli/__init__.py", "administrator"),  # the test at the end holds it
    ("dengen/cli/__init__.py", "auditor"),
    ("dengen/cli/__init__.py", "reviewer"),
    ("dengen/console/forms/queue_filter.py", "flagged"),  # a field of a form
    ("dengen/console/audit/trail.py", "cancelled"),  # a particular of an event
    ("dengen/console/urls.py", "member"),  # an address
    ("dengen/demo/bulk/people.py", "member"),  # a seed of what is random
    ("dengen/demo/story.py", "denied"),  # groups of the demo's people, in its data
    ("dengen/demo/story.py", "member"),
    ("dengen/demo/story.py", "retired"),
    ("dengen/demo/story.py", "waiting"),
    ("dengen/listings/listing/cancellation.py", "cancelled"),  # a part of a key that is kept
    ("dengen/mail/worker.py", "done"),  # a word of the log
    ("dengen/ui/filling.py", "form"),  # an element of HTML
}
# What templates compare with a text of Django, of an address, of the declaration of a listing.
NO_STATES = re.compile(r"(.+\.)?(input_type|layout|level_tag|show|widget_type)|field\.name")
TAG = re.compile(r"\{%.*?%\}")
COMPARED_TEXT = re.compile(r"""([\w.]+) [=!]= ["']|["'] [=!]= ([\w.]+)""")
MEMBER = re.compile(r"[=!]= [a-z]+\.([A-Z][A-Z_]+)\b")


@cache
def choices() -> tuple[ast.ClassDef, ...]:
    """Return every class of choices."""
    nodes = [node for tree in modules().values() for node in ast.walk(tree)]
    return tuple(
        node
        for node in nodes
        if isinstance(node, ast.ClassDef)
        and {ast.unparse(base) for base in node.bases} & {"models.TextChoices"}
    )


@cache
def members(*without: str) -> dict[str, str]:
    """Return the values of all members but of these classes, by name; an empty one is no word."""
    return {
        ast.unparse(node.targets[0]): next(texts(node.value)).value
        for one in choices()
        for node in one.body
        if isinstance(node, ast.Assign) and one.name not in without
        if any(part.value for part in texts(node.value))
    }


def texts(*nodes: ast.AST | None) -> Iterator[ast.Constant]:
    """Return the literal texts, also those in a list or a choice that is written out."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        elif isinstance(node, ast.List | ast.Set | ast.Tuple):
            yield from texts(*node.elts)
        elif isinstance(node, ast.BoolOp):
            yield from texts(*node.values)
        elif isinstance(node, ast.IfExp):
            yield from texts(node.body, node.orelse)


def compared(node: ast.AST) -> Iterator[ast.Constant]:
    """Return what something is compared with."""
    if isinstance(node, ast.Compare):
        yield from texts(node.left, *node.comparators)


def given(node: ast.AST) -> Iterator[ast.Constant]:
    """Return what is asked of the database, passed on, kept or returned."""
    if isinstance(node, ast.Call):
        yield from texts(*node.args, *(one.value for one in node.keywords))
    elif isinstance(node, ast.Return | ast.Assign | ast.AnnAssign):
        yield from texts(node.value)
    elif isinstance(node, ast.Dict):
        yield from texts(*node.values)
    elif isinstance(node, ast.For | ast.comprehension):
        yield from texts(node.iter)
    elif isinstance(node, ast.FunctionDef):
        yield from texts(*node.args.defaults, *node.args.kw_defaults)


def literal_states() -> Iterator[tuple[str, ast.Constant]]:
    """Return each text that is a state's, with its file."""
    own = {node for one in choices() for node in ast.walk(one)}
    everything = set(members().values())
    states = set(members(*SORTS, *COMPARED_ONLY).values())
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if node not in own:
                yield from ((path, part) for part in compared(node) if part.value in everything)
                yield from ((path, part) for part in given(node) if part.value in states)


def tags() -> Iterator[tuple[str, str]]:
    """Return the tags of all templates, of pages and of mails, with their files."""
    for path, text in templates().items():
        yield from ((path, tag) for tag in TAG.findall(text))


def test_no_state_is_a_literal_text():
    assert not [
        f"{path}:{part.lineno}: {part.value}"
        for path, part in literal_states()
        if (path, part.value) not in OTHERWISE
    ]


def test_each_word_that_means_something_else_is_still_there():
    assert {(path, part.value) for path, part in literal_states()} >= OTHERWISE


def test_no_template_compares_a_state_with_a_literal_text():
    assert not [
        f"{path}: {tag}"
        for path, tag in tags()
        for before, after in COMPARED_TEXT.findall(tag)
        if not NO_STATES.fullmatch(before or after)
    ]


def test_each_state_that_a_template_names_is_one():
    named = [(path, name) for path, tag in tags() for name in MEMBER.findall(tag)]
    assert named
    assert not [(path, name) for path, name in named if name not in members()]


def test_the_command_line_offers_each_role_of_the_staff():
    assert set(ROLES) == set(STAFF)
