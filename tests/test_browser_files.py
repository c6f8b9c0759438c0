"""Meter files in a real browser: names that are code stay names, and an answer is seen before it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.app.browser import Visit, chromium, server
from tests.app.hostile import NAMES, hostile_file
from tests.app.meter_files import unitless_file
from tests.app.upload_pictures import choose, drop, open_receipt

pytestmark = pytest.mark.browser

HARM = """() => [
  window.broken !== undefined,
  document.querySelectorAll('main img[src="x"], main script, main a[href*="evil"]').length > 0,
]"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One app for all tests here; nothing stays in it, so that every visit begins anew."""
    with server(tmp_path_factory.mktemp("app") / "lake", ENERGY_KEEP="no") as address:
        yield address


def test_names_that_are_markup_formulas_or_links_are_shown_and_do_nothing(
    browser: Browser, address: str, tmp_path: Path
):
    visit = Visit(browser, address)
    drop(visit, hostile_file(tmp_path))
    open_receipt(visit)

    expect(visit.page.locator("main")).to_contain_text(NAMES["markup"])
    harm = [visit.page.evaluate(HARM)]
    visit.page.get_by_text("Read it otherwise").first.click()
    visit.settled()
    harm.append(visit.page.evaluate(HARM))
    visit.go("Usage")
    harm.append(visit.page.evaluate(HARM))
    visit.go("Report")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Download as HTML").click()

    assert harm == [[False, False]] * 3
    report = Path(download.value.path()).read_text()
    assert "<img src=x" not in report
    assert 'href="https://evil' not in report
    assert visit.faults() == []
    assert visit.left_the_machine() == []


def test_a_question_is_answered_seen_kept_and_not_asked_again(browser: Browser, address: str, tmp_path: Path):
    visit = Visit(browser, address)
    drop(visit, unitless_file(tmp_path))

    choose(visit, "Unit", "Wh")
    expect(visit.page.locator("main")).to_contain_text("672 readings, 1 to 28 Jan 2024, 185 kWh")
    expect(visit.page.get_by_text("Electricity used over time").first).to_be_visible()
    visit.page.get_by_role("button", name="Keep these readings").click()
    expect(visit.page.get_by_text("does this match your bill?")).to_be_visible()
    drop(visit, unitless_file(tmp_path, month=2, name="february.csv"))

    expect(visit.page.get_by_text("1,344 readings")).to_be_visible()
    open_receipt(visit)
    expect(visit.page.get_by_text("you answered this before")).to_be_visible()
    assert visit.faults() == []
    assert visit.left_the_machine() == []
    assert visit.complaints == []
