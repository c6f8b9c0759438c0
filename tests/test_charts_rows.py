"""Rows of any query as a chart: when there is one, and what it says."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from energy_core.charts.rows import Shape, rows_chart, shape_of

JANUARY = [date(2024, 1, 1 + number) for number in range(31)]


def test_a_date_beside_numbers_is_the_axis_and_units_alike_are_drawn_together():
    rows = pd.DataFrame({"local_date": JANUARY, "kwh": 1.0, "mean_kwh": 2.0, "cost": 0.5})

    assert shape_of(rows) == Shape("time", "local_date", ("kwh", "mean_kwh", "cost"), ("kwh", "mean_kwh"), ())


def test_several_homes_are_a_line_each():
    rows = pd.DataFrame({"home_id": ["elm"] * 31 + ["oak"] * 31, "local_date": JANUARY * 2, "kwh": 1.0})

    shape = shape_of(rows)
    assert shape is not None
    assert shape.names == ("home_id",)
    assert set(drawn(rows, shape, "series")) == {"elm", "oak"}


def test_hours_of_the_day_are_an_axis_of_their_own():
    shape = shape_of(pd.DataFrame({"local_hour": range(24), "mean_kwh": 1.0}))

    assert shape is not None
    assert (shape.kind, shape.axis, shape.measures) == ("hour", "local_hour", ("mean_kwh",))


def test_names_beside_numbers_are_bars():
    rows = pd.DataFrame({"home_id": ["elm", "elm"], "channel": ["Lamp", "Oven"], "kwh": [1.0, 2.0]})

    shape = shape_of(rows)
    assert shape is not None
    assert (shape.kind, shape.names) == ("names", ("channel",))
    assert drawn(rows, shape, "at") == ["Lamp", "Oven"]


@pytest.mark.parametrize(
    "rows",
    [
        pd.DataFrame(),
        pd.DataFrame({"kwh": [1.0]}),
        pd.DataFrame({"kwh": [1.0, 2.0]}),
        pd.DataFrame({"channel": ["Lamp", "Oven"]}),
        pd.DataFrame({"local_date": JANUARY[:2], "kwh": [None, None]}, dtype=object),
        pd.DataFrame({"local_date": [JANUARY[0]] * 2, "kwh": [1.0, 2.0]}),
        pd.DataFrame([[JANUARY[0], 1.0, 2.0], [JANUARY[1], 1.0, 2.0]], columns=["d", "kwh", "kwh"]),
        pd.DataFrame({"channel": [str(n) for n in range(60)], "kwh": 1.0}),
    ],
)
def test_rows_that_no_chart_makes_clearer_have_none(rows: pd.DataFrame):
    assert shape_of(rows) is None


def test_what_is_unknown_is_not_drawn_as_nothing():
    rows = pd.DataFrame({"local_date": JANUARY[:3], "kwh": [1.0, float("nan"), 3.0]})

    assert drawn(rows, shaped(rows), "value") == [1.0, 3.0]


def test_a_few_times_are_bars_with_their_names_and_many_are_a_line():
    months = pd.DataFrame({"month": pd.date_range("2024-01-01", periods=3, freq="MS"), "kwh": 1.0})
    hours = pd.DataFrame({"start": pd.date_range("2024-01-01", periods=99, freq="h", tz="UTC"), "kwh": 1.0})

    bars, line = (rows_chart(rows, shaped(rows), ("kwh",)).to_dict() for rows in (months, hours))

    assert (bars["mark"]["type"], drawn(months, shaped(months), "said")) == (
        "bar",
        ["Jan 2024", "Feb 2024", "Mar 2024"],
    )
    assert (line["mark"]["type"], line["encoding"]["x"]["title"]) == ("line", "start (UTC)")


def test_times_that_come_now_and_then_are_points():
    hours = pd.Series(range(40)).cumsum()
    rows = pd.DataFrame(
        {"start": pd.Timestamp("2024-01-01") + pd.to_timedelta(hours, unit="h"), "score": 2.0}
    )

    assert rows_chart(rows, shaped(rows), ("score",)).to_dict()["mark"]["type"] == "circle"


def test_names_from_files_are_shown_on_one_line():
    rows = pd.DataFrame({"channel": ["a\nb", "c\u202ed"], "kwh": [1.0, 2.0]})

    assert drawn(rows, shaped(rows), "at") == ["a b", "cd"]


def test_never_more_points_than_a_browser_draws():
    rows = pd.DataFrame({"start": pd.date_range("2024-01-01", periods=9000, freq="h"), "a": 1.0, "b": 2.0})

    assert len(drawn(rows, shaped(rows), "value", "a", "b")) == 3000


def shaped(rows: pd.DataFrame) -> Shape:
    shape = shape_of(rows)
    assert shape is not None
    return shape


def drawn(rows: pd.DataFrame, shape: Shape, column: str, *measures: str) -> list[object]:
    return rows_chart(rows, shape, measures or shape.alike).data[column].tolist()  # type: ignore[no-any-return]
