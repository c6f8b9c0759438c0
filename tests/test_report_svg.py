"""Static charts: round ticks, honest heights, the same bytes every time."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.report.plane import NARROW, WIDE, Size, label_step, plane, round_ticks
from energy_core.report.svg import Picture, Series, lines, picture, stacked_bars

SVG = "{http://www.w3.org/2000/svg}"


def drawn(draw, size: Size = WIDE) -> ElementTree.Element:
    return ElementTree.fromstring(picture(Picture("test", "A title", "A description.", draw), size))


def bars_of(root: ElementTree.Element) -> list[float]:
    return [
        float(rect.get("height", ""))
        for rect in root.iter(f"{SVG}rect")
        if rect.find(f"{SVG}title") is not None
    ]


def test_ticks_are_round_and_reach_above_the_highest_value():
    assert round_ticks(17.6) == (0, 5, 10, 15, 20)
    assert round_ticks(0.43) == (0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5)
    assert round_ticks(0) == (0.0, 1.0)


@given(st.floats(min_value=1e-4, max_value=1e7))
@settings(max_examples=50)
def test_any_highest_value_fits_under_at_most_seven_ticks(highest: float):
    ticks = round_ticks(highest)

    assert ticks[-1] >= highest * (1 - 1e-9)
    assert 3 <= len(ticks) <= 8


def test_bars_are_as_high_as_their_values():
    root = drawn(stacked_bars(["a", "b"], [Series("one", (5.0, 10.0))], unit="kWh"))

    low, high = bars_of(root)
    assert round(high / low, 1) == 2.0


def test_stacked_bars_add_up():
    root = drawn(stacked_bars(["a"], [Series("one", (5.0,)), Series("two", (15.0,), "c1")], unit="kWh"))

    area = plane(20.0, WIDE, header=20.0)
    assert abs(sum(bars_of(root)) - (area.y(0) - area.y(20.0))) < 0.3


def test_a_bar_says_its_value_to_the_pointer():
    root = drawn(stacked_bars(["5 Jan"], [Series("Oven", (1.5,))], unit="kWh", names=["5 Jan 2024"]))

    assert [t.text for r in root.iter(f"{SVG}rect") for t in r.iter(f"{SVG}title")] == [
        "5 Jan 2024, Oven: 1.5 kWh"
    ]


def test_a_gap_interrupts_the_line():
    root = drawn(lines(["a", "b", "c"], [Series("one", (1.0, None, 2.0))], unit="kWh"))

    line = next(p for p in root.iter(f"{SVG}path") if "line" in p.get("class", ""))
    assert line.get("d", "").count("M") == 2


def test_labels_never_touch():
    assert label_step(["00:00"] * 24, slot=28) == 2
    assert label_step(["a"], slot=500) == 1


def test_nothing_to_draw_is_an_empty_plane():
    root = drawn(stacked_bars([], [], unit="kWh"), NARROW)

    assert not bars_of(root)


def test_names_in_a_chart_are_text():
    hostile = '</text><script>alert("x")</script>'

    root = drawn(stacked_bars([hostile], [Series(hostile, (1.0,)), Series("b", (1.0,))], unit=hostile))

    assert not list(root.iter(f"{SVG}script"))


def test_no_shape_leaves_the_picture():
    for size in (WIDE, NARROW):
        labels = [f"{i} Sep 2024" for i in range(1, 15)]
        root = drawn(stacked_bars(labels, [Series("x", tuple([1234.5] * 14))], unit="kWh"), size)

        for rect in root.iter(f"{SVG}rect"):
            assert 0 <= float(rect.get("x", "")) <= size.width - float(rect.get("width", ""))
