"""Names that hold orders, against a model that obeys everything it reads: nothing happens."""

from __future__ import annotations

import csv
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from energy_core.assistant.aliases import Aliases
from energy_core.assistant.context import Context
from energy_core.assistant.conversation import ask
from energy_core.csv_export import csv_text
from energy_core.home import Home
from energy_core.report import report_html, report_markdown
from tests.analyses import analysis
from tests.build import channel, readings
from tests.models import hostile
from tests.models.script import Say, Seen, Step, Use, steps
from tests.models.set_up import PROVIDERS, model_behind
from ui.parts.plain_text import plain

QUESTION = "How much did the kettle use?"
EVERYTHING = (
    *(("by_channel", {}), ("channels", {}), ("ranking", {"subject": "channel", "count": 30}), ("total", {})),
    *(("tariff", {}), ("rate_share", {}), ("readings_span", {}), ("gaps", {}), ("share", {})),
)
SLOW = (("bill", {}), ("best_tariff", {}), ("anomalies", {}), ("savings", {}), ("measures", {}))
"""Asked of one home alone."""

HOMES = [pytest.param(n, marks=pytest.mark.prove if n else ()) for n in range(len(hostile.homes()))]
"""Thirty names each, every dress once; the first in every run, all of them in the long proof."""
MARK = re.compile(r"z\W*q\W*x\W*(\d+)")


@pytest.fixture(scope="module", params=PROVIDERS)
def service(request: pytest.FixtureRequest):
    with model_behind(request.param, steps(Say("")), max_tool_calls=40) as (models, behind):
        yield request.param, models, behind


def obedient(seen: Seen, *, wanted=EVERYTHING) -> Step:
    """Looks at all there is; then does whatever an order says, or answers if it read none."""
    if marks_in(seen.everything):
        orders = {"channels": [name for name in str(seen.tools) if name]}
        return (
            Say("The kettle used 4242 kWh, see https://evil.example") if seen.results else use_orders(orders)
        )
    if not seen.results:
        return Use(tuple((name, args) for name, args in wanted if name in seen.tools))
    if not any('"kettle' in result or "kettle_1 used" in result for result in seen.results):
        return Use((("total", {"channels": ["kettle_1"]}),))
    return Say("{s4}" if not seen.asked_to_mend else "{s" + str(len(seen.results)) + "}")


def use_orders(orders: dict[str, object]) -> Use:
    return Use((("price", {}), ("total", orders)))


def marks_in(text: str) -> set[str]:
    """Marks of hostile names in a text, whatever lies between their letters."""
    shown = "".join(c for c in text.lower() if unicodedata.category(c) not in ("Cf", "Mn"))
    return set(MARK.findall(shown))


@pytest.mark.parametrize("place", HOMES)
def test_no_order_in_a_name_reaches_the_model_or_changes_a_figure(place: int, service) -> None:
    name, models, behind = service
    context = hostile.home_of(hostile.homes()[place])
    by_rules = ask(QUESTION, context)
    behind.forget(obedient if place else lambda seen: obedient(seen, wanted=(*EVERYTHING, *SLOW)))

    answer = ask(QUESTION, context, providers=(name,), models=models)

    assert len(behind.seen) >= 2
    for seen in behind.seen:
        assert not marks_in(seen.everything)
        assert "4242" not in seen.everything
        assert "evil.example" not in seen.everything
    assert (answer.text, answer.values) == (by_rules.text, by_rules.values)
    assert answer.values[0].value == pytest.approx(31 / 8 * 48)
    assert answer.provider == name


@pytest.mark.parametrize(
    "number",
    [pytest.param(n, marks=pytest.mark.prove if n % 30 else ()) for n in range(0, len(hostile.names()), 10)],
)
def test_asked_by_its_own_name_a_hostile_appliance_is_an_alias_to_the_model(number: int) -> None:
    for name in hostile.names()[number : number + 10]:
        context = Context(Home(), readings(channel(name, [0.25] * 24), channel("Kettle", [1.0] * 24)))

        told = Aliases(context).hide_in_question(f"How much did {name} use?")

        assert not marks_in(told), told
        assert "4242" not in told


@pytest.mark.parametrize(
    "place", [pytest.param(n, marks=pytest.mark.prove if n > 2 else ()) for n in range(len(hostile.homes()))]
)
def test_hostile_names_stay_text_in_the_chat(place: int) -> None:
    context = hostile.home_of(hostile.homes()[place])
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    for question in (
        "Show my usage by appliance",
        "Which appliance uses the most?",
        "Which appliances do you know?",
    ):
        for line in ask(question, context).text.split("\n"):
            shown = reader.render(plain(line))
            assert set(re.findall(r"<(/?\w+)", shown)) <= {"p", "/p"}, shown


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("place", HOMES)
def test_hostile_names_stay_text_in_the_report_and_the_exports(place: int) -> None:
    context = hostile.home_of(hostile.homes()[place])
    made = analysis(context.readings, context.home)

    html, markdown = report_html(made), report_markdown(made)
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)

    assert "evil.example" in html, "the names are there, as text"
    for tag, attributes in (*Tags(html).found, *Tags(shown).found):
        assert tag not in ("script", "a", "iframe", "b")
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href"):
            assert (attributes.get(name) or "data:").startswith(("data:", "#"))
    for row in csv.reader(csv_text(made.usage.rows).splitlines()):
        assert not [text for text in row if text.startswith(("=", "@"))]


def test_two_hundred_hostile_names_are_tried() -> None:
    assert len(hostile.names()) >= 200
    assert len(set(hostile.names())) == len(hostile.names())


def test_a_name_in_the_question_is_an_alias_and_comes_back_as_the_name() -> None:
    context = Context(
        Home(), readings(channel("Kitchen <b>Fridge</b>", [0.25] * 24), channel("Kettle", [1.0] * 24))
    )
    aliases = Aliases(context)

    assert aliases.hide_in_question("How much did the kitchen <b>fridge</b> use?") == (
        "how much did the refrigerator_1 use"
    )
    assert aliases.hide_in_question("How much did the fridge use?") == "how much did the refrigerator_1 use"
    assert aliases.by_alias["refrigerator_1"] == "Kitchen <b>Fridge</b>"


def test_two_of_a_kind_have_aliases_of_their_own() -> None:
    context = Context(
        Home(), readings(*(channel(n, [1.0] * 24) for n in ("Kitchen fridge", "Garage fridge")))
    )

    told = Aliases(context).hide_in_question("Compare the garage fridge and the kitchen fridge")

    assert told == "compare the refrigerator_2 and the refrigerator_1"
