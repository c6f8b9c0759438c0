"""First paint of the home page, in a real browser on a fresh server, beside the server's bare health page.

python -m benchmarks.first_paint
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.app.browser import LAUNCH

ROOT = Path(__file__).parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as lake:
        port = _free_port()
        started = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port),
             "--server.address", "127.0.0.1", "--server.headless", "true"],
            cwd=ROOT, env={**os.environ, "ENERGY_LAKE": lake},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health")
            print(f"server answers            {time.perf_counter() - started:6.2f} s after its start")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(**LAUNCH)
                for visit in ("first visit", "second visit", "third visit"):
                    seconds, bare = _paint(browser.new_page(), port)
                    print(f"{visit:<26}{seconds:6.2f} s   {seconds / bare:5.0f} times the health page")
                browser.close()
        finally:
            server.terminate()
            server.wait(10)


def _paint(page: Page, port: int) -> tuple[float, float]:
    """Seconds until the page's own heading is visible, and until the health page is."""
    started = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}/_stcore/health")
    bare = time.perf_counter() - started
    started = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}/")
    page.get_by_role("heading", level=1).first.wait_for()
    return time.perf_counter() - started, bare


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(url)


if __name__ == "__main__":
    main()
