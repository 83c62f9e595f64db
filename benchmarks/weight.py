"""How little a browser loads on a first visit: requests, bytes over the wire, layout shift.

`python -m benchmarks.weight http://localhost:8000` prints a Markdown table of a running demo.
"""

import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, Request, sync_playwright

from dengen.demo.cast import OPERATOR, PASSWORD

MEMBER = "minato2026"
PHONE, DESKTOP = 375, 1280
PAGES = [
    # what, whose, where
    ("login", None, "/login/"),
    ("application", None, "/apply/"),
    ("home", MEMBER, "/"),
    ("list", MEMBER, "/listings/"),
    ("listing", MEMBER, "/listings/{first}/"),
    ("listing's form", MEMBER, "/listings/new/"),
    ("console", OPERATOR, "/console/"),
    ("queue", OPERATOR, "/console/listings/"),
]
KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "scripts", "image": "images"}
# A shift that no press of a key or a button caused, and those from before somebody listened.
LISTEN = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shift += value;
}).observe({ type: "layout-shift", buffered: true });
"""
ICON = "() => document.querySelector('link[rel=icon]').href"


@dataclass
class Visit:
    """What one page loaded into an empty cache."""

    addresses: list[str] = field(default_factory=list)
    sizes: Counter[str] = field(default_factory=Counter)  # bytes with their headers, by kind
    shift: float = 0.0

    @property
    def total(self) -> int:
        return self.sizes.total()


def visit(browser: Browser, address: str, *, state: Any = None, width: int = DESKTOP) -> Visit:
    """Opens the address with an empty cache and waits until all is loaded.

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
    found = Visit(shift=page.evaluate("() => shift"))
    for request in finished:
        _weigh(request, found)
    _add_icon(page, found)
    context.close()
    return found


def logged_in(browser: Browser, address: str, login_id: str, password: str) -> Any:
    """The cookies of somebody who has just logged in."""
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
    """A browser with a window asks for it too; one without doesn't."""
    address = page.evaluate(ICON)
    if address in found.addresses:
        return
    response = page.request.get(address)
    found.addresses.append(address)
    found.sizes["image"] += len(response.body()) + sum(
        len(f"{header['name']}: {header['value']}\r\n") for header in response.headers_array
    )


def _first_listing(browser: Browser, address: str, state: Any) -> str:
    """The number of the one that stands first on the list page."""
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(urljoin(address, "/listings/"))
    links = page.eval_on_selector_all("main a", "(links) => links.map(({ pathname }) => pathname)")
    context.close()
    return next(link for link in links if re.fullmatch(r"/listings/\d+/", link)).split("/")[2]


def main() -> None:
    """Prints the table of the demo that runs at the address."""
    address = sys.argv[1]
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    print(f"| page | requests | {' | '.join(KINDS.values())} | bytes | shift 375 | shift 1280 |")
    print("| --- |" + " ---: |" * (len(KINDS) + 4))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        states = {who: logged_in(browser, address, who, PASSWORD) for who in (MEMBER, OPERATOR)}
        first = _first_listing(browser, address, states[MEMBER])
        for what, who, path in PAGES:
            where = urljoin(address, path.format(first=first))
            narrow, wide = (
                visit(browser, where, state=states.get(who or ""), width=width)
                for width in (PHONE, DESKTOP)
            )
            sizes = " | ".join(f"{wide.sizes[kind]:,}" for kind in KINDS)
            print(
                f"| {what} | {len(wide.addresses)} | {sizes} | {wide.total:,}"
                f" | {narrow.shift:.3f} | {wide.shift:.3f} |"
            )
        browser.close()


if __name__ == "__main__":
    main()
