"""Hosts of a small network: with network namespaces where that is allowed, else on this host.

A host has an address, runs processes, and can be cut off from the others and joined again.
Namespaces are made as root on Linux. Everywhere else all hosts are this one, told apart by ports
alone, and one that is cut off is frozen instead: it answers as little, but those who have asked it
don't notice.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import psutil

# Of this process alone: others may have hosts of their own at the same time.
BRIDGE, NETWORK = f"dengen{os.getpid()}", f"10.117.{os.getpid() % 250}"
NOTICED_SECONDS = 10
HERE = f"{NETWORK}.1"  # this host, where the clients and the mail server are


class Host:
    """On this host: no network of its own."""

    kind, has_cable = "ports of one host", False

    def __init__(self, name: str, number: int) -> None:
        self.name, self.address = name, "127.0.0.1"
        self.outside = "127.0.0.1"  # how this host reaches the clients and the mail server
        self._number = number
        self._processes: list[subprocess.Popen] = []

    def start(self, command: Sequence[str], **options: Any) -> subprocess.Popen:
        """Return a process of this host; options as of `subprocess.Popen`."""
        process = subprocess.Popen([*self._prefix(), *command], **options)
        self._processes.append(process)
        return process

    def cut(self) -> None:
        """Cut the host off: nobody hears from it any more."""
        self._signal(signal.SIGSTOP)

    def join(self) -> None:
        """Bring the host back."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """Cut the host's power."""
        self._signal(signal.SIGKILL)
        for process in self._processes:
            process.wait()
        self._processes.clear()

    def close(self) -> None:
        """Leave nothing behind."""
        self.join()
        self.kill()

    def _prefix(self) -> list[str]:
        return []

    def _signal(self, number: int) -> None:
        for started in self._processes:
            with suppress(psutil.NoSuchProcess):
                main = psutil.Process(started.pid)
                for process in [main, *main.children(recursive=True)]:
                    with suppress(psutil.NoSuchProcess):
                        process.send_signal(number)


class NetworkHost(Host):
    """In a network namespace, with a cable to the bridge."""

    kind, has_cable = "network namespaces", True

    def __init__(self, name: str, number: int) -> None:
        super().__init__(name, number)
        self.address, self.outside = f"{NETWORK}.{10 + number}", HERE
        self._space, self._cable = f"{BRIDGE}-{name}", f"{BRIDGE}c{number}"
        _ip("netns", "add", self._space)
        _ip("link", "add", self._cable, "type", "veth", "peer", "eth0", "netns", self._space)
        _ip("link", "set", self._cable, "master", BRIDGE, "up")
        _ip("-n", self._space, "address", "add", f"{self.address}/24", "dev", "eth0")
        _ip("-n", self._space, "link", "set", "eth0", "up")
        _ip("-n", self._space, "link", "set", "lo", "up")

    def cut(self) -> None:
        """Pull the cable."""
        _ip("link", "set", self._cable, "down")

    def join(self) -> None:
        """Put it in again; return once the host has noticed.

        Whom it looked for in vain meanwhile it would take to be away for some seconds more.
        """
        _ip("link", "set", self._cable, "up")
        end = time.monotonic() + NOTICED_SECONDS
        while "state UP" not in _ip("-n", self._space, "link", "show", "eth0"):
            if time.monotonic() > end:
                raise RuntimeError(f"{self.name} does not notice its cable")
            time.sleep(0.05)
        _ip("-n", self._space, "neigh", "flush", "dev", "eth0")

    def close(self) -> None:
        """Leave nothing behind."""
        self.kill()
        _ip("netns", "delete", self._space)

    def _prefix(self) -> list[str]:
        return ["ip", "netns", "exec", self._space]


@contextmanager
def hosts(*names: str) -> Iterator[dict[str, Host]]:
    """Yield hosts by name; end them and all that runs on them afterwards."""
    kind = NetworkHost if _has_namespaces() else Host
    if kind is NetworkHost:
        _bridge()
    made: dict[str, Host] = {}
    try:
        for number, name in enumerate(names):
            made[name] = kind(name, number)
        yield made
    finally:
        for host in made.values():
            host.close()
        if kind is NetworkHost:
            _ip("link", "delete", BRIDGE)


def _has_namespaces() -> bool:
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("ip"):
        return False
    return (
        subprocess.run(
            ["unshare", "--net", "true"], check=False, stderr=subprocess.DEVNULL
        ).returncode
        == 0
    )


def _bridge() -> None:
    _ip("link", "add", BRIDGE, "type", "bridge")
    _ip("address", "add", f"{HERE}/24", "dev", BRIDGE)
    _ip("link", "set", BRIDGE, "up")


def _ip(*arguments: str) -> str:
    done = subprocess.run(["ip", *arguments], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout
