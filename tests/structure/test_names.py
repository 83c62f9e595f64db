"""Names say of what: who reads one far from where it stands knows what it means."""

import ast
import re

from tests.structure.source import ROOT, modules

# What says how much or what state, and not of what.
BARE = {
    *("MANY", "MOST", "FEW", "ONE", "ONLY", "EVERY", "EVERYTHING", "REST", "ROOM", "LIMIT", "STEP"),
    *("LONG", "LONGEST", "SHORT", "SHORTEST", "LARGE", "LARGEST", "NEAR", "WHILE", "LASTS"),
    *("KEY", "NAME", "NUMBER", "SHAPE", "SHELF", "SECONDS", "USED", "TAKEN", "GONE", "ENDED"),
    *("BATCH", "CHUNK", "PATIENCE_SECONDS", "WORDS"),
    *("OVER", "DONE", "KEPT", "NOTE", "SOON", "LATER", "RECENT", "WRONG", "LACKING", "OURS", "OWN"),
}
PRONOUN = re.compile("(?:its?|they|their|nor|so|but|this|that|those|such)_(?!many_|often_)")
LEAST_WORDS = 4


def constants(tree: ast.Module) -> set[str]:
    """Return the names of the constants that a module has for others too."""
    targets = [
        target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets
    ]
    names = {
        node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)
    }
    return {name for name in names if not name.startswith("_")}


def test_constants_say_of_what_they_are():
    assert not [
        f"{path}: {name}"
        for path, tree in modules().items()
        for name in sorted(constants(tree) & BARE)
    ]


def test_the_name_of_a_test_means_something_alone():
    """In a report it stands without its file: a pronoun speaks of nothing there."""
    names = [
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"def test_(\w+)", file.read_text("utf-8"))
    ]
    assert not [name for name in names if PRONOUN.match(name) or name.count("_") < LEAST_WORDS - 1]
