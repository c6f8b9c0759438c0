"""The way a newcomer goes through the app, in a real browser on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.app.browser import PAGES, Visit, chromium, server
from tests.app.meter_files import hourly_file

pytestmark = pytest.mark.browser

MENU = {
    "Usage": "Usage",
    "Unusual use": "Unusual use",
    "Forecast": "Forecast",
    "Report": "Report",
    "Data & SQL": "Data & SQL",
    "Overview": "My home",
    "Assistant": "Assistant",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_a_newcomer_drops_a_file_walks_every_page_asks_and_takes_the_report_along(
    browser: Browser, tmp_path: Path
):
    with server(tmp_path / "lake") as address:
        visit = Visit(browser, address)
        page = visit.page
        visit.open()
        expect(page.locator("main h1")).to_have_text("See where your energy and money go")
        page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(
            hourly_file(tmp_path, days=30)
        )
        expect(page.get_by_text("720 readings, 1 to 30 Jan 2024")).to_be_visible()

        for link, heading in MENU.items():
            visit.go(link)
            expect(page.locator("main h1")).to_have_text(heading)
            assert visit.faults() == []

        page.get_by_test_id("stChatInputTextArea").fill("How much did I use in January?")
        page.keyboard.press("Enter")
        expect(page.get_by_text("How was this computed?")).to_be_visible()
        expect(page.locator("main")).to_contain_text("kWh")

        visit.go("Report")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download as HTML").click()
        assert "<svg" in Path(download.value.path()).read_text()

        page.reload()
        visit.settled()
        visit.go("Meter files")
        expect(page.get_by_text("720 readings, 1 to 30 Jan 2024")).to_be_visible()
        assert visit.faults() == []
        assert visit.left_the_machine() == []
        assert visit.complaints == []


def test_the_sample_home_is_one_click_and_stays_in_a_new_browser(browser: Browser, tmp_path: Path):
    with server(tmp_path / "lake") as address:
        first = Visit(browser, address)
        first.open()
        first.page.get_by_role("button", name="Try the sample home").click()
        expect(first.page.locator("main h1")).to_have_text("Sample home")
        expect(first.page.get_by_text("What matters most")).to_be_visible()
        first.page.context.close()

        second = Visit(browser, address)
        second.open()

        expect(second.page.locator("main h1")).to_have_text("Sample home")
        assert second.faults() == []
        assert second.left_the_machine() == []


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_deep_link_into_a_fresh_server_shows_the_page_in_its_frame(
    browser: Browser, tmp_path: Path, page: str
):
    with server(tmp_path / "lake") as address:
        visit = Visit(browser, address)

        visit.open(page)

        expect(visit.page.get_by_test_id("stSidebarNavLink")).to_have_count(len(PAGES))
        expect(visit.page.get_by_test_id("stSidebarNavLink").first).to_have_text("Overview")
        assert visit.page.url.rstrip("/").endswith(page)
        assert visit.faults() == []
        assert visit.left_the_machine() == []
        assert visit.complaints == []
