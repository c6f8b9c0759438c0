"""The report is one file that needs nothing, says everything twice over and never becomes markup."""

from __future__ import annotations

import re
from base64 import b64decode
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from energy_core.analysis import Analysis
from energy_core.anomalies import z_score
from energy_core.bills.pricing import FlatPrice, prices_of
from energy_core.errors import NotEnoughDataError, UnknownNameError
from energy_core.home import Home
from energy_core.insights import findings
from energy_core.load_profile import load_profile
from energy_core.readings import Readings
from energy_core.report import SECTIONS, report_html, report_markdown
from energy_core.report.inert import cell, markdown, markdown_paragraph
from energy_core.settings import Settings
from energy_core.usage import usage
from tests.build import channel, days, mains, readings

DAY = [0.1] * 18 + [1.0] * 3 + [0.1] * 3

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](http://evil.example/a.png)",
    "=cmd|' /C calc'!A0",
    "a|b`c`**d**_e_~~f~~$g$",
    "{{ 7 * 7 }}{% raw %}",
    "Fri\u200bdge\u202egnp.exe\nsecond line",
    "</style></svg><h1>x",
    "# heading",
    "www.evil.example",
)


def analysed(home_readings: Readings, home: Home | None = None) -> Analysis:
    """An analysis without forecasts: quick, and all that a report's form depends on."""
    home = home or Home(name="Our house", currency="GBP", price_per_kwh=0.30)
    reasons: dict[str, str] = {}

    def attempt(part, compute):
        try:
            return compute()
        except NotEnoughDataError as error:
            reasons[part] = error.message
            return None

    parts = {
        "usage": usage(home_readings, by="day", prices=prices_of(home_readings, home)),
        "profile": attempt("profile", lambda: load_profile(home_readings)),
        "anomalies": attempt(
            "anomalies", lambda: z_score(home_readings, settings=Settings(), prices=FlatPrice(0.3))
        ),
        "comparison": None,
        "change": None,
        "trend": None,
        "forecasts": {},
    }
    ranked = findings(home_readings, home, **parts)  # type: ignore[arg-type]
    return Analysis(
        home=home, settings=Settings(), readings=home_readings, compared={}, findings=ranked,
        not_possible=reasons, **parts,  # type: ignore[arg-type]
    )  # fmt: skip


