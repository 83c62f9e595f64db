"""`bin/breaks [--sample] [NAME …]`: all breaks, a commit's sample, or those of the files named."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import Queue

import click

from tests.breaks.breaks import all_breaks, sample
from tests.breaks.copies import copied, unnoticed
from tests.breaks.databases import kept


@click.command()
@click.option("--sample", "is_sample", is_flag=True, help="Only those that bin/test tries.")
@click.argument("names", nargs=-1)
def main(is_sample: bool, names: tuple[str, ...]) -> None:  # noqa: FBT001 - click's
    """Apply breaks to copies, one after another, and run for each the test that must notice it."""
    faults = sample() if is_sample else all_breaks()
    faults = [one for one in faults if not names or one.source.split(".")[0] in names]
    with ExitStack() as stack:
        trees = [stack.enter_context(copied()) for _processor in range(os.cpu_count() or 1)]
        databases = stack.enter_context(kept(trees[0], {one.database for one in faults}))
        free: Queue = Queue()
        for tree in trees:
            free.put(tree)

        def tried(fault) -> str:
            tree = free.get()
            try:
                return unnoticed(fault, tree, databases)
            finally:
                free.put(tree)

        with ThreadPoolExecutor(len(trees)) as pool:
            wrong = []
            for fault, said in zip(faults, pool.map(tried, faults), strict=True):
                click.echo(f"{'noticed' if not said else 'WRONG':8} {fault}  {fault.test}")
                wrong += [said] if said else []
    for said in wrong:
        click.echo(said, err=True)
    click.echo(f"{len(faults) - len(wrong)} of {len(faults)} breaks were noticed by their tests.")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
