"""What can be run. Another one is a module with `run(options) -> Found`, and a line here."""

from importlib import import_module

from torture.options import Found, Options

RUNS = {"kill": "torture.kill"}


def run(name: str, options: Options) -> Found:
    """Runs it to its end."""
    return import_module(RUNS[name]).run(options)
