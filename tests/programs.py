"""Programs of others that our files are tried with."""

import shutil
import sys

import pytest


def find_program(name: str) -> str:
    """Where it is. On Debian bin/test installs them for tests with the mark `needs_programs`."""
    if path := shutil.which(name) or shutil.which(name, path="/usr/sbin"):
        return path
    if sys.platform == "linux":
        pytest.fail(f"{name} is not here: bin/test installs it, or `apt install` does")
    pytest.skip(f"{name} is not here")
