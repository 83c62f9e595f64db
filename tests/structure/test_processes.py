"""What the tests' own process is."""

import sys


def test_no_test_makes_a_web_process_of_the_tests_own():
    """Its limits and shared connections would then be those of every test."""
    assert "dengen.wsgi" not in sys.modules
