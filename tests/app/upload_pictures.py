"""Pictures of the page of meter files in all its states, in light, dark and at phone width, to look at.

python -m tests.app.upload_pictures OUT
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from tests.app.browser import Visit, chromium, server
from tests.app.hostile import hostile_file
from tests.app.meter_files import hourly_file, many_homes_file, uci_file, unitless_file
from tests.app.screenshots import LOOKS, picture

State = Callable[[Visit, Path], None]


def nothing(visit: Visit, folder: Path) -> None:
    visit.open("upload")


def kept(visit: Visit, folder: Path) -> None:
    drop(visit, hourly_file(folder))
    open_receipt(visit)


def several_channels(visit: Visit, folder: Path) -> None:
    drop(visit, uci_file(folder, days=20))
    open_receipt(visit)


def held(visit: Visit, folder: Path) -> None:
    drop(visit, unitless_file(folder))


def answered(visit: Visit, folder: Path) -> None:
    held(visit, folder)
    choose(visit, "Unit", "Wh")


def many_homes(visit: Visit, folder: Path) -> None:
    drop(visit, many_homes_file(folder))


def otherwise(visit: Visit, folder: Path) -> None:
    kept(visit, folder)
    visit.page.get_by_text("Read it otherwise").first.click()
    visit.settled()
    choose(visit, "Unit", "Wh")


def hostile(visit: Visit, folder: Path) -> None:
    drop(visit, hostile_file(folder))
    open_receipt(visit)


STATES: Final[tuple[State, ...]] = (
    nothing, kept, several_channels, held, answered, many_homes, otherwise, hostile,
)  # fmt: skip


def drop(visit: Visit, file: Path) -> None:
    if not visit.page.url.startswith(f"{visit.address}/upload"):
        visit.open("upload")
    visit.page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(file)
    visit.page.get_by_text("does this match").or_(visit.page.get_by_text("Leave it out")).first.wait_for()
    visit.settled()


def open_receipt(visit: Visit) -> None:
    visit.page.locator("main details summary").first.click()
    visit.settled()


def choose(visit: Visit, label: str, value: str) -> None:
    """Pick from a list; a list that a late run of the page closed again is opened once more."""
    box = visit.page.locator(f'[data-testid="stSelectbox"]:has-text("{label}")').first.locator("input")
    option = visit.page.get_by_role("option", name=value, exact=True)
    for _ in range(5):
        box.click()
        visit.page.wait_for_timeout(400)
        if option.count():
            break
    option.click()
    visit.settled()


def shoot(browser: Browser, state: State, look: str, out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "lake") as address:
        visit = Visit(browser, address, **LOOKS[look])
        state(visit, Path(folder))
        picture(visit, out / f"upload-{state.__name__}-{look}.png")
        visit.page.context.close()


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("out", type=Path)
    wanted.add_argument("--looks", nargs="*", default=list(LOOKS), choices=list(LOOKS))
    wanted.add_argument("--states", nargs="*", default=[state.__name__ for state in STATES])
    asked = wanted.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for state in STATES:
            for look in asked.looks if state.__name__ in asked.states else ():
                shoot(browser, state, look, asked.out)


if __name__ == "__main__":
    main()
