"""What the tests' own process is, and what one of the board's begins with."""

import subprocess
import sys

from tests.doors.test_cli import ROOT, clean_environment


def test_no_test_makes_a_web_process_of_the_tests_own():
    """Its limits and shared connections would then be those of every test."""
    assert "dengen.wsgi" not in sys.modules


def test_a_process_starts_without_what_only_reads_workbooks():
    code = "import sys, dengen.wsgi; print('openpyxl' in sys.modules)"
    environment = clean_environment() | {
        "DENGEN_SECRET_KEY": "x" * 60,
        "DJANGO_SETTINGS_MODULE": "dengen.settings",
    }
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "False\n"
