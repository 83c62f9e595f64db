"""How little a browser loads on a first visit: requests, bytes over the wire, layout shift."""

import shutil
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks.bench import Bench
from benchmarks.boards import Board
from benchmarks.browser import member_of, reviewer_of
from benchmarks.servers import board_server
from benchmarks.tables import Table

PHONE, DESKTOP = 375, 1280
PAGES = [
    # what, whose, where
    ("login", "", "/login/"),
    ("application", "", "/apply/"),
    ("home", "member", "/"),
    ("list", "member", "/listings/"),
    ("listing", "member", "/listings/{listing}/"),
    ("listing's form", "member", "/listings/new/"),
    ("console", "reviewer", "/console/"),
    ("queue", "reviewer", "/console/listings/"),
]
KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "scripts", "image": "images"}
# A shift that no press of a key or a button caused, and those from before somebody listened.
LISTEN = """
window.shift = 0;
window.moved = [];
const markup = (node) => (node?.outerHTML ?? node?.textContent ?? "gone").slice(0, 100);
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (hadRecentInput) continue;
    shift += value;
    moved.push(...sources.map(({ node }) => markup(node)));
  }
}).observe({ type: "layout-shift", buffered: true });
"""
ICON = "() => document.querySelector('link[rel=icon]').href"


@dataclass
class Visit:
    """What one page loaded into an empty cache."""

    addresses: list[str] = field(default_factory=list)
    sizes: Counter[str] = field(default_factory=Counter)  # bytes with their headers, by kind
    shift: float = 0.0
    moved: list[str] = field(default_factory=list)  # the beginning of each element's markup

    @property
    def total(self) -> int:
        return self.sizes.total()


def visit(browser: Browser, address: str, *, state: Any = None, width: int = DESKTOP) -> Visit:
    """Open the address with an empty cache and wait until all is loaded.

    `state` holds the cookies of somebody who is logged in, as `logged_in()` returns them.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="ja-JP", storage_state=state
    )
    context.add_init_script(LISTEN)
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108
    page.goto(address, wait_until="networkidle")
    found = Visit(shift=page.evaluate("() => shift"), moved=page.evaluate("() => moved"))
    for request in finished:
        _weigh(request, found)
    _add_icon(page, found)
    context.close()
    return found


def logged_in(browser: Browser, address: str, login_id: str, password: str) -> Any:
    """Return the cookies of somebody who has just logged in."""
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    page.goto(urljoin(address, "/login/"))
    page.get_by_label("会員ID").fill(login_id)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("main").get_by_role("button", name="ログイン").click()
    page.get_by_role("button", name="ログアウト").wait_for()
    state = context.storage_state()
    context.close()
    return state


def _weigh(request: Request, found: Visit) -> None:
    sizes = request.sizes()
    found.addresses.append(request.url)
    found.sizes[request.resource_type] += sizes["responseHeadersSize"] + sizes["responseBodySize"]


def _add_icon(page: Page, found: Visit) -> None:
    """Add the icon: a browser with a window asks for it too; one without doesn't."""
    address = page.evaluate(ICON)
    if address in found.addresses:
        return
    response = page.request.get(address)
    found.addresses.append(address)
    found.sizes["image"] += len(response.body()) + sum(
        len(f"{header['name']}: {header['value']}\r\n") for header in response.headers_array
    )


def measure(bench: Bench) -> list[Table]:
    """Return a table for each board."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        tables = [_table(browser, board) for board in bench.opened()]
        browser.close()
    return tables


def chromium() -> str | None:
    """Return the machine's own browser, if it has one: else playwright's."""
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def _table(browser: Browser, board: Board) -> Table:
    prepared = board.prepared()
    head = ["page", "requests", *KINDS.values(), "bytes", "shift 375", "shift 1280"]
    table = Table(f"Weight ({board.name})", head, note="A first visit, with nothing kept yet.")
    with board_server(board) as server:
        member = _state(member_of(server.address).cookie)
        reviewer = _state(reviewer_of(server.address, prepared).cookie)
        states = {"member": member, "reviewer": reviewer, "": None}
        for what, who, path in PAGES:
            address = urljoin(server.address, path.format(**prepared))
            narrow = visit(browser, address, state=states[who], width=PHONE)
            wide = visit(browser, address, state=states[who])
            sizes = [f"{size:,}" for size in (*(wide.sizes[kind] for kind in KINDS), wide.total)]
            shifts = [f"{seen.shift:.3f}" for seen in (narrow, wide)]
            table.rows.append([what, len(wide.addresses), *sizes, *shifts])
    return table


def _state(cookies: str) -> Any:
    """Return what a browser keeps of somebody who has these cookies, as a header tells them."""
    pairs = [one.split("=", 1) for one in cookies.split("; ")]
    place = {"domain": "127.0.0.1", "path": "/", "expires": -1}
    flags = {"httpOnly": True, "secure": False, "sameSite": "Lax"}
    found = [{"name": name, "value": value} | place | flags for name, value in pairs]
    return {"cookies": found, "origins": []}
