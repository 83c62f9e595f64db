"""What an administrator takes out of deploy/ and docs/operate.md names things that there are."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.urls import reverse
from granian.http import HTTP1Settings

from dengen.cli import main
from tests.programs import find_program
from tests.structure.source import ROOT
from tests.structure.test_settings_table import readings

DEPLOY = ROOT / "deploy"
GUIDE = ROOT / "docs" / "operate.md"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
UNITS = sorted(DEPLOY.glob("systemd/*.service"))
OWN = {"DENGEN_HOST", "DENGEN_UPSTREAM", "DENGEN_REQUEST_BUFFERS"}  # of compose and the proxy alone
EXPOSED = 20  # tenths of systemd's measure: 0 is locked up, 100 is wide open
INSTALLED = re.compile(r"uv pip (?:sync|install) --python \.venv .*")
SETTING = re.compile(r"\b(?:DENGEN_[A-Z_]+[A-Z]|DATABASE_URL)\b")
COMMAND = re.compile(r"(?:`|^|&& |bin/|-m )dengen ([a-z][a-z-]+)", re.MULTILINE)
PROGRAMS = {
    "nginx": ("nginx/dengen.conf", ["-t", "-q", "-c"]),
    "haproxy": ("patroni/haproxy.cfg", ["-c", "-q", "-f"]),
    "caddy": ("caddy/Caddyfile", ["validate", "--adapter", "caddyfile", "--config"]),
}


def read_yaml(name: str) -> dict:
    return yaml.safe_load((DEPLOY / name).read_text("utf-8"))


def run(*command: object) -> subprocess.CompletedProcess:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


@pytest.mark.parametrize("file", [*FILES, GUIDE], ids=lambda file: file.name)
def test_every_setting_that_is_named_is_one(file):
    named = {name.removesuffix("_FILE") for name in SETTING.findall(file.read_text("utf-8"))}
    assert named <= readings().keys() | OWN


@pytest.mark.parametrize("file", [*FILES, GUIDE], ids=lambda file: file.name)
def test_every_command_that_is_named_is_one(file):
    assert set(COMMAND.findall(file.read_text("utf-8"))) <= main.commands.keys()


@pytest.mark.parametrize(
    ("file", "idle"),
    [
        ("nginx/dengen.conf", r"upstream dengen {[^}]*keepalive_timeout (\d+)s;"),
        ("caddy/Caddyfile", r"transport http {[^}]*keepalive (\d+)s"),
    ],
)
def test_a_proxy_lets_go_of_an_idle_connection_before_the_board_does(file, idle):
    seconds = int(re.search(idle, (DEPLOY / file).read_text("utf-8"))[1])
    assert seconds * 1000 < HTTP1Settings().header_read_timeout  # idle ones too, as measured


def test_every_file_that_the_guide_names_is_there():
    named = set(re.findall(r"deploy/[\w./-]+\w", GUIDE.read_text("utf-8")))
    assert len(named) > 5
    assert not [path for path in named if not (ROOT / path).exists()]


class TestContainer:
    TEXT = (DEPLOY / "Containerfile").read_text("utf-8")

    def test_what_it_copies_is_there(self):
        built = {"dist/dengen-*-py3-none-any.whl"}  # bin/build's
        copied = set(re.findall(r"^COPY (?!--from)(\S+)", self.TEXT, re.MULTILINE))
        assert copied > built
        assert not [path for path in copied - built if not (ROOT / path).exists()]

    def test_nothing_that_the_container_copies_is_kept_from_it(self):
        kept = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        assert not {"dist", "requirements"} & set(kept)

    def test_the_container_installs_the_wheel_and_no_checkout(self):
        assert "pip install --no-cache-dir --no-deps --no-index /tmp/dengen-*.whl" in self.TEXT
        assert "COPY dengen" not in self.TEXT

    def test_the_container_takes_only_pinned_dependencies(self):
        assert "--require-hashes -r /tmp/run.txt" in self.TEXT

    def test_the_container_does_not_run_as_root(self):
        assert re.findall(r"^USER (\w+)", self.TEXT, re.MULTILINE)[-1] == "dengen"

    def test_the_container_has_a_python_that_the_wheel_takes(self):
        images = re.findall(
            r"^FROM docker\.io/library/python:(\d+)\.(\d+)-", self.TEXT, re.MULTILINE
        )
        wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        least = re.findall(r"\d+", wanted["requires-python"])
        assert len(images) == 2
        assert images[0] == images[1]  # what is built in the one runs in the other
        assert list(map(int, images[0])) >= list(map(int, least))

    def test_the_container_asks_for_its_health_where_the_board_tells_it(self):
        line = re.search(
            r"^HEALTHCHECK .* CMD (\[.*\])$", self.TEXT.replace("\\\n", ""), re.MULTILINE
        )
        program, option, code = json.loads(line[1])
        assert (program, option) == ("python", "-c")
        address = urlsplit(re.search(r"http://[^']+", code)[0])
        ports = {one.name: one.default for one in main.commands["serve"].params}
        assert (address.path, address.port) == (reverse("watch:live"), ports["port"])

    def test_caddy_serves_a_board_that_is_only_short_of_room(self):
        text = (DEPLOY / "caddy" / "Caddyfile").read_text("utf-8")
        assert re.findall(r"health_uri (\S+)", text) == [reverse("watch:live")]

    def test_all_that_the_container_writes_lies_where_its_user_may(self):
        folders = set(
            re.search(r"install -d -o dengen -m 700 (.+)$", self.TEXT, re.MULTILINE)[1].split()
        )
        data = re.search(r"DENGEN_DATA_DIR=(\S+)", self.TEXT)[1]
        mounted = {one.split(":")[1] for one in read_yaml("compose.yaml")["x-dengen"]["volumes"]}
        assert data in folders
        assert mounted == folders


class TestCompose:
    FILE = read_yaml("compose.yaml")
    SERVICES = FILE["services"]

    def test_compose_wants_only_what_its_first_lines_set(self):
        text = (DEPLOY / "compose.yaml").read_text("utf-8")
        assert set(re.findall(r"\$\{(\w+)", text)) == {"DENGEN_HOST"}
        assert "export DENGEN_HOST=" in text

    def test_the_commands_of_compose_are_commands(self):
        ours = [one for one in self.SERVICES.values() if one["image"] == "dengen"]
        assert len(ours) == 3
        assert {one["command"][0] for one in ours} <= main.commands.keys()

    @pytest.mark.parametrize("kind", ["secrets", "networks", "volumes"])
    def test_whatever_a_service_uses_is_declared(self, kind):
        used = {
            str(one).partition(":")[0]
            for service in self.SERVICES.values()
            for one in service.get(kind, ())
        }
        assert {name for name in used if not name.startswith(".")} == self.FILE[kind].keys()

    def test_whatever_a_service_waits_for_is_there(self):
        waits = {name for one in self.SERVICES.values() for name in one.get("depends_on", ())}
        assert waits <= self.SERVICES.keys()

    def test_the_proxys_address_is_the_one_that_is_trusted(self):
        address = self.SERVICES["proxy"]["networks"]["inside"]["ipv4_address"]
        assert address in self.SERVICES["web"]["environment"]["DENGEN_TRUSTED_PROXIES"].split(",")

    @pytest.mark.parametrize("name", ["web", "worker"])
    def test_compose_lets_it_finish_what_is_in_hand_as_long_as_systemd_does(self, name):
        unit = (DEPLOY / "systemd" / f"dengen-{name}.service").read_text("utf-8")
        seconds = re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)[1]
        assert self.SERVICES[name]["stop_grace_period"] == f"{seconds}s"

    def test_only_the_proxy_can_be_reached_from_outside(self):
        assert [name for name, one in self.SERVICES.items() if "ports" in one] == ["proxy"]

    def test_compose_mounts_its_files_from_where_they_are(self):
        assert (DEPLOY / "caddy" / "Caddyfile").exists()
        assert "./caddy/Caddyfile:/etc/caddy/Caddyfile:ro" in self.SERVICES["proxy"]["volumes"]


def test_patroni_offers_the_encryption_that_it_demands():
    server = read_yaml("patroni/patroni.yml")["postgresql"]
    assert any(line.startswith("hostssl") for line in server["pg_hba"])
    assert server["parameters"]["ssl"] == "on"
    assert server["parameters"].keys() >= {"ssl_cert_file", "ssl_key_file"}


def test_patroni_answers_a_step_once_two_machines_have_it():
    assert read_yaml("patroni/patroni.yml")["bootstrap"]["dcs"]["synchronous_mode"] is True


@pytest.mark.parametrize("wrong", [[], ["--back", "v0.1.0"], ["--help"]], ids=" ".join)
def test_an_upgrade_that_is_asked_for_wrongly_touches_nothing_and_says_how(wrong):
    refused = run("sh", DEPLOY / "systemd" / "dengen-upgrade", *wrong)
    assert refused.returncode == 2
    assert refused.stderr.startswith("dengen-upgrade v0.2.0 LOGIN_ID")


@pytest.mark.needs_programs
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
class TestUnit:
    @pytest.fixture
    def installed(self, unit, tmp_path) -> Path:
        """The unit as it stands where the board is installed."""
        text = unit.read_text("utf-8").replace("/opt/dengen/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text)
        return tmp_path / unit.name

    def test_systemd_understands_its_units(self, installed):
        result = run(find_program("systemd-analyze"), "verify", "--man=no", installed)
        complaints = [line for line in result.stderr.splitlines() if installed.name in line]
        assert not complaints

    def test_the_unit_of_systemd_may_do_little(self, installed):
        measure = ["--offline=true", f"--threshold={EXPOSED}", "--no-pager"]
        result = run(find_program("systemd-analyze"), "security", *measure, installed)
        assert result.returncode == 0, result.stdout[-300:]


@pytest.mark.needs_programs
@pytest.mark.parametrize("timer", sorted(DEPLOY.glob("systemd/*.timer")), ids=lambda one: one.name)
def test_the_timer_is_understood(timer):
    text = timer.read_text("utf-8")
    when = re.search(r"^OnCalendar=(.+)$", text, re.MULTILINE)[1]
    assert run(find_program("systemd-analyze"), "calendar", when).returncode == 0


UV_PIP = re.compile(r"\buv pip [a-z]+ .*")
SAYING = [ROOT / "docs" / "operate.md", *(one for one in DEPLOY.rglob("*") if one.is_file())]


@pytest.mark.parametrize("file", SAYING, ids=lambda file: file.name)
def test_uv_is_told_into_which_environment_it_installs_whatever_the_shell_names(file):
    lines = UV_PIP.findall(file.read_text("utf-8"))
    assert not [line for line in lines if "--python .venv " not in line]


@pytest.mark.needs_programs
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_proxy_understands_its_file(program, tmp_path, monkeypatch):
    path = find_program(program)
    name, options = PROGRAMS[program]
    text = (DEPLOY / name).read_text("utf-8")
    file = tmp_path / Path(name).name
    if program == "nginx":
        text = without_certificates(text, tmp_path)
    text = re.sub(r"\bdb\d\.example\.jp", "127.0.0.1", text)  # which no name server knows
    file.write_text(text)
    monkeypatch.setenv("DENGEN_HOST", "board.example.jp")
    monkeypatch.setenv("DENGEN_UPSTREAM", "127.0.0.1:8000")
    for setting, value in caddys_own(path).items() if program == "caddy" else ():
        monkeypatch.setenv(setting, value)
    result = run(path, *options, file)
    assert result.returncode == 0, result.stderr


def caddys_own(program: str) -> dict[str, str]:
    """What the file says to set for a Caddy before 2.6.3."""
    is_old = re.search(r"\b2\.6\.[012]\b", run(program, "version").stdout)
    return {"DENGEN_REQUEST_BUFFERS": "buffer_requests"} if is_old else {}


def without_certificates(text: str, folder: Path) -> str:
    """In the frame of nginx's main file, listening without TLS: there is no certificate here."""
    text = re.sub(r"^\s*ssl_.*$", "", text, flags=re.MULTILINE).replace("443 ssl http2", "443")
    kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    folders = "access_log off; " + " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    return f"pid {folder}/pid; error_log stderr; events {{}} http {{ {folders} {text} }}"


@pytest.mark.parametrize(
    "file", [GUIDE, DEPLOY / "systemd" / "dengen-upgrade"], ids=lambda f: f.name
)
def test_what_is_installed_is_compiled(file):
    """The service's user can write nothing there: each process would compile it anew."""
    steps = INSTALLED.findall(file.read_text("utf-8"))
    assert steps
    assert [step for step in steps if "--compile-bytecode" not in step] == []
