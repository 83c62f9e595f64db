"""A real browser on a real server. A test fails on a script error, or a request to a stranger."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

SCREENSHOTS = os.environ.get("DENGEN_SCREENSHOTS")  # a folder, if somebody wants to see them
WIDTHS = {"phone": 375, "desktop": 1280}
# Best without windows, as Playwright's own: with them a page takes seven times the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# The proxies and services that a browser asks for by itself are no part of the board.
OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]

expect.set_options(timeout=20_000)  # a proof of work on a busy machine takes its seconds
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in our thread


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of everything in this folder what it needs."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.needs_browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        except Error as error:
            pytest.fail(f"no browser: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Opens a window of its own, as another person at another computer; checks it in the end."""
    pages: list[tuple[Page, list[str]]] = []

    def open_(width: int = WIDTHS["desktop"], *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        troubles: list[str] = []
        ours = urlsplit(live_server.url).netloc
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("console", lambda note: _complain(note, troubles))
        page.on(
            "request", lambda request: _is_ours(request.url, ours) or troubles.append(request.url)
        )
        pages.append((page, troubles))
        return page

    yield open_
    troubles = [trouble for _page, found in pages for trouble in found]
    for page, _found in pages:
        page.context.close()
    assert troubles == []


def _check_accessibility(page: Page, name: str) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert not found.response["violations"], f"{name}: {found.generate_report()}"


def keep_picture(page: Page, name: str) -> None:
    """Keep what is seen, where DENGEN_SCREENSHOTS asks for it."""
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS, f"{name}.png"), full_page=True)


def _complain(note, troubles: list[str]) -> None:
    is_answer = any(f"status of {status}" in note.text for status in ("4", "503"))
    is_unknown_header = "-Policy header" in note.text
    if is_unknown_header or (note.type == "error" and not is_answer):
        troubles.append(note.text)


def _is_ours(url: str, ours: str) -> bool:
    parts = urlsplit(url)
    return parts.netloc == ours or parts.scheme in {"data", "blob"}


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Looks at a screen: nothing overflows, nobody is shut out (axe)."""

    def shoot_(page: Page, name: str) -> None:
        before, root = page.viewport_size, page.locator("html")  # waits for one that is on its way
        for width in (320, *WIDTHS.values()):
            page.set_viewport_size({"width": width, "height": 900})
            wide = root.evaluate("root => root.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide at {width}"
            if width in WIDTHS.values():
                _check_accessibility(page, name)
                keep_picture(page, f"{name}-{width}")
        page.set_viewport_size(before)

    return shoot_
