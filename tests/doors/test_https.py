"""A board whose address is https: cookies, HSTS, and `dengen check` without a word of warning."""

import json
import secrets
import subprocess
import sys

import pytest

from tests.doors.test_cli import ROOT, clean_environment

# In a process of its own, for the address is read with the settings.
SCRIPT = """
import json
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from dengen.accounts.terms.first_terms import publish_first_terms
from tests import factories

call_command("migrate", verbosity=0)
publish_first_terms()
call_command("check", deploy=True, fail_level="WARNING")
factories.operator(login_id="Shinsa2026")
KEPT = ("secure", "httponly", "samesite", "path", "domain")
client = Client(headers={"Host": "board.example.jp"})
get = lambda path, **how: client.get(path, **({"secure": True} | how))
plain, page = get("/login/", secure=False), get("/login/")
form = {"login_id": "Shinsa2026", "password": factories.PASSWORD}
client.post("/login/", form, secure=True)
other = Client(headers={"Host": "board.example.jp"})
other.get("/login/second-step/", secure=True)
source = ["/static/../wsgi.py", "/static/..%2f..%2fwsgi.py", "/.git/config", "/wsgi.py",
    "/static/", "/static/ui/", "/static//etc/passwd", "/dengen.sqlite3", "/var/dengen.sqlite3"]
print(json.dumps({
    "plain": [plain.status_code, plain.headers.get("Location")],
    "headers": dict(page.headers),
    "cookies": {name: {key: value[key] for key in KEPT} for name, value in client.cookies.items()},
    "messages": sorted(other.cookies),
    "source": {path: get(path).status_code for path in source},
    "trace": [answer.status_code if (answer := client.generic("TRACE", "/login/", secure=True,
        headers={"X-Secret": "0123456789"})) else 0, "0123456789" in answer.text],
}))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> dict:
    """What a browser sees of it."""
    environment = clean_environment() | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
        "DENGEN_DATA_DIR": str(tmp_path_factory.mktemp("https")),
        "DENGEN_SITE_URL": "https://board.example.jp",
        "DENGEN_ALLOWED_HOSTS": "board.example.jp",
        "DENGEN_SECOND_FACTOR": "optional",
        "DENGEN_DEMO": "0",
        "DENGEN_MAIL_URL": "smtp+tls://board:secret@mail.example.jp:587",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_with_tls_every_cookie_is_the_hosts_alone(seen):
    assert set(seen["cookies"]) == {"__Host-session", "__Host-csrf", "__Host-known"}
    for cookie in seen["cookies"].values():
        assert cookie["secure"]
        assert cookie["samesite"] == "Lax"
        assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert seen["cookies"]["__Host-session"]["httponly"]
    assert seen["cookies"]["__Host-known"]["httponly"]
    assert seen["messages"] == ["__Host-messages"]


def test_with_tls_browsers_are_told_to_stay_with_it(seen):
    assert seen["plain"] == [301, "https://board.example.jp/login/"]
    assert seen["headers"]["Strict-Transport-Security"] == "max-age=31536000"


def test_reports_go_to_the_board_itself(seen):
    assert seen["headers"]["Reporting-Endpoints"] == 'csp="https://board.example.jp/csp-reports/"'


def test_nothing_of_the_source_is_served(seen):
    assert set(seen["source"].values()) <= {302, 404}


def test_the_method_trace_echoes_nothing(seen):
    assert seen["trace"][1] is False
