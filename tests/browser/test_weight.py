"""How little a first visit loads, from the board as it really runs: `dengen serve`, cold cache."""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from benchmarks.weight import DESKTOP, PHONE, Visit, logged_in, visit
from dengen.commands.demo import wait_for
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parent.parent.parent
# Requests and bytes over the wire, the icon and all headers included.
LIMITS = {
    "/login/": (5, 15_000),
    "/apply/": (8, 24_000),
    "/": (5, 18_000),
    "/listings/": (5, 20_000),
    "/listings/{listing}/": (5, 15_000),
    "/listings/new/": (13, 180_000),
    "/console/": (6, 18_000),
    "/console/listings/": (8, 22_000),
}


@pytest.fixture
def address(tmp_path):
    """The board, serving the tests' database under an address of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "DENGEN_DATA_DIR": str(tmp_path),
        "DENGEN_SECOND_FACTOR": "optional",
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
        "DENGEN_SITE_URL": address,
        "DJANGO_SETTINGS_MODULE": "dengen.settings",
    }
    dengen = [sys.executable, "-m", "dengen"]
    collect = [*dengen, "manage", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, env=environment, cwd=ROOT, check=True)
    serve = [*dengen, "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(serve, env=environment, cwd=ROOT)
    wait_for(f"{address}/login/", lambda: None)
    yield address
    process.terminate()
    process.wait(20)


@pytest.fixture
def visits(chromium, address) -> dict[str, list[Visit]]:
    """Each page on a phone, the list on a desktop too; list and queue are as long as they get."""
    member, operator = factories.member(), factories.operator()
    listings = [factories.published(member, by=operator) for _ in range(20)]
    for _ in range(20):
        factories.listing(member)
    cookies = {
        account: logged_in(chromium, address, str(account.login), factories.PASSWORD)
        for account in (member, operator)
    }

    def opened(path: str) -> list[Visit]:
        who = operator if path.startswith("/console/") else member
        state = None if path in {"/login/", "/apply/"} else cookies[who]
        url = address + path.format(listing=listings[0].pk)
        widths = (PHONE, DESKTOP) if path == "/listings/" else (PHONE,)
        return [visit(chromium, url, state=state, width=width) for width in widths]

    return {path: opened(path) for path in LIMITS}


def test_a_first_visit_is_light_and_nothing_jumps(visits):
    for path, (requests, size) in LIMITS.items():
        for found in visits[path]:
            assert len(found.addresses) <= requests, f"{path} loads {found.addresses}"
            assert found.total <= size, f"{path} loads {found.sizes}"
            assert not found.moved, f"{path} moves while it is read by {found.shift}"
    for path in LIMITS.keys() - {"/listings/new/"}:
        assert not any("editor" in address for address in visits[path][0].addresses)
    assert any("captcha_worker" in address for address in visits["/apply/"][0].addresses)
