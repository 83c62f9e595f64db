"""`dengen worker`: works until it is told to stop, and finishes the mail in hand."""

import signal
import threading

from dengen.database import limits, read_only
from dengen.mail.worker import run


def run_worker() -> None:
    """Run the worker until SIGTERM or Ctrl-C, which end it after the step in hand."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    limits.apply(limits.WORKER)
    read_only.obey()
    run(stop)
