"""`bin/bench`: runs all measurements, or those that are named, and prints tables in Markdown."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from benchmarks.bench import Bench
from benchmarks.boards import ROOT, Boards
from benchmarks.machine import machine
from benchmarks.registry import names, reports
from benchmarks.results import keep

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
FOLDER = ROOT / "var" / "bench"
DATABASES = {"sqlite": ("sqlite",), "postgresql": ("postgresql",), "both": ("sqlite", "postgresql")}
QUICK: dict[str, Any] = {
    "sizes": (300,),
    "rounds": 1,
    "seconds": 0.1,
    "memory_seconds": 1.0,
    "times": 2,
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("measurements", nargs=-1, metavar=f"[{' | '.join(names())}]...")
@click.option("--database", type=click.Choice(list(DATABASES)), default="sqlite", show_default=True)
@click.option(
    "--sizes", default="10000,100000", show_default=True, help="Numbers of listings, with commas."
)
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--seconds", default=3.0, show_default=True, help="Of each page in each round.")
@click.option("--memory-seconds", default=60.0, show_default=True, help="Of load; an hour is 3600.")
@click.option("--quick", is_flag=True, help="A tiny board and one round: only to see that it runs.")
@click.option(
    "--folder", type=click.Path(path_type=Path), default=FOLDER, help="Where the boards are kept."
)
@click.option("--write", is_flag=True, help="Write benchmarks/RESULTS.md too.")
def bench(  # noqa: PLR0913, PLR0917 - its options
    measurements: tuple[str, ...],
    database: str,
    sizes: str,
    rounds: int,
    seconds: float,
    memory_seconds: float,
    quick: bool,  # noqa: FBT001 - click gives it by name
    folder: Path,
    write: bool,  # noqa: FBT001 - as above
) -> None:
    """Measure how fast the board is; see benchmarks/README.md."""
    if unknown := set(measurements) - set(names()):
        raise click.UsageError(f"No such measurement: {', '.join(sorted(unknown))}")
    options: dict[str, Any] = {
        "sizes": tuple(sorted(int(size.replace("_", "")) for size in sizes.split(","))),
        "rounds": rounds,
        "seconds": seconds,
        "memory_seconds": memory_seconds,
    }
    boards = Boards(folder)
    run = Bench(boards, DATABASES[database], **(QUICK if quick else options))
    click.echo(_heading())
    try:
        for name in measurements or names():
            told = [_heading()]
            for text in reports(name, run):
                click.echo(text)
                told.append(text)
            if write:
                keep(RESULTS, f"{name} {database}", "\n".join(told))
    finally:
        boards.close()
    if run.faults:
        raise click.ClickException("\n".join(run.faults))


def _heading() -> str:
    day = datetime.now(UTC).date()
    return "\n".join([f"- Day: {day}", *machine(), ""])


bench()
