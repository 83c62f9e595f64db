"""Attacks a board with lifelike data with scanners of others; see bin/scan and docs/security.md."""

import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WAPITI, PIP_AUDIT = "wapiti3==3.2.3", "pip-audit==2.10.1"
SECONDS = os.environ.get("DENGEN_SCAN_SECONDS", "300")  # for finding the pages, and for each attack
PATIENCE_SECONDS = 180
LOGIN_ID, PASSWORD = "minato2026", "dengen-demo-1"
# What would end the scan's own login, or belongs to the demo alone.
LEFT_OUT = ["logout/", "demo/*", "account/other-sessions/end/", "account/password/"]
SQLMAP_TARGETS = ["listings/?title=a&area=tokyo&side=sell", "address/?postal_code=1000001"]

type Finding = tuple[str, str, str]  # category, address without the host, the scanner's words


def main(uv: str) -> int:
    """Runs all of them; 0 if nothing is left unexplained."""
    found: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="dengen-scan-") as name, board(Path(name)) as address:
        session = log_in(address)
        for who, cookies in [("logged out", ""), ("logged in", session)]:
            print(f"== wapiti, {who}", flush=True)
            found += wapiti(uv, address, cookies, Path(name))
        print("== sqlmap", flush=True)
        found += sqlmap(address, session, Path(name))
    print("== pip-audit", flush=True)
    found += pip_audit(uv)
    return report(found)


@contextmanager
def board(folder: Path) -> Iterator[str]:
    """A demo on a free port; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dengen", "demo", "--port", str(port)]
    environment = os.environ | {
        "DENGEN_DATA_DIR": str(folder / "board"),
        "DENGEN_ADDRESS_TRIES": "1000000",  # or the limit would shut the scan out, as it should
        "PYTHONPATH": str(ROOT),
    }
    log = (folder / "board.log").open("w")
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        address = f"http://localhost:{port}/"
        wait_for(address, process)
        yield address
        tell_errors(folder / "board.log")
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str, process: subprocess.Popen) -> None:
    """Until it answers."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}login/", timeout=5)
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("The board did not start.")


def tell_errors(log: Path) -> None:
    """Whatever the attacks made the board say of itself."""
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if " ERROR " in line]
    print(f"   the board's log: {len(lines)} errors")
    for line in sorted({line.split(" ERROR ")[1][:150] for line in lines}):
        print(f"     {line}")


def log_in(address: str) -> str:
    """The cookies of a member."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{address}login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    form = {"login_id": LOGIN_ID, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    browser.open(f"{address}login/", urllib.parse.urlencode(form).encode())
    cookies = {cookie.name: cookie.value for cookie in jar}
    if "sessionid" not in cookies:
        sys.exit("The scan could not log in.")
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def wapiti(uv: str, address: str, cookies: str, folder: Path) -> list[Finding]:
    """What it finds within the time."""
    result = folder / "wapiti.json"
    command = [uv, "tool", "run", "--python", sys.executable, "--from", WAPITI, "wapiti"]
    command += ["-u", address, "--scope", "folder", "-f", "json", "-o", str(result)]
    command += ["--flush-session", "--no-bugreport", "--store-session", str(folder / "wapiti")]
    command += ["--max-scan-time", SECONDS, "--max-attack-time", SECONDS, "-v", "0"]
    command += ["--max-files-per-dir", "30"]
    for path in LEFT_OUT:
        command += ["-x", f"{address}{path}"]
    if cookies:
        command += ["-H", f"Cookie: {cookies}"]
    with (folder / "wapiti.log").open("w") as log:
        subprocess.run(command, stdout=log, stderr=log, check=False)
    if not result.exists():
        return [("wapiti did not run", "", (folder / "wapiti.log").read_text()[-2000:])]
    told = json.loads(result.read_text("utf-8"))
    print(f"   {told['infos'].get('crawled_pages_nbr', '?')} pages")
    return [
        (category, one["path"], f"{one['method']} {one['parameter'] or ''} {one['info']}")
        for kind in ("vulnerabilities", "anomalies")
        for category, ones in told[kind].items()
        for one in ones
    ]


def sqlmap(address: str, cookies: str, folder: Path) -> list[Finding]:
    """What can be injected into searches, where sqlmap is installed."""
    if shutil.which("sqlmap") is None:
        print("   not checked: sqlmap isn't installed (Debian: apt install sqlmap)")
        return []
    found: list[Finding] = []
    for target in SQLMAP_TARGETS:
        command = ["sqlmap", "-u", f"{address}{target}", "--batch", "--cookie", cookies]
        command += ["--level", "2", "--flush-session", "--output-dir", str(folder / "sqlmap")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if "identified the following injection point" in done.stdout:
            found.append(("SQL injection", f"/{target}", done.stdout[-500:]))
    return found


def pip_audit(uv: str) -> list[Finding]:
    """Known weaknesses of what run.txt pins; that needs the network."""
    command = [uv, "tool", "run", "--python", sys.executable, "--from", PIP_AUDIT, "pip-audit"]
    command += ["--requirement", str(ROOT / "requirements" / "run.txt"), "--require-hashes"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)
    except ValueError:
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"   not checked: the advisories could not be read ({last[:150]})")
        return []
    print(f"   {len(told['dependencies'])} packages")
    return [
        ("a dependency's known weakness", "", f"{one['name']} {one['version']} {weakness['id']}")
        for one in told["dependencies"]
        for weakness in one.get("vulns", [])
    ]


def report(found: list[Finding]) -> int:
    """Prints them, each kind once for each address."""
    explained = tomllib.loads(Path(__file__).with_name("explained.toml").read_text("utf-8"))
    left = 0
    for category, path, words in sorted(set(found)):
        reason = next(
            (
                one["reason"]
                for one in explained["explained"]
                if one["category"] == category and re.fullmatch(one.get("path", ".*"), path)
            ),
            None,
        )
        left += reason is None
        print(f"{'   explained' if reason else 'UNEXPLAINED'}  {category}  {path}  {words[:300]}")
    print(f"\n{len(set(found))} findings, {left} of them unexplained.")
    return bool(left)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
