"""A test that ends only with its run: test_leftovers.py ends the run."""

import sys
import time


def test_that_waits():
    sys.stdout.write("waiting\n")
    sys.stdout.flush()
    time.sleep(60)
