"""What the documents say of the code is there, and the map fits on one page."""

import re

import pytest

from tests.structure.source import CODE, ROOT

MAP = ROOT / "ARCHITECTURE.md"
MOST_LINES = 100
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
LINK = re.compile(r"\]\(([\w./-]+)\)")
TOPS = {one.name for folder in (ROOT, CODE) for one in folder.iterdir()}


def named_paths(text: str) -> set[str]:
    """Paths inside the project; others' (`/etc/dengen`, `var/demo`) begin elsewhere."""
    found = {path for path in PATH.findall(text) if path.split("/")[0] in TOPS - {"var"}}
    return {path.removesuffix("/") for path in found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_path_that_a_document_names_exists(document):
    paths = named_paths(document.read_text("utf-8"))
    assert not [path for path in paths if not ((ROOT / path).exists() or (CODE / path).exists())]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_link_to_another_document_leads_there(document):
    links = LINK.findall(document.read_text("utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


def test_the_map_is_one_page():
    assert len(MAP.read_text("utf-8").splitlines()) <= MOST_LINES


def test_every_room_is_on_the_map():
    rooms = {folder.name for folder in CODE.iterdir() if (folder / "__init__.py").exists()}
    rooms |= {
        f"accounts/{folder.name}"
        for folder in (CODE / "accounts").iterdir()
        if (folder / "__init__.py").exists() and folder.name not in {"migrations", "management"}
    }
    text = MAP.read_text("utf-8")
    assert not [room for room in rooms if f"{room.removeprefix('accounts/')}/`" not in text]


def test_every_command_and_every_file_beside_the_rooms_is_on_the_map():
    commands = {file.name for file in (ROOT / "bin").iterdir() if not file.name.startswith("_")}
    beside = {file.name for file in CODE.glob("*.py")} - {"__init__.py"}
    text = MAP.read_text("utf-8")
    assert not [name for name in commands | beside if f"`{name}`" not in text]
