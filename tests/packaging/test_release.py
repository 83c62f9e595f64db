"""`bin/release`, in a repository of its own."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dengen import VERSION
from tests.doors.test_cli import ROOT, clean_environment

GIT = ["git", "-c", "user.name=Dengen", "-c", "user.email=dengen@example.jp"]
DAY = f"## {VERSION} (2026-12-01)"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """What this checkout holds, committed, with a changelog that is ready for the release."""
    folder = tmp_path_factory.mktemp("release") / "project"
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.check_output(listing, cwd=ROOT, text=True).splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / "tests" / "upgrades" / "snapshots" / f"{VERSION}.json.xz").unlink(missing_ok=True)
    heading = r"^## " + re.escape(VERSION) + r" .*$"
    if "\n## Unreleased\n" in (folder / "CHANGELOG.md").read_text("utf-8"):
        change(folder, "CHANGELOG.md", heading, "## 0.0.1 (2026-01-01)")  # this one was released
        heading = "^## Unreleased$"
    change(folder, "CHANGELOG.md", heading, DAY)
    git(folder, "init", "-q")
    (folder / ".git" / "info" / "exclude").write_text(".venv\n")
    (folder / ".venv").symlink_to(sys.prefix)
    commit(folder)
    return folder


@pytest.fixture
def copy(project, tmp_path) -> Path:
    """One that a test may spoil."""
    return Path(shutil.copytree(project, tmp_path / "copy", symlinks=True))


def change(folder: Path, name: str, pattern: str, replacement: str) -> None:
    text, times = re.subn(
        pattern, replacement, (folder / name).read_text("utf-8"), flags=re.MULTILINE
    )
    assert times == 1
    (folder / name).write_text(text)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.check_output([*GIT, *arguments], cwd=folder, text=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Prepare the release")


def release(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["bin/release", *arguments],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_tree_with_something_uncommitted_is_refused(copy):
    (copy / "README.md").write_text("")
    assert "not committed" in refusal(copy, VERSION)


def test_a_version_that_the_code_does_not_have_is_refused(copy):
    assert "dengen/__init__.py has another version" in refusal(copy, "9.9.9")


def test_a_version_without_its_section_in_the_changelog_is_refused(copy):
    change(copy, "CHANGELOG.md", re.escape(DAY), "## Unreleased")
    commit(copy)
    assert f'no section "## {VERSION}' in refusal(copy, VERSION)


def test_a_section_of_the_changelog_without_its_day_is_refused(copy):
    change(copy, "CHANGELOG.md", re.escape(DAY), f"## {VERSION}")
    commit(copy)
    assert f"does not say the day of {VERSION}" in refusal(copy, VERSION)


def test_a_version_that_was_released_is_refused(copy):
    git(copy, "tag", f"v{VERSION}")
    assert f"v{VERSION} is a tag already" in refusal(copy, VERSION)


def refusal(folder: Path, version: str) -> str:
    refused = release(folder, version)
    assert refused.returncode == 1
    assert not (folder / "dist").exists()
    return refused.stderr


def test_a_release_is_built_and_keeps_the_board_but_publishes_nothing(project):
    done = release(project, VERSION)
    assert done.returncode == 0, done.stderr
    sums = dict(
        reversed(line.split()) for line in (project / "dist/SHA256SUMS").read_text().splitlines()
    )
    assert sums.keys() == {f"dengen-{VERSION}-py3-none-any.whl", f"dengen-{VERSION}.tar.gz"}
    for name, digest in sums.items():
        assert hashlib.sha256((project / "dist" / name).read_bytes()).hexdigest() == digest
    kept = f"tests/upgrades/snapshots/{VERSION}.json.xz"
    assert git(project, "status", "--porcelain").split() == ["??", kept]
    assert f"git add {kept}" in done.stdout
    assert f"git tag -a v{VERSION}" in done.stdout
    assert not git(project, "tag")
