"""The wheel and the sdist; installed where no checkout is, every command finds what it needs."""

import secrets
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from dengen import VERSION
from dengen.demo.cast import LOGINS
from tests.backup.places import Browser
from tests.doors.conftest import free_port, wait_for
from tests.doors.test_cli import ROOT, clean_environment

PERSON = ["--login-id", "Kanri2026", "--name", "管理", "--email", "kanri@operator.example.jp"]


@pytest.fixture(scope="session")
def uv() -> str:
    """The uv that has installed what the tests need."""
    found = subprocess.check_output(["bash", "-c", ". bin/_python.sh; find_uv"], cwd=ROOT)
    return str(ROOT / found.decode().strip())


def build(uv: str, source: Path, folder: Path) -> Path:
    """The wheel of a checkout or an sdist, in the folder."""
    options = ["--wheel", "--no-build-isolation", f"--python={sys.executable}"]
    subprocess.run(
        [uv, "build", "--quiet", *options, f"--out-dir={folder}", str(source)], check=True
    )
    (wheel,) = folder.glob("dengen-*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(uv, tmp_path_factory) -> Path:
    return build(uv, ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(uv, wheel, tmp_path_factory) -> Path:
    """The `dengen` of an environment of the wheel, what it declares, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    python = folder / "venv" / "bin" / "python"
    pinned = f"--constraints={ROOT / 'requirements' / 'run.txt'}"
    for command in (
        ["venv", "--no-project", f"--python={sys.executable}", str(folder / "venv")],
        ["pip", "install", f"--python={python}", pinned, str(wheel)],
    ):
        subprocess.run([uv, "--quiet", *command], check=True, cwd=folder)
    return python.with_name("dengen")


@pytest.fixture(scope="module")
def run(installed, tmp_path_factory) -> Callable[..., subprocess.CompletedProcess]:
    """Runs `dengen …` in an empty folder; `start` of it does not wait."""
    folder = tmp_path_factory.mktemp("outside")
    environment = clean_environment() | {
        "DENGEN_SECRET_KEY": secrets.token_urlsafe(50),
        "DENGEN_DATA_DIR": str(folder / "data"),
        "DENGEN_SITE_URL": "https://board.kikan.jp",
        "DENGEN_ALLOWED_HOSTS": "board.kikan.jp,127.0.0.1",
        "DENGEN_OPERATOR_NAME": "広域機関",
        "DENGEN_OPERATOR_MAIL": "board@kikan.jp",
        "DENGEN_SYSTEM_MAIL_FROM": "no-reply@kikan.jp",
        "DENGEN_MAIL_URL": "smtp+tls://user:password@mail.kikan.jp:587",
    }
    environment.pop("PYTHONPATH", None)

    def start(*arguments: str, **changes: str) -> subprocess.Popen:
        return subprocess.Popen(
            [str(installed), *arguments],
            cwd=folder,
            env=environment | changes,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess:
        process = start(*arguments, **changes)
        said, complained = process.communicate(timeout=180)
        return subprocess.CompletedProcess(arguments, process.returncode, said, complained)

    run.start = start
    assert (done := run("migrate")).returncode == 0, done.stderr
    return run


def test_a_board_from_the_wheel_is_set_up_and_passes_its_own_check(run):
    made = run("create-operator", *PERSON, "--role=administrator", "--password=denryoku-2026")
    assert made.returncode == 0, made.stderr
    checked = run("check")
    assert checked.returncode == 0, checked.stderr


def test_the_pages_of_the_wheel_have_their_templates_and_static_files(run):
    port = free_port()
    process = run.start("serve", f"--port={port}", "--workers=1", DENGEN_SITE_URL="http://x")
    try:
        wait_for(port)
        page = urlopen(f"http://127.0.0.1:{port}/login/").read().decode()
        assert 'name="login_id"' in page
        style = page.partition('href="/static/')[2].partition('"')[0]
        assert urlopen(f"http://127.0.0.1:{port}/static/{style}").status == 200
        assert urlopen(f"http://127.0.0.1:{port}/health/ready").status == 200
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_the_worker_of_the_wheel_works_until_it_is_told_to_stop(run):
    process = run.start("worker", DENGEN_LOG_FORMAT="text")
    lines = iter(process.stderr.readline, "")
    assert any("clearsessions" in line for line in lines)  # the housekeeping was found
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_without_a_data_folder_it_says_what_to_set(run):
    refused = run("migrate", DENGEN_DATA_DIR="")
    assert refused.returncode == 1
    assert "DENGEN_DATA_DIR is not set" in refused.stderr


def test_the_wheel_holds_all_files_of_the_package_and_nothing_else(installed):
    (packages,) = installed.parents[1].glob("lib/python*/site-packages")
    assert files_of(packages) == files_of(ROOT)
    assert not {"tests", "docs", "torture"} & {one.name for one in packages.iterdir()}


def test_the_wheel_holds_deployment_examples_and_pinned_dependencies(installed):
    share = installed.parents[1] / "share" / "dengen"
    ignored = set((ROOT / ".gitignore").read_text("utf-8").splitlines())  # an operator's own
    assert files_of(share, "deploy") == files_of(ROOT, "deploy") - ignored
    pinned = (ROOT / "requirements" / "run.txt").read_bytes()
    assert (share / "requirements.txt").read_bytes() == pinned


def test_the_sdist_gives_the_same_wheel(uv, wheel, tmp_path):
    make = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(make, check=True, cwd=ROOT, capture_output=True)
    (sdist,) = tmp_path.glob("dengen-*.tar.gz")
    assert contents(build(uv, sdist, tmp_path)) == contents(wheel)


def test_the_wheel_says_its_version(run):
    assert run("--version").stdout == f"dengen {VERSION}\n"


def test_the_demo_of_the_wheel_lets_people_log_in(run):
    port = free_port()
    demo = run.start("demo", f"--port={port}", DENGEN_DATA_DIR="", PYTHONDONTWRITEBYTECODE="1")
    try:
        assert any(f"localhost:{port}" in line for line in iter(demo.stdout.readline, ""))
        _role, login_id, password = LOGINS[0]
        page = Browser(f"http://127.0.0.1:{port}").log_in(login_id, password)
        assert 'name="login_id"' not in page
    finally:
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=60)


def contents(wheel: Path) -> dict[str, int]:
    """Names in the wheel, with the checksum of each."""
    with zipfile.ZipFile(wheel) as archive:
        return {one.filename: one.CRC for one in archive.infolist()}


def files_of(parent: Path, folder: str = "dengen") -> set[str]:
    """What is in the folder there, but for what Python makes of it."""
    files = (file for file in (parent / folder).rglob("*") if file.is_file())
    return {str(file.relative_to(parent)) for file in files if "__pycache__" not in file.parts}
