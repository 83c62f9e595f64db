"""Processes that live and die together: however it ends, none is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# A server with a process of its own below it, as granian has.
SERVER = """
import os, pathlib, subprocess, sys, time
below = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()} {below.pid}")
time.sleep(60)
"""
TOGETHER = """
import sys
from dengen.commands.processes import run_together
server = [sys.executable, "-c", sys.argv[1]]
run_together({name: [*server, name] for name in sys.argv[2:]}, when_started=lambda check: None)
"""


def processes(folder: Path) -> list[int]:
    """The two servers and what stands below them, once all of them run."""
    files = [folder / "one", folder / "other"]
    end = time.monotonic() + 20
    while time.monotonic() < end:
        found = [int(n) for file in files if file.exists() for n in file.read_text().split()]
        if len(found) == 4:
            return found
        time.sleep(0.05)
    raise AssertionError("they did not start")


def runs(process: int) -> bool:
    """Whether it still does something; one that only waits to be reaped does not."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(state) and not state.startswith("Z")


def all_ended(numbers: list[int]) -> bool:
    end = time.monotonic() + 10
    while any(map(runs, numbers)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(runs, numbers))


@pytest.fixture
def together(tmp_path):
    arguments = [str(tmp_path / name) for name in ("one", "other")]
    process = subprocess.Popen(
        [sys.executable, "-c", TOGETHER, SERVER, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_processes(together, tmp_path, ending):
    numbers = processes(tmp_path)
    together.send_signal(ending)
    assert together.wait(20) == 0
    assert all_ended(numbers)


def test_a_second_ctrl_c_leaves_none_behind(together, tmp_path):
    numbers = processes(tmp_path)
    for _ in range(3):
        together.send_signal(signal.SIGINT)
        time.sleep(0.02)
    together.wait(20)
    assert all_ended(numbers)


def test_one_that_dies_takes_all_others_and_its_own_with_it(together, tmp_path):
    numbers = processes(tmp_path)
    os.kill(numbers[0], signal.SIGKILL)
    assert together.wait(20) != 0
    assert all_ended(numbers)
