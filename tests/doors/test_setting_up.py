"""What bin/demo and bin/test say when they can't set up what they need."""

import os
import re
import subprocess
import sys

from tests.doors.test_cli import ROOT

SCRIPT = f"""
. {ROOT}/bin/_python.sh
find_python() {{ return 1; }}
find_uv() {{ echo ./uv; }}
install run
"""
UV = """#!/bin/sh
echo "error: Failed to download https://python.example/3.13.tar.gz" >&2
exit 2
"""


def test_where_no_python_can_be_downloaded_it_says_uvs_reason_and_the_ways_out(tmp_path):
    (tmp_path / "uv").write_text(UV)
    (tmp_path / "uv").chmod(0o755)
    result = subprocess.run(
        ["bash", "-c", SCRIPT], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    for told in ["Failed to download https://python.example", "UV_PYTHON_INSTALL_MIRROR"]:
        assert told in result.stderr


def test_a_python_that_uv_python_names_is_taken(tmp_path):
    (tmp_path / "mine").symlink_to(f"{ROOT}/.venv/bin/python")
    script = f"UV_PYTHON={tmp_path}/mine; . {ROOT}/bin/_python.sh; find_python"
    found = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == f"{tmp_path}/mine"


def test_what_is_needed_goes_into_the_projects_environment_whatever_python_is_named(tmp_path):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").touch()
    (tmp_path / "uv").write_text('#!/bin/sh\n[ "$1" = venv ] || echo "$*"\n')
    (tmp_path / "uv").chmod(0o755)
    named = {"UV_PYTHON": sys.executable}
    script = f". {ROOT}/bin/_python.sh; find_uv() {{ echo ./uv; }}; install run"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=os.environ | named,
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.fullmatch(r"pip sync .*--python \.venv .*", done.stdout.strip()), done.stderr
