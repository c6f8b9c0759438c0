"""Pictures of every page with several homes, in light, dark and at phone width, for people to look at.

python -m tests.app.screenshots OUT [FILE ...]    FILE: meter files to shoot beside the sample home
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from tests.app.browser import PAGES, Visit, chromium, server
from tests.app.meter_files import daily_file, uci_file

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
}
QUESTION: Final = "How much did I use last month?"


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("out", type=Path)
    wanted.add_argument("files", nargs="*", type=Path)
    wanted.add_argument("--looks", nargs="*", default=list(LOOKS), choices=list(LOOKS))
    wanted.add_argument("--pages", nargs="*", default=list(PAGES))
    wanted.add_argument("--homes", nargs="*", default=["none", "sample", "daily", "uci"])
    asked = wanted.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        made = {"daily": daily_file(Path(folder)), "uci": uci_file(Path(folder))}
        homes: dict[str, Path | None] = {name: made.get(name) for name in asked.homes}
        for home, file in {**homes, **{file.stem: file for file in asked.files}}.items():
            with server(Path(folder) / f"lake-{home}") as address:
                query = fill(browser, address, home, file)
                for look in asked.looks:
                    visit = Visit(browser, address, **LOOKS[look])
                    for page in asked.pages:
                        shoot(visit, page, query, asked.out / f"{home}-{page or 'home'}-{look}.png")
                    visit.page.context.close()


def fill(browser: Browser, address: str, home: str, file: Path | None) -> str:
    """Give the lake its home; the query that opens it."""
    if home == "none":
        return ""
    visit = Visit(browser, address)
    visit.open("")
    if file is None:
        visit.page.get_by_role("button", name="Try the sample home").first.click()
    else:
        visit.page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(file)
        visit.page.get_by_text("does this match your bill").wait_for()
    visit.settled()
    return "?" + visit.page.url.partition("?")[2]


def shoot(visit: Visit, page: str, query: str, path: Path) -> None:
    visit.open(page, query)
    if page == "assistant" and query:
        visit.page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
        visit.page.keyboard.press("Enter")
        visit.page.get_by_text("How was this computed").first.wait_for()
        visit.settled()
    picture(visit, path)


def picture(visit: Visit, path: Path) -> None:
    """The whole page as it stands."""
    height = visit.page.evaluate("document.querySelector('main').scrollHeight")
    size = visit.page.viewport_size or {"width": 1280, "height": 900}
    visit.page.set_viewport_size({"width": size["width"], "height": max(size["height"], int(height) + 20)})
    visit.page.wait_for_timeout(900)
    visit.page.screenshot(path=path)
    visit.page.set_viewport_size(size)
    sys.stdout.write(f"{path} {visit.faults() or ''}\n")


if __name__ == "__main__":
    main()
