"""Measurements that are scripts: each prints its own Markdown."""

from pathlib import Path

from benchmarks.bench import Bench

FOLDER = Path(__file__).parent


def report(name: str, bench: Bench) -> list[str]:
    """Return what the script says about each board, whose database DATABASE_URL names."""
    times = 3 * bench.times  # the slowest in a hundred wants many
    command = [str(FOLDER / f"{name}.py"), f"--rounds={bench.rounds}", f"--times={times}"]
    return [
        f"### {name.capitalize()} ({board.name})\n\n{board.run(*command)}"
        for board in bench.opened()
    ]
