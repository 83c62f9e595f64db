"""`dengen generate`: a board full of listings, to try out or to measure what it is like."""

import sys
import time
from collections.abc import Iterable

import click

from dengen.demo.bulk.filling import Filling, NotOurs
from dengen.demo.bulk.logins import PASSWORD, STAFF, login_name, staff_login_name

LISTINGS_OF_A_MEMBER = 200
PAUSE_SECONDS = 10  # between two lines where there is no terminal


def generate_listings(listings: int, members: int | None, seed: int) -> None:
    """Fill the board, or go on with it; refuse one that holds anything else."""
    members = members or max(1, listings // LISTINGS_OF_A_MEMBER)
    try:
        filling = Filling(seed=seed, listings=listings, members=members)
        if filling.done:
            click.echo(f"{filling.done:,} listings are there already.")
        show = _draw if sys.stdout.isatty() else _tell
        show(filling.run(), Pace(filling.done, listings))
    except NotOurs as error:
        raise click.ClickException(
            "This board holds something that this command, with these very options, did not "
            "make, or somebody is working on it. It fills only an empty one."
        ) from error
    except KeyboardInterrupt as error:
        raise click.ClickException("Stopped. The same command goes on from here.") from error
    _tell_logins(listings, members)


class Pace:
    """How fast it goes, from `before` to `total`."""

    def __init__(self, before: int, total: int) -> None:
        self.before, self.total = before, total
        self.began = time.monotonic()

    def rate(self, done: int) -> float:
        """Return the listings a second."""
        return (done - self.before) / max(time.monotonic() - self.began, 0.001)

    def seconds_left(self, done: int) -> float:
        """Return the seconds to go, at this rate."""
        return (self.total - done) / max(self.rate(done), 0.001)


def _draw(steps: Iterable[int], pace: Pace) -> None:
    """Draw a bar, with the time that is left."""
    with click.progressbar(length=pace.total, label="Listings", show_pos=True) as bar:
        bar.update(pace.before)
        for done in steps:
            bar.label = f"{pace.rate(done):,.0f} listings a second"
            bar.update(done - bar.pos)


def _tell(steps: Iterable[int], pace: Pace) -> None:
    """Print a line now and then."""
    told = pace.began
    for done in steps:
        if done > pace.before and time.monotonic() - told > PAUSE_SECONDS:
            told = time.monotonic()
            left = pace.seconds_left(done)
            rate = pace.rate(done)
            click.echo(f"{done:,} of {pace.total:,}, {rate:,.0f} a second, {left:,.0f} s left")


def _tell_logins(listings: int, members: int) -> None:
    staff = ", ".join(f"{staff_login_name(number)} ({role})" for number, role in enumerate(STAFF))
    click.echo(f"{listings:,} listings are there.")
    click.echo(f"Members: {login_name(0)} to {login_name(members - 1)}. Staff: {staff}.")
    click.echo(f"Everybody's password: {PASSWORD}")
