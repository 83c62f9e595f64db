"""The project's own files, as the structural tests read them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ROOT / "dengen"


@cache  # hundreds of tests ask
def modules() -> dict[str, ast.Module]:
    """Each module's path inside the project and its syntax tree; migrations are made by a tool."""
    files = [file for file in sorted(CODE.rglob("*.py")) if "migrations" not in file.parts]
    return {shown(file): ast.parse(file.read_text("utf-8")) for file in files}


@cache
def templates() -> dict[str, str]:
    """Each template's path and text, of pages and of mails."""
    files = sorted(CODE.rglob("templates/**/*.*"))
    return {shown(file): file.read_text("utf-8") for file in files}


@cache
def pages() -> dict[str, str]:
    """Each HTML template's path and text."""
    return {path: text for path, text in templates().items() if path.endswith(".html")}


@cache
def mails() -> dict[str, str]:
    """Each mail's template, of subjects too, and its text."""
    return {path: text for path, text in templates().items() if "/mails/" in path}


@cache
def static_files(*endings: str) -> dict[str, str]:
    """The text of our own style sheets and scripts."""
    files = [file for file in sorted(CODE.rglob("static/**/*")) if file.suffix in endings]
    return {shown(file): file.read_text("utf-8") for file in files}


def shown(file: Path) -> str:
    """A file's path as messages name it."""
    return str(file.relative_to(ROOT))


def normalized(name: str) -> str:
    """Return the name of a distribution as an index has it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """The calls of functions with one of these names, also as methods."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def called(call: ast.Call) -> str:
    """The bare name of what is called."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))
