"""`bin/torture`: runs all of them, or those that are named, and prints tables in Markdown."""

import signal
from pathlib import Path
from threading import Event
from typing import Any

import click

from benchmarks.boards import ROOT, Boards
from benchmarks.machine import machine
from torture.options import Options
from torture.registry import RUNS, run
from torture.results import keep

FOLDER = ROOT / "var" / "torture"
RESULTS = ROOT / "docs" / "reliability.md"
QUICK: dict[str, Any] = {"seconds": 2.0, "businesses": 500}
DATABASES = {"sqlite": ("sqlite",), "postgresql": ("postgresql",), "both": ("sqlite", "postgresql")}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("runs", nargs=-1, metavar=f"[{' | '.join(RUNS)}]...")
@click.option("--database", type=click.Choice(list(DATABASES)), default="both", show_default=True)
@click.option("--rounds", type=click.IntRange(1), help="As many as usual if unsaid.")
@click.option("--quick", is_flag=True, help="Short rounds, small lists: only to see that it runs.")
@click.option("--seed", default=1, show_default=True, help="Of what is broken when.")
@click.option(
    "--folder", type=click.Path(path_type=Path), default=FOLDER, help="Where the boards are kept."
)
@click.option("--write", is_flag=True, help="Write docs/reliability.md too.")
def torture(  # noqa: PLR0913, PLR0917 - its options
    runs: tuple[str, ...],
    database: str,
    rounds: int | None,
    quick: bool,  # noqa: FBT001 - click gives it by name
    seed: int,
    folder: Path,
    write: bool,  # noqa: FBT001 - as above
) -> None:
    """Break the board on purpose, and count what was lost; fail if anything was.

    Ctrl-C ends the rounds early, and tells what was found until then.
    """
    if unknown := set(runs) - set(RUNS):
        raise click.UsageError(f"No such run: {', '.join(sorted(unknown))}")
    faults: list[str] = []
    boards, stop, sizes = Boards(folder), Event(), QUICK if quick else {}
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        for name in runs or RUNS:
            _module, possible, usual = RUNS[name]
            for one in [one for one in DATABASES[database] if one in possible]:
                boards.renew()  # or what one run leaves behind would be counted in the next
                told = machine()
                found = run(name, Options(boards, one, rounds or usual, seed, stop, **sizes))
                text = "\n".join([found.table.markdown(), *told, ""])
                click.echo(text)
                if write:
                    keep(RESULTS, f"{name} {one}", text)
                faults += [f"{name} ({one}): {fault}" for fault in found.faults]
    finally:
        boards.close()
    if faults:
        raise click.ClickException("\n".join(faults))


torture()