class Elements(HTMLParser):
    """Tags, attributes and text of a document, as a browser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def hostile_home() -> Analysis:
    home = readings(*(channel(name, [0.1 * (i + 1)] * 23 + [9.0]) for i, name in enumerate(HOSTILE)))
    return analysed(home, Home(name="<b>Home</b> | `x`", price_per_kwh=0.3, currency="GBP"))


def images_of(markdown_text: str) -> list[str]:
    codes = re.findall(r"\(data:image/svg\+xml;base64,([^)]+)\)", markdown_text)
    return [b64decode(code).decode() for code in codes]


def test_the_html_asks_for_nothing_from_outside():
    html = report_html(analysed(days(DAY, 40)))

    found = Elements(html)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & set(found.tags)
    assert not [a for a in found.attributes if a[0] in ("src", "href", "action", "xlink:href")]
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", html)


def test_the_markdown_carries_its_charts_inside():
    text = report_markdown(analysed(days(DAY, 40)))

    assert len(images_of(text)) == 2
    assert not re.search(r"https?://", text)
    for image in images_of(text):
        assert ElementTree.fromstring(image).tag.endswith("svg")  # well-formed on its own


def test_the_same_analysis_gives_the_same_bytes():
    one, other = analysed(days(DAY, 40)), analysed(days(DAY, 40))

    assert report_html(one) == report_html(other)
    assert report_markdown(one) == report_markdown(other)


def test_the_summary_says_what_the_readings_say():
    html = "".join(Elements(report_html(analysed(days(DAY, 40)), sections=["summary"])).text)

    # 40 × 5.1 kWh at 0.30
    for figure in ("204 kWh", "£61.20", "100 W", "18:00 to 21:00", "1 Jan to 9 Feb 2024"):
        assert figure in html


def test_sections_can_be_chosen_and_keep_their_order():
    text = report_markdown(analysed(days(DAY, 40)), sections=["method", "summary"])

    assert re.findall(r"^## (.*)$", text, flags=re.M) == ["Summary", "How this was computed"]


def test_a_section_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(UnknownNameError, match="summary, findings, usage"):
        report_html(analysed(days(DAY, 10)), sections=["money"])


@pytest.mark.parametrize("section", SECTIONS)
def test_no_name_of_a_channel_becomes_an_element(section: str):
    found = Elements(report_html(hostile_home(), sections=[section]))

    assert not {"script", "img", "b", "a"} & set(found.tags)
    assert found.tags.count("h1") == 1
    assert not [name for name, _ in found.attributes if name.startswith("on")]


def test_names_are_shown_as_they_are_but_for_what_cannot_be_seen():
    text = "".join(Elements(report_html(hostile_home())).text)

    assert "<script>alert(1)</script>" in text
    assert "{{ 7 * 7 }}{% raw %}" in text
    assert "Fridgegnp.exe second line" in text


def test_what_a_spreadsheet_takes_for_a_formula_is_only_text():
    html = "".join(Elements(report_html(hostile_home(), sections=["usage"])).text)

    assert "'=cmd|' /C calc'!A0" in html
    assert cell("-5 degrees") == "'-5 degrees"
    assert cell("-£5.00") == "-£5.00"


def test_markdown_of_hostile_names_has_no_link_no_image_and_no_markup():
    text = report_markdown(hostile_home())

    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda _: True  # type: ignore[method-assign]
    tokens = reader.parse(text)
    inline = [child for token in tokens for child in token.children or []]
    assert not [child for child in inline if child.type in ("link_open", "html_inline", "code_inline")]
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block", "hr")]
    images = [str(child.attrs["src"]) for child in inline if child.type == "image"]
    assert images and all(source.startswith("data:image/svg+xml;base64,") for source in images)
    assert all("alert(1)" not in heading for heading in re.findall(r"^# (.*)$", text, flags=re.M))


def test_a_name_reads_the_same_after_markdown_is_rendered():
    for name in ("a|b`c`**d**_e_", "<b>", "# heading", "1. first", "- dash", "x & y", "> quoted", "~~gone~~"):
        tokens = MarkdownIt("commonmark").parse(markdown_paragraph(name))

        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        children = tokens[1].children or []
        assert "".join(child.content for child in children) == name


def test_addresses_do_not_become_links_by_themselves():
    assert "http:" not in markdown("http://evil.example")
    assert "www." not in markdown("www.evil.example")
    assert "@" not in markdown("me@evil.example")


def test_charts_have_a_title_and_a_description_for_those_who_do_not_see_them():
    html = report_html(analysed(days(DAY, 40)), sections=["usage", "profile"])

    for svg in re.findall(r"<svg.*?</svg>", html, flags=re.S):
        root = ElementTree.fromstring(svg)
        ids = [child.get("id") for child in root[:2]]
        assert root.get("role") == "img"
        assert str(root.get("aria-labelledby")).split() == ids
    assert len(set(re.findall(r' id="([^"]+)"', html))) == len(re.findall(r' id="([^"]+)"', html))


@pytest.mark.parametrize(
    "home",
    [
        mains([0.5]),
        mains([0.0] * 48),
        mains([10.0, 12.0, 9.0], minutes=1440),
        mains([300.0, 280.0], minutes=60 * 24 * 31),
        mains([0.5, None, 0.5] * 24),  # type: ignore[list-item]
        readings(channel("solar", [0.5] * 48, role="generation")),
        readings(*(channel(f"Plug {i}", [0.1 * (i + 1)] * 48) for i in range(14))),
        days(DAY, 30, timezone="Europe/London", start="2024-03-20"),
    ],
    ids=["one reading", "zero", "daily", "bills", "gaps", "solar", "fourteen plugs", "clock change"],
)
def test_any_home_gets_a_report_without_a_broken_figure(home: Readings):
    analysis = analysed(home)

    text, html = report_markdown(analysis), report_html(analysis)
    words = "".join(Elements(html).text) + re.sub(r"base64,[^)]*", "", text)
    assert not re.search(r"\bnan\b|\bNaT\b|\bNone\b|\binf\b", words)
    assert re.findall(r"^## ", text, flags=re.M) and html.count("<section") == len(SECTIONS)


def test_a_home_without_a_name_is_not_called_default():
    assert report_markdown(analysed(mains([0.5] * 48), Home())).startswith("# Energy report\n")


def test_what_is_not_possible_is_said_in_its_place():
    text = report_markdown(analysed(mains([10.0, 12.0], minutes=1440)), sections=["profile"])

    assert "these come every day" in text
