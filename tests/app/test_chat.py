"""The assistant's page: each answer with its figures, thumbs, a stop, a link to the days, chats apart."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app.browser import Visit, chromium, server
from tests.app.meter_files import hourly_file
from tests.app.pages import keep, open_page, texts

QUESTION = "How much did I use in January?"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENERGY_LAKE", str(tmp_path / "lake"))
    monkeypatch.delenv("ENERGY_KEEP", raising=False)
    keep(tmp_path / "lake", hourly_file(tmp_path, days=30))
    return tmp_path / "lake"


def test_the_page_opens_with_what_was_found_and_questions_to_begin_with(lake: Path):
    app = open_page("assistant")

    assert not app.exception
    assert len(app.chat_message) == 1
    assert app.button_group[-1].options


def test_each_figure_says_how_it_was_computed_and_from_how_many_readings(lake: Path):
    app = open_page("assistant")

    app.chat_input[0].set_value(QUESTION).run()

    assert not app.exception
    shown = texts(app)
    assert "How was this computed?" in [expander.label for expander in app.expander]
    assert "720 readings" in shown
    assert "usage_total(" in shown


def test_a_thumb_and_its_note_are_kept_with_the_home(lake: Path):
    app = open_page("assistant")
    app.chat_input[0].set_value(QUESTION).run()

    app.feedback[0].set_value(0).run()
    app.text_input[-1].set_value("per day, please").run()

    (kept,) = lake.glob("homes/*/ratings/*.json")
    assert json.loads(kept.read_text())["note"] == "per day, please"
    assert json.loads(kept.read_text())["is_good"] is False


def test_a_new_conversation_begins_with_fresh_controls(lake: Path):
    app = open_page("assistant")
    app.chat_input[0].set_value(QUESTION).run()
    app.feedback[0].set_value(1).run()

    next(button for button in app.button if button.label == "New conversation").click().run()
    assert len(app.chat_message) == 1
    app.chat_input[0].set_value(QUESTION).run()

    assert app.feedback[0].value is None


@contextmanager
def _model_that_never_answers() -> Iterator[str]:
    """Takes connections and says nothing."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        yield f"http://127.0.0.1:{silent.getsockname()[1]}/v1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def _ask(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")


@pytest.mark.browser
def test_chats_of_two_browsers_do_not_see_each_other_and_a_figure_leads_to_its_days(
    browser: Browser, lake: Path
):
    with server(lake) as address:
        one, other = Visit(browser, address), Visit(browser, address)
        for visit, question in ((one, QUESTION), (other, "When is my peak?")):
            visit.open("assistant")
            _ask(visit.page, question)
            expect(visit.page.get_by_text("How was this computed?").last).to_be_visible()
            visit.settled()
        assert "When is my peak?" not in one.page.locator("[data-testid=stChatMessage]").all_inner_texts()
        assert QUESTION not in other.page.locator("[data-testid=stChatMessage]").all_inner_texts()

        one.page.get_by_text("How was this computed?").last.click()
        one.page.get_by_text("See these days under Usage").last.click()
        expect(one.page.locator("main h1")).to_have_text("Usage")
        one.settled()
        expect(one.page.get_by_test_id("stDateInput")).to_be_visible()
        assert one.faults() == []

        one.go("Assistant")
        expect(one.page.get_by_text(QUESTION).first).to_be_visible()


@pytest.mark.browser
def test_an_answer_that_takes_long_can_be_stopped_and_asked_again(browser: Browser, lake: Path):
    with _model_that_never_answers() as model:
        environment = {
            "ENERGY_ASSISTANT_PROVIDERS": "openai,rules",
            "OPENAI_BASE_URL": model,
            "OPENAI_API_KEY": "none",
            "ENERGY_OPENAI_MODEL": "silent",
        }
        with server(lake, **environment) as address:
            visit = Visit(browser, address)
            visit.open("assistant")
            _ask(visit.page, QUESTION)
            visit.page.get_by_text(re.compile("^Asking")).wait_for()
            visit.page.get_by_test_id("stChatInputStopButton").click()
            expect(visit.page.locator("[data-test-script-state=notRunning]")).to_be_visible()

            visit.page.get_by_text("Who answers").click()
            expect(visit.page.get_by_text("Rules only")).to_be_visible()
            visit.page.wait_for_timeout(500)  # while it opens, its controls do not listen yet
            visit.page.get_by_text("Rules only").click()
            visit.settled()
            visit.page.keyboard.press("Escape")
            visit.page.get_by_role("button", name="Ask again").click()

            expect(visit.page.get_by_text("How was this computed?").last).to_be_visible()
            expect(visit.page.locator("main")).to_contain_text("kWh")
