"""What bin/test installs for a test, and how bin/fuzz is asked."""

import re
import subprocess

import pytest

from tests.doors.test_cli import ROOT
from tests.fuzz.__main__ import TARGETS

NEEDS = '. bin/_needs.sh; for one in browser programs; do needs "$one" "$@" && echo "$one"; done; :'
ASKED = {
    ("tests/listings", "-k", "template"): [],
    ("tests/japan/test_business_days.py::test_any",): [],
    ("tests/browser",): ["browser"],
    ("tests/browser/test_phone.py::test_any",): ["browser"],
    ("tests/listings", "tests/doors/test_proxies.py"): ["programs"],
    ("-k", "template"): ["browser", "programs"],
    (): ["browser", "programs"],
}


def shell(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_only_what_the_named_tests_need_is_installed(arguments):
    said = shell("bash", "-euc", NEEDS, "test", *arguments)
    assert said.stdout.split() == ASKED[arguments], said.stderr


def test_who_starts_a_program_or_a_browser_says_so():
    needed = {"programs": r"^from tests\.programs import", "browser": r"playwright|shutil\.which"}
    tests = [(file, file.read_text("utf-8")) for file in (ROOT / "tests").rglob("test_*.py")]
    for what, sign in needed.items():
        starts = [(file, text) for file, text in tests if re.search(sign, text, re.MULTILINE)]
        starts = [one for one in starts if one[0].parent.name != "browser"]
        silent = [file.name for file, text in starts if "pytest.mark.needs_" not in text]
        assert not silent, what


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
