"""A web process shares few heaps among its threads and gives back what was large."""

import subprocess
import sys

import pytest

from dengen.commands.serve import HEAPS
from tests.doors.test_cli import ROOT, clean_environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a matter of glibc")
BEGIN = "from dengen.commands.serve import save_memory; save_memory()"
HEAPS_OF_TWENTY_THREADS = """
import ctypes, os, tempfile, threading
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.fdopen.restype = ctypes.c_void_p, ctypes.c_void_p
together = threading.Barrier(20)
def allocate():
    together.wait()
    libc.malloc(5000)
    together.wait()
threads = [threading.Thread(target=allocate) for _one in range(20)]
[one.start() for one in threads]
[one.join() for one in threads]
with tempfile.TemporaryFile() as told:
    stream = ctypes.c_void_p(libc.fdopen(os.dup(told.fileno()), b"w"))
    libc.malloc_info(0, stream)
    libc.fclose(stream)
    told.seek(0)
    print(told.read().count(b"<heap nr="))
"""
# Blocks that the kernel gave and gets back, once one was given back before.
LARGE_BLOCKS = """
import ctypes
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
class Found(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "abcdefghij"]
libc.mallinfo2.restype = Found
before = libc.mallinfo2().d
libc.free(ctypes.c_void_p(libc.malloc(19 * 2**20)))
libc.malloc(19 * 2**20)
print(libc.mallinfo2().d - before)
"""


def told_by(*lines: str) -> int:
    """Return the number that a process with these lines prints."""
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env=clean_environment() | {"DJANGO_SETTINGS_MODULE": "dengen.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def test_threads_of_a_process_that_serves_share_few_heaps():
    assert told_by(HEAPS_OF_TWENTY_THREADS) > HEAPS
    assert told_by(BEGIN, HEAPS_OF_TWENTY_THREADS) <= HEAPS


def test_what_a_password_is_hashed_in_is_given_back_each_time():
    assert told_by(LARGE_BLOCKS) == 0
    assert told_by(BEGIN, LARGE_BLOCKS) == 1
