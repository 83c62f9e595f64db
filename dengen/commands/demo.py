"""`dengen demo`: everything that the board needs, in one folder, with lifelike data."""

import os
import secrets
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import click
from django.core.management import call_command

from dengen.commands.listening import listening_fault
from dengen.commands.processes import run_together

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 30
FREE_PORT, LAST_PORT = 1024, 65535  # below, only root may listen


def prepare_environment(port: int) -> None:
    """Prepare the folder and the settings of a demo, before anything is loaded."""
    refuse_taken(port)
    set_environment(Path(os.environ.get("DENGEN_DATA_DIR") or default_folder()), port)


def default_folder() -> Path:
    """Return a folder in a checkout's `var`, or, once installed, in the current one."""
    is_checkout = (ROOT / "pyproject.toml").exists()
    return ROOT / "var" / "demo" if is_checkout else Path.cwd() / "dengen-demo"


def run_demo(port: int) -> None:
    """Prepare the data, start the web and the mail worker, and wait for Ctrl-C."""
    call_command("prepare_demo")
    dengen = [sys.executable, "-m", "dengen"]
    run_together(
        {
            "web": [*dengen, "serve", "--port", str(port), "--workers", "1"],
            "mail worker": [*dengen, "worker"],
        },
        when_started=lambda check: announce(port, check),
    )


def refuse_taken(port: int) -> None:
    """Fail with one clear line if something else listens there, or if only root may."""
    other = port + 1 if FREE_PORT <= port < LAST_PORT else 8000
    advice = f"Choose another one: bin/demo --port {other}"
    if port and any(answers(host, port) for host in ("127.0.0.1", "::1")):
        raise click.ClickException(f"Port {port} is taken. {advice}")
    if fault := listening_fault("127.0.0.1", port):
        raise click.ClickException(f"Port {port} can't be used ({fault}). {advice}")


def answers(host: str, port: int) -> bool:
    """Return whether something listens there: browsers try both addresses of localhost."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def set_environment(folder: Path, port: int) -> None:
    """Set the demo's settings, for this process and those that it starts."""
    key = folder / "secret-key"
    if (folder / "dengen.sqlite3").exists() and not key.exists():
        raise click.ClickException(f"{folder} holds another board's data; a demo needs its own.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not key.exists() or not key.read_text():
            key.touch(mode=0o600)
            key.write_text(secrets.token_urlsafe(50))
    except OSError as error:
        raise click.ClickException(
            f"The demo can't write into {folder} ({error.strerror}). "
            "Choose another folder: DENGEN_DATA_DIR=/some/folder bin/demo"
        ) from error
    ours = {
        "DENGEN_DEMO": "1",
        "DENGEN_SECOND_FACTOR": "optional",  # its logins are printed; who likes may set one up
        "DENGEN_DATA_DIR": str(folder),
        "DENGEN_SECRET_KEY": key.read_text(),
        "DENGEN_SITE_URL": f"http://localhost:{port}",
        "PYTHONPATH": str(ROOT),
    }
    # A shell of a real board may name its database and mail server, also by files, which win.
    for name in [*ours, "DATABASE_URL", "DENGEN_MAIL_URL"]:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    os.environ |= ours
    os.environ.setdefault("DENGEN_LOG_LEVEL", "WARNING")  # who tries it out looks at the pages
    os.environ.setdefault("DENGEN_LOG_FORMAT", "text")


def announce(port: int, check: Callable[[], None]) -> None:
    """Wait until the board answers, then tell how to use it; `check` raises if it can't."""
    address = f"http://localhost:{port}"
    wait_for(f"http://127.0.0.1:{port}/login/", check)
    from dengen.demo.cast import LOGINS

    click.echo(f"\n  The board runs at {address}\n")
    for role, login_id, password in LOGINS:
        click.echo(f"    {role}: {login_id}  /  {password}")
    click.echo(f"\n  Outgoing mails: {address}/demo/mails/")
    click.echo("  Stop it with Ctrl-C.\n")


def wait_for(address: str, check: Callable[[], None]) -> None:
    """Return once the page is there; raise ClickException if it does not come."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        check()
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise click.ClickException(f"The board did not answer within {START_SECONDS} seconds.")
