"""A list of businesses is taken over, and another one, while somebody reads and somebody writes.

The lists hold ten thousand businesses for each round. Nobody must wait for more than a second.
"""

import http.client
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from uuid import uuid4

from benchmarks.boards import Board
from benchmarks.browser import Browser, logged_in, member_of
from benchmarks.servers import board_server, running
from benchmarks.tables import Table, number, percentile
from dengen.accounts.membership.role import Role
from dengen.demo.bulk.logins import STAFF, staff_login_name
from torture.options import Found, Options
from torture.waits import Waits

SIZE = 600
PATIENCE_SECONDS = 600
LONGEST = 1000  # milliseconds: more is a fault
UPLOAD = "/console/businesses/upload/"
OWN = re.compile(r'name="(csrfmiddlewaretoken|seal)" value="([^"]+)"')


def run(options: Options) -> Found:
    """Run quietly first; then import both lists, the second with a tenth renamed."""
    board = options.boards.open(options.database, SIZE)
    quiet, meanwhile, rows = Waits(), Waits(), options.rounds * options.businesses
    with (
        board_server(board, DENGEN_SECOND_FACTOR="optional") as server,
        running(["-m", "dengen", "worker"], board.environment),
    ):
        people = member_of(server.address, 0), member_of(server.address, 1)
        people[1].get("/listings/new/")
        administrator = staff_login_name(STAFF.index(Role.ADMINISTRATOR))
        keeper = logged_in(Browser(server.address), administrator)
        quiet.measure(options.seconds, server.port, *people)
        began = time.monotonic()
        with meanwhile.measured(server.port, *people):
            for form in ("第{}電力株式会社", "第{}電力（株）"):
                _take_over(keeper, server.port, _list(rows, form))
        seconds = time.monotonic() - began
    return _told(options, board, (quiet, meanwhile), rows, seconds)


def _list(rows: int, form: str) -> bytes:
    names = [(form if one % 10 == 0 else "第{}電力株式会社").format(one) for one in range(rows)]
    return "\n".join(["事業者名", *names]).encode()


def _take_over(keeper: Browser, port: int, data: bytes) -> None:
    address = _upload(keeper, port, data)
    end = time.monotonic() + PATIENCE_SECONDS
    while "まだ取り込んでいません" not in keeper.get(address):
        if time.monotonic() > end:
            raise RuntimeError("the worker has not compared the list")
        time.sleep(0.5)
    keeper.send(address)
    if "件の名簿を取り込みました" not in keeper.get(address):
        raise RuntimeError("the list was not taken over")


def _upload(keeper: Browser, port: int, data: bytes) -> str:
    """Return the address of what it would change."""
    own = dict(OWN.findall(keeper.get(UPLOAD)))
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in (own | {"replaces_all": "yes"}).items()
    ]
    head = 'Content-Disposition: form-data; name="file"; filename="list.csv"'
    parts.append(f"--{boundary}\r\n{head}\r\nContent-Type: text/csv\r\n\r\n")
    body = "".join(parts).encode() + data + f"\r\n--{boundary}--\r\n".encode()
    kind = f"multipart/form-data; boundary={boundary}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    connection.request("POST", UPLOAD, body, {"Content-Type": kind, "Cookie": keeper.cookie})
    answer = connection.getresponse()
    text = answer.read().decode()
    with suppress(TypeError):
        return answer.headers["Location"] + ""
    raise RuntimeError(f"the list was answered {answer.status}: {text[:2000]}")


def _told(
    options: Options, board: Board, waits: tuple[Waits, Waits], rows: int, seconds: float
) -> Found:
    quiet, meanwhile = waits
    table: list[Sequence[object]] = [
        ["seconds for two lists", "", f"{seconds:.0f}"],
        ["pages of the list", f"{len(quiet.pages):,}", f"{len(meanwhile.pages):,}"],
        *_spread("pages", quiet.pages, meanwhile.pages),
        ["submissions", len(quiet.submissions), len(meanwhile.submissions)],
        *_spread("submissions", quiet.submissions, meanwhile.submissions),
        ["pages and submissions that failed", quiet.failures, meanwhile.failures],
    ]
    faults = []
    longest = max(meanwhile.pages + meanwhile.submissions)
    if longest > LONGEST:
        faults.append(f"somebody waited {longest:.0f} ms")
    if failed := quiet.failures + meanwhile.failures:
        faults.append(f"{failed} pages or submissions failed")
    title = f"Two lists of {rows:,} businesses taken over ({board.database})"
    note = f"The longest wait meanwhile was {longest:.0f} ms (at most {LONGEST})."
    return Found(Table(title, ["what", "quietly", "meanwhile"], table, note), faults)


def _spread(what: str, quiet: list[float], meanwhile: list[float]) -> list[Sequence[object]]:
    shares = {"median": 0.5, "99th percentile": 0.99, "longest": 1.0}
    return [
        [f"… {name}, ms", *(number(percentile(one, share)) for one in (quiet, meanwhile))]
        for name, share in shares.items()
    ]
