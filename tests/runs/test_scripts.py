"""What bin/test installs for a test, and how bin/fuzz is asked."""

import re
import subprocess
from importlib.metadata import packages_distributions

import pytest

from tests.doors.test_cli import ROOT
from tests.fuzz.__main__ import TARGETS
from tests.structure.source import normalized

NEEDS = (
    '. bin/_needs.sh; for one in all browser programs; do needs "$one" "$@" && echo "$one"; done; :'
)
ASKED = {
    ("tests/listings", "-k", "template"): [],
    ("tests/japan/test_business_days.py::test_any",): [],
    ("tests/browser",): ["browser"],
    ("tests/browser/test_phone.py::test_any",): ["browser"],
    ("tests/listings", "tests/doors/test_proxies.py"): ["programs"],
    ("tests/faults",): ["all"],
    ("-k", "template"): ["all", "browser", "programs"],
    (): ["all", "browser", "programs"],
}


INCLUDED = {
    "run": ["run"],
    "light": ["run", "light"],
    "bench": ["run", "bench"],
    "test": ["run", "light", "bench", "test"],
}
NAMED = re.compile(r"^([a-z0-9.-]+==\S+)", re.MULTILINE)
# A file that imports what only requirements/test.txt has, or starts a program of ours that does.
HEAVY = r'^ *(?:import|from) (?:{names})\b|"-m", "(?:benchmarks|torture)"'


def pinned(part: str) -> set[str]:
    return set(NAMED.findall((ROOT / "requirements" / f"{part}.txt").read_text("utf-8")))


def shell(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_only_what_the_named_tests_need_is_installed(arguments):
    said = shell("bash", "-euc", NEEDS, "test", *arguments)
    assert said.stdout.split() == ASKED[arguments], said.stderr


def test_who_starts_a_program_or_a_browser_says_so():
    needed = {
        "programs": r"^from tests\.programs import",
        "browser": r"playwright|shutil\.which",
        "all": HEAVY.format(names="|".join(heavy())),
    }
    tests = [(file, file.read_text("utf-8")) for file in (ROOT / "tests").rglob("test_*.py")]
    for what, sign in needed.items():
        starts = [(file, text) for file, text in tests if re.search(sign, text, re.MULTILINE)]
        starts = [one for one in starts if one[0].parent.name != "browser"]
        silent = [file.name for file, text in starts if "pytest.mark.needs_" not in text]
        assert not silent, what


def heavy() -> list[str]:
    """What can be imported only where all of requirements/test.txt is."""
    distributions = {one.partition("==")[0] for one in pinned("test") - pinned("light")}
    return [
        name
        for name, places in packages_distributions().items()
        if {normalized(one) for one in places} <= distributions
    ]


@pytest.mark.parametrize("part", ["run", "light", "bench"])
def test_what_is_pinned_for_a_part_is_what_is_pinned_for_all(part):
    assert pinned(part) < pinned("test")


@pytest.mark.parametrize("made_for", ["run", "light", "bench", "test"])
def test_what_includes_more_is_not_replaced_by_less(made_for, tmp_path):
    (tmp_path / "requirements").symlink_to(ROOT / "requirements")
    (tmp_path / ".venv").mkdir()
    stamp = (ROOT / "requirements" / f"{made_for}.txt").read_bytes()
    (tmp_path / ".venv" / f"dengen-{made_for}.stamp").write_bytes(stamp)
    asking = f'cd {tmp_path}; for one in run light bench test; do holds "$one" && echo "$one"; done'
    said = shell("bash", "-c", f". bin/_python.sh; {asking}")
    assert said.stdout.split() == INCLUDED[made_for]


@pytest.mark.parametrize("wrong", [["clock"], ["--hlep"], ["10x"], ["csv", "long"]], ids=" ".join)
def test_fuzz_answers_what_it_does_not_know_with_its_usage(wrong):
    refused = shell("bin/fuzz", *wrong)
    assert refused.returncode == 2
    assert refused.stderr.startswith("Looks for new input that breaks something")


def test_bin_fuzz_tells_its_targets():
    told = shell("bin/fuzz", "--help")
    assert told.returncode == 0
    line = next(line for line in told.stdout.splitlines() if "TARGET" in line)
    assert set(TARGETS) <= set(re.findall(r"\w+", line))
