"""Run `dengen …`, and send this process a signal at a moment that is the same in every run.

`python -m tests.backup.interrupted SIGNAL EVENT NAME CALL arguments…`: when Python's audit event
EVENT is about a file whose name begins with NAME, or CALL calls of functions after that. It says
"struck" then.
"""

import os
import runpy
import signal
import sys
from pathlib import Path


def main() -> None:
    """Run the command, and watch it from within."""
    number = getattr(signal, sys.argv[1])
    wanted, name, left = sys.argv[2], sys.argv[3], int(sys.argv[4])
    sys.argv = ["dengen", *sys.argv[5:]]
    is_over = False

    def strike() -> None:
        nonlocal is_over
        is_over = True
        os.write(2, b"struck\n")
        os.kill(os.getpid(), number)

    def count(frame, event, argument) -> None:
        nonlocal left
        left -= event == "call"
        if left < 0:
            sys.setprofile(None)
            strike()

    def watch(event, arguments) -> None:
        if is_over or event != wanted or sys.getprofile():
            return
        if Path(str(arguments[0])).name.startswith(name):
            sys.setprofile(count) if left else strike()

    sys.addaudithook(watch)
    runpy.run_module("dengen", run_name="__main__")


if __name__ == "__main__":
    main()
