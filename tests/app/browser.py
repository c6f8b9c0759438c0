"""A real browser on a real server of the app, for tests and pictures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT: Final = Path(__file__).parent.parent.parent
PAGES: Final = (
    "",
    "upload",
    "usage",
    "anomalies",
    "forecast",
    "costs",
    "auditor",
    "assistant",
    "report",
    "lake",
)
ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
CHROMIUM: Final = next(
    (found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None
)
LAUNCH: Final[dict[str, Any]] = {"executable_path": CHROMIUM, "args": list(ARGUMENTS)}
PATIENCE_MS: Final = 45_000
DRAWN: Final = """() => {
  const app = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
  const waiting = document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"]');
  const heading = document.querySelector('main h1');
  return app && heading && !waiting;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser. Fails, never skips, where there is none: `make test` installs it."""
    if CHROMIUM is None:
        raise AssertionError("The browser tests need chromium on the PATH: apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**LAUNCH)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def server(lake: Path, **environment: str) -> Iterator[str]:
    """The app on a free port of this machine; its address."""
    port = _free_port()
    log = lake.parent / f"server-{port}.log"
    command = [
        sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port),
        "--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none",
    ]  # fmt: skip
    known = {**os.environ, "ENERGY_LAKE": str(lake), **environment}
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=known, stdout=output, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_up(f"{address}/_stcore/health", log)
        yield address
    finally:
        process.terminate()
        process.wait(10)


class Visit:
    """One tab, and everything it asked the network for or complained about."""

    def __init__(self, browser: Browser, address: str, **context: Any) -> None:
        self.address = address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        options = {"timezone_id": "Europe/London", "viewport": {"width": 1280, "height": 900}, **context}
        self.page: Page = browser.new_context(**options).new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, page: str = "", query: str = "") -> None:
        self.page.goto(f"{self.address}/{page}{query}")
        self.settled()

    def settled(self) -> None:
        """Wait until the script has run, twice in a row, and its elements are drawn."""
        self.page.wait_for_function(DRAWN)
        self.page.wait_for_timeout(300)
        self.page.wait_for_function(DRAWN)

    def go(self, title: str) -> None:
        """Follow a link of the menu."""
        self.page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
        self.page.wait_for_timeout(150)
        self.settled()

    def faults(self) -> list[str]:
        """Exceptions on the page, or a page with nothing on it."""
        shown = [element.inner_text() for element in self.page.get_by_test_id("stException").all()]
        text = self.page.locator("main").inner_text().strip()
        return shown if len(text) > 40 else [*shown, f"the page {self.page.url} is empty: {text!r}"]

    def left_the_machine(self) -> list[str]:
        allowed = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(allowed)]

    def _heard(self, message: ConsoleMessage) -> None:
        # under a deep link Streamlit first looks for its server below the page's path: a 404 of its own
        if message.type == "error" and "/_stcore/" not in message.location["url"]:
            self.complaints.append(f"{message.text} ({message.location['url']})")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(url: str, log: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"The app did not start:\n{log.read_text()}")
