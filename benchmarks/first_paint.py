"""First paint of the home page, in a real browser on a fresh server, beside the server's bare health page.

python -m benchmarks.first_paint
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from tests.app.browser import chromium, server


def main() -> None:
    with tempfile.TemporaryDirectory() as lake, chromium() as browser:
        started = time.perf_counter()
        with server(Path(lake)) as address:
            print(f"server answers     {time.perf_counter() - started:6.2f} s after its start")
            for visit in ("first visit", "second visit", "third visit"):
                seconds, bare = _paint(browser.new_page(), address.rstrip("/"))
                print(f"{visit:<18} {seconds:6.2f} s   {seconds / bare:5.0f} times the health page")


def _paint(page: Page, address: str) -> tuple[float, float]:
    """Seconds until the page's own heading is visible, and until the health page is."""
    started = time.perf_counter()
    page.goto(f"{address}/_stcore/health")
    bare = time.perf_counter() - started
    started = time.perf_counter()
    page.goto(f"{address}/")
    page.get_by_role("heading", level=1).first.wait_for()
    return time.perf_counter() - started, bare


if __name__ == "__main__":
    main()
