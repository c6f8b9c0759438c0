"""The chat in a real browser, with a model that writes links and pictures over names that are code."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app.browser import Visit, chromium, server
from tests.app.hostile import NAMES, hostile_file
from tests.app.upload_pictures import drop
from tests.models.script import Say, Seen, Step, use
from tests.models.set_up import KEY, model_behind

EVIL = "[look]({s1}) ![x](https://evil.example/x.png) <img src=x onerror='window.broken=1'> {s1}"
HARM = """() => [...document.querySelectorAll(
    '[data-testid=stChatMessage] :is(img[src*="evil"], img[src="x"], script, b, ' +
    'a[href^="http"], a[href^="//"], a[href^="mailto"])'
  )].map(found => found.parentElement.outerHTML.slice(0, 600))"""


def eager(seen: Seen) -> Step:
    """Dresses the answer up, and again when it is told not to; answers plainly about one appliance."""
    if not seen.results:
        return use("by_channel" if "appliance" in seen.question else "readings_span")
    return Say("Here is the answer: {s1}" if "dates" in seen.question else EVIL)


@pytest.mark.browser
def test_neither_names_nor_a_model_can_put_a_link_or_a_picture_into_the_chat(tmp_path: Path) -> None:
    with model_behind("openai", eager) as (models, service):
        environment = {
            "ENERGY_ASSISTANT_PROVIDERS": "openai,rules",
            "OPENAI_BASE_URL": str(models.openai_base_url),
            "OPENAI_API_KEY": KEY,
            "ENERGY_OPENAI_MODEL": "eager",
        }
        with server(tmp_path / "lake", ENERGY_KEEP="no", **environment) as address, chromium() as browser:
            visit = Visit(browser, address)
            drop(visit, hostile_file(tmp_path))
            visit.go("Assistant")
            chat = visit.page.get_by_test_id("stChatMessage")
            for question, told in (
                ("Show usage by appliance", "from the highest"),
                ("What dates do my readings cover?", "Here is the answer:"),
            ):
                visit.page.get_by_test_id("stChatInputTextArea").fill(question)
                visit.page.keyboard.press("Enter")
                expect(chat.last).to_contain_text(told, timeout=60_000)
                visit.settled()

            assert visit.page.evaluate(HARM) == []
            assert visit.page.evaluate("window.broken") is None
            expect(chat.filter(has_text="from the highest")).to_contain_text(NAMES["markup"])
            assert "onerror" not in service.last.everything
            assert visit.faults() == []
            assert visit.left_the_machine() == []
            assert KEY not in visit.page.content()
