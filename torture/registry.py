"""What can be run."""

from importlib import import_module

from torture.options import Found, Options

# By name: a module with `run(options) -> Found`, the databases that it runs on, its rounds.
RUNS = {
    "kill": ("torture.kill", ("sqlite", "postgresql"), 200),
    "logins": ("torture.logins", ("sqlite", "postgresql"), 3),
    "imports": ("torture.imports", ("sqlite", "postgresql"), 20),
    "hanging": ("torture.hanging", ("sqlite", "postgresql"), 3),
    "failover": ("torture.failover", ("postgresql",), 10),
}


def run(name: str, options: Options) -> Found:
    """Run it to its end."""
    return import_module(RUNS[name][0]).run(options)
