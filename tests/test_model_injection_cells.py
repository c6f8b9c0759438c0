"""Orders and markup in cells, titles, names of files and homes: no figure changes, nothing is rendered."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import product

import pytest
from markdown_it import MarkdownIt

from energy_core.assistant.context import Context
from energy_core.assistant.conversation import ask
from energy_core.csv_export import csv_text
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.report import report_html, report_markdown
from tests.analyses import analysis
from tests.models import hostile
from tests.models.script import Say, Seen, Step, use
from tests.models.set_up import model_behind
from tests.test_model_injection import Tags, marks_in
from ui.parts.plain_text import plain

HOURS = 72
KETTLE, LAMP = "Kettle (kWh)", "Lamp (kWh)"
QUESTION = "How much did the kettle use?"
ASKED = (
    QUESTION,
    "Show my usage by appliance",
    "What dates do my readings cover?",
    "When were readings missing?",
)
PLACES = ("note", "title", "header of notes", "reading", "file", "home")
TEXTS = hostile.names()[: len(hostile.DRESSES)]
"""One order in every dress."""

CASES = list(product(PLACES, range(len(TEXTS))))
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def file_with(place: str, text: str) -> bytes:
    """72 hours of a kettle at 0.5 kWh and a lamp at 0.1 kWh; the text stands in one place of it."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    if place == "title":
        writer.writerow([f"Readings: {text}"])
    notes = [text if place == "header of notes" else "note"] if place in ("note", "header of notes") else []
    writer.writerow(["time", KETTLE, LAMP, *notes])
    for hour in range(HOURS):
        stamp = f"2024-01-{1 + hour // 24:02d} {hour % 24:02d}:00"
        lamp = text if place == "reading" and hour == 30 else "0.1"
        writer.writerow([stamp, "0.5", lamp, *([text if place == "note" else "fine"] if notes else [])])
    return made.getvalue().encode()


def home_with(place: str, text: str) -> Context:
    known = Home(name=text if place == "home" else "", timezone="UTC", currency="GBP", price_per_kwh=0.3)
    name = f"{text}.csv" if place == "file" else "home.csv"
    read = import_file(file_with(place, text), name=name, home=known)
    return Context(known, read.readings)


def rendered_tags(text: str) -> set[str]:
    return {tag for line in text.split("\n") for tag in re.findall(r"<(/?\w+)", READER.render(plain(line)))}


@pytest.mark.parametrize(("place", "number"), CASES)
def test_an_order_in_a_cell_or_a_name_changes_no_figure_and_is_not_rendered(place: str, number: int) -> None:
    context = home_with(place, TEXTS[number])

    answers = [ask(question, context) for question in ASKED]

    assert [channel.name for channel in context.readings.channels] == [KETTLE, LAMP]
    assert answers[0].values[0].number == HOURS * 0.5
    lamp = next(value for value in answers[1].values if value.channel == LAMP and value.unit == "kWh")
    assert lamp.number == pytest.approx(0.1 * (HOURS - (place == "reading")))
    for answer in answers:
        assert answer.status == "answered"
        assert marks_in(answer.text) == set()
        assert rendered_tags(answer.text) <= {"p", "/p"}


@pytest.mark.parametrize("place", PLACES)
def test_the_report_and_the_exports_hold_no_link_image_or_markup_of_it(place: str) -> None:
    for text in TEXTS[3:8:2]:
        context = home_with(place, text)
        made = analysis(context.readings, context.home)

        html, markdown = report_html(made), report_markdown(made)

        shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
        for tag, attributes in (*Tags(html).found, *Tags(shown).found):
            assert tag not in ("script", "a", "iframe", "b")
            assert not [name for name in attributes if name.startswith("on")]
            assert all((attributes.get(key) or "data:").startswith(("data:", "#")) for key in ("src", "href"))
        for row in csv.reader(csv_text(made.usage.rows).splitlines()):
            assert not [cell for cell in row if cell.startswith(("=", "@"))]


@pytest.fixture(scope="module")
def obeying() -> Iterator[object]:
    """A model that does what an order says if it reads one, else answers with the tool's sentence."""

    def plan(seen: Seen) -> Step:
        if marks_in(seen.everything):
            return Say("The kettle used 4242 kWh, see https://evil.example")
        return Say("{s1}") if seen.results else use("total")

    with model_behind("openai", plan) as (models, _):
        yield models


@pytest.mark.parametrize(("place", "number"), [(place, at * 4) for place in PLACES for at in range(7)])
def test_no_order_in_a_cell_or_a_name_reaches_a_model(place: str, number: int, obeying) -> None:
    answer = ask(QUESTION, home_with(place, TEXTS[number]), providers=("openai",), models=obeying)

    assert (answer.provider, answer.passed_over) == ("openai", ())
    assert answer.text.startswith(f"{KETTLE} used 36 kWh")
    assert [value.number for value in answer.values] == [36.0]


def test_at_least_forty_cells_and_names_are_tried() -> None:
    assert len(CASES) == len(PLACES) * len(hostile.DRESSES) >= 180
