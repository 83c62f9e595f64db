"""Measurements that are scripts: each prints its own Markdown."""

from pathlib import Path

from benchmarks.bench import Bench

FOLDER = Path(__file__).parent


def is_there(name: str) -> bool:
    """Whether there is such a script."""
    return (FOLDER / f"{name}.py").exists()


def report(name: str, bench: Bench) -> list[str]:
    """What the script says about each board, whose database DATABASE_URL names."""
    return [
        f"### {name.capitalize()} ({board.name})\n\n{board.run(str(FOLDER / f'{name}.py'))}"
        for board in bench.opened()
    ]
