"""How the workers of all machines are told apart: by machine and process."""

import os
import socket


def own_machine() -> str:
    """Return the name of this machine."""
    return socket.gethostname()[:180]


def own_name() -> str:
    """Return the worker that this process is, among those of all machines."""
    return f"{own_machine()}:{os.getpid()}"


def has_ended(name: str) -> bool:
    """Return whether it was a process of this machine that is no more."""
    machine, _colon, pid = name.rpartition(":")
    if machine != own_machine():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
