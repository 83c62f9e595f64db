"""`dengen`: the command line. Each command's work stands in dengen/commands/ or in a room."""

import sys
from contextlib import nullcontext

import click
from django.core.management import execute_from_command_line

from dengen import VERSION
from dengen.cli.backups import backup, release_mails, restore
from dengen.cli.setting_up import set_up, set_up_to_write
from dengen.commands.asking import Asked

PORT = click.IntRange(0, 65535)
# Those of accounts/membership/role.py, whose import would double the time that `dengen` takes.
ROLES = ["reviewer", "administrator", "auditor"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="dengen %(version)s")
def main() -> None:
    """Dengen, the board for generating capacity (発電設備等の情報掲示板).

    Settings come from the environment; README.md lists them all.
    """


for command in (backup, restore, release_mails):
    main.add_command(command)


@main.command()
@click.option("--port", type=PORT, default=8000, show_default=True, help="Where the board listens.")
def demo(port: int) -> None:
    """Run the board with lifelike data, to try it out."""
    from dengen.commands.demo import prepare_environment, run_demo

    prepare_environment(port)
    set_up()
    run_demo(port)


@main.command()
def migrate() -> None:
    """Create or update the tables, the postal codes and the static files."""
    set_up()
    from dengen.commands.installing import bring_up_to_date

    bring_up_to_date(verbosity=1)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=PORT, default=8000, show_default=True, help="The port to listen on.")
@click.option("--workers", default=2, show_default=True, help="How many processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the board's pages (behind a proxy that speaks TLS)."""
    set_up()
    from django.conf import settings
    from django.shortcuts import resolve_url

    from dengen.commands.installing import refuse_unprepared
    from dengen.commands.key import refuse_wrong_key
    from dengen.commands.listening import listening_fault
    from dengen.commands.open_demo import open_demo_fault
    from dengen.commands.serve import (
        counting_together,
        serve_board,
        sharing_pages,
        tell_of_wrong_clock,
    )
    from dengen.serving import Limits

    if fault := open_demo_fault():
        raise click.ClickException(fault)
    if fault := listening_fault(host, port):
        raise click.ClickException(f"Port {port} of {host} can't be used ({fault}).")
    refuse_wrong_key()
    refuse_unprepared()
    tell_of_wrong_clock()
    with sharing_pages(), counting_together() if settings.METRICS_TOKEN else nullcontext():
        limits = Limits(
            settings.THREADS,
            settings.TRUSTED_PROXIES,
            settings.BODY_SILENCE_SECONDS,
            settings.BODY_SECONDS,
            largest=settings.LARGEST_BODY,
            # One password is hashed, one login is before that, one behind: a hundred that begin at
            # once would keep pages waiting for the interpreter.
            in_turn=frozenset({resolve_url(settings.LOGIN_URL)}),
            turns=settings.HASHES_AT_ONCE + 2,
        )
        serve_board(host, port, workers, limits=limits)


@main.command()
def worker() -> None:
    """Send the mails and do the housekeeping, until stopped."""
    set_up()
    from dengen.commands.key import refuse_wrong_key
    from dengen.commands.worker import run_worker

    refuse_wrong_key()
    run_worker()


@main.command()
@click.option("--listings", type=click.IntRange(min=1), required=True, help="How many listings.")
@click.option(
    "--members",
    type=click.IntRange(min=1),
    help="How many members; one for 200 listings if unsaid.",
)
@click.option("--seed", default=1, show_default=True, help="Another one gives other listings.")
def generate(listings: int, members: int | None, seed: int) -> None:
    """Fill an empty board with lifelike listings; stopped, it goes on where it was."""
    set_up_to_write()
    from dengen.commands.generate import generate_listings

    generate_listings(listings, members, seed)


@main.command("create-operator")
@click.option("--login-id", cls=Asked, prompt="Login ID (8 to 32 letters and digits)")
@click.option("--name", cls=Asked, prompt="Name")
@click.option("--email", cls=Asked, prompt="Mail address")
@click.option(
    "--role",
    cls=Asked,
    type=click.Choice(ROLES),
    default="administrator",
    show_default=True,
    prompt=True,
)
@click.password_option(cls=Asked, envvar="DENGEN_OPERATOR_PASSWORD")
def create_operator(login_id: str, name: str, email: str, role: str, password: str) -> None:
    """Add one of the operator's staff."""
    set_up_to_write()
    from dengen.commands.key import refuse_wrong_key
    from dengen.commands.operator import create

    refuse_wrong_key()
    create(login_id=login_id, name=name, email=email, role=role, password=password)


@main.command("reset-second-factor")
@click.argument("login_id")
def reset_second_factor(login_id: str) -> None:
    """Let one of the operator's staff set up the second factor anew."""
    set_up_to_write()
    from dengen.commands.operator import reset_second_factor as reset

    reset(login_id)


@main.command()
def reseal() -> None:
    """Encrypt with the present secret key what a former one has encrypted."""
    set_up_to_write()
    from dengen.commands.operator import reseal as reseal_all

    reseal_all()


@main.command()
@click.option("--deploy", is_flag=True, expose_value=False, help="As always; Django's word for it.")
@click.option("--drill", is_flag=True, help="For a restored board that reaches nobody.")
def check(*, drill: bool) -> None:
    """Check that the board is set up safely and completely.

    With --drill a board without a mail server, TLS or settings of its own is as it should be, and
    one with a mail server is not.
    """
    set_up()
    from dengen.commands.check import check_board

    check_board(is_drill=drill)


@main.group()
def readonly() -> None:
    """Let people read the board while it takes no changes: for an upgrade."""


BY = click.option("--by", metavar="LOGIN_ID", required=True, help="The administrator who does it.")


@readonly.command("on")
@BY
@click.option("--reason", default="", help="Why: every page says it.")
def readonly_on(by: str, reason: str) -> None:
    """Make the board read-only from now on; every page says so, and mails wait."""
    set_up()
    from dengen.commands.key import refuse_wrong_key
    from dengen.commands.readonly import begin

    refuse_wrong_key()
    begin(by, reason)


@readonly.command("off")
@BY
def readonly_off(by: str) -> None:
    """Let the board take changes again."""
    set_up()
    from dengen.commands.key import refuse_wrong_key
    from dengen.commands.readonly import end

    refuse_wrong_key()
    end(by)


@main.group()
def audit() -> None:
    """Look after the audit trail."""


@audit.command()
@click.option(
    "--head",
    metavar="NUMBER:DIGEST",
    default="",
    help="A head that was noted down earlier: the trail must still go through it.",
)
def verify(head: str) -> None:
    """Check that nobody has changed, removed, added or moved an event of the trail."""
    set_up()
    from dengen.commands.audit import verify_trail

    verify_trail(head)


@audit.command()
@BY
@click.option("--reason", required=True, help="Why: it stands in the trail for good.")
def acknowledge(by: str, reason: str) -> None:
    """Take as it is what was sealed with a wrong key, or an end of the trail that is lost.

    For when `dengen audit verify` fails, and it is known why. The trail then says who did it.
    """
    set_up_to_write()
    from dengen.commands.audit import acknowledge_trail

    acknowledge_trail(by, reason)


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run any management command of Django, as `manage.py` does.

    While the board is read-only those that only read work.
    """
    set_up()
    from dengen.commands.readonly import obeying_read_only

    with obeying_read_only(later=arguments[:1] != ("migrate",)):
        execute_from_command_line([f"{sys.argv[0]} manage", *arguments])
