"""The shipped questions: the same SQL runs here and is what Athena understands."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from trino_sql_validator import validate

from energy_core.home import Home
from energy_core.lake.examples import Example, examples
from energy_core.lake.lake import Lake
from energy_core.lake.parquet import FOLDERS
from energy_core.lake.query import run_sql
from energy_core.lake.statement import reading
from energy_core.lake.store import Folder
from energy_core.readings import Readings
from tests.analyses import analysis
from tests.build import channel, readings

ZONE = "Europe/London"
Rows = list[dict[str, Any]]
Ask = Callable[[str], Rows]

each_example = pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)


def home_of_elm() -> Readings:
    """60 days from 1 January 2024: 1 kWh every hour, 2 from 18:00 to 21:00, 3 on evenings of the weekend.

    A kettle of half of it; 12 hours of 10 January not read; 24 kWh at 04:00 on 20 January.
    """
    kwh: list[float] = []
    for hour in range(60 * 24):
        weekend = (hour // 24) % 7 in (5, 6)
        evening = hour % 24 in (18, 19, 20)
        kwh.append((3.0 if weekend else 2.0) if evening else 1.0)
    kwh[9 * 24 : 9 * 24 + 12] = [float("nan")] * 12
    kwh[19 * 24 + 4] = 24.0
    return readings(
        channel("mains", kwh, role="mains", timezone=ZONE),
        channel("kettle", [each / 2 for each in kwh], timezone=ZONE),
        timezone=ZONE,
    )


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    lake = Lake(Folder(tmp_path_factory.mktemp("lake")))
    lake.save_analysis(analysis(home_of_elm(), Home(home_id="elm", timezone=ZONE, price_per_kwh=0.5)))
    oak = readings(channel("mains", [2.0] * 240, role="mains", timezone=ZONE), timezone=ZONE)
    lake.save_analysis(analysis(oak, Home(home_id="oak", timezone=ZONE)))
    return lambda title: run_sql(sql(title), lake.store.path).to_dict("records")


def sql(title: str) -> str:
    return next(example.sql for example in examples() if example.title == title)


def of_elm(rows: Rows) -> Rows:
    return [row for row in rows if row["home_id"] == "elm"]


@each_example
def test_an_example_runs_here(ask: Ask, example: Example):
    ask(example.title)


@each_example
def test_athena_would_run_an_example_without_a_warning(example: Example):
    verdict = validate(example.sql)

    assert (verdict.valid, verdict.error, verdict.warnings) == (True, None, ())


@each_example
def test_an_example_only_reads(example: Example):
    assert reading(example.sql) == example.sql


@each_example
def test_an_example_keeps_away_from_what_the_dialects_disagree_on(example: Example):
    disagreed = re.compile(
        r"date_diff|datediff|strftime|date_format|::|\bQUALIFY\b|\bEXCLUDE\b|AT TIME ZONE|GROUP BY ALL", re.I
    )

    assert not disagreed.search(example.sql)
    assert not re.search(r"/ *(count|[0-9])", example.sql), "a division of whole numbers"


def test_every_table_has_an_example_and_no_title_comes_twice():
    text = " ".join(example.sql for example in examples())
    titles = [example.title for example in examples()]

    assert [table for table in FOLDERS if table not in text] == []
    assert len(set(titles)) == len(titles) >= 10
    assert all(example.question.endswith("?") for example in examples())


def test_january_is_the_sum_of_its_days(ask: Ask):
    january = of_elm(ask("Energy by month"))[0]

    # 31 days of 24 + 3 kWh, 3 more on 8 weekend days, 12 not read, 23 more at once
    assert january["kwh"] == 31 * 27 + 8 * 3 - 12 + 23
    assert january["hours_missing"] == 12
    assert date.fromisoformat(str(january["month"])[:10]) == date(2024, 1, 1)


def test_a_month_costs_its_energy_times_the_price_and_nothing_is_known_without_one(ask: Ask):
    rows = ask("Cost by month")
    elm, oak = of_elm(rows)[0], next(row for row in rows if row["home_id"] == "oak")

    assert (elm["cost"], elm["per_kwh"]) == ((31 * 27 + 8 * 3 - 12 + 23) / 2, 0.5)
    assert str(oak["cost"]) == "nan"


def test_an_appliance_has_its_share_of_the_home(ask: Ask):
    rows = of_elm(ask("Top appliances"))

    assert [(row["channel"], row["percent_of_home"]) for row in rows] == [("mains", 100.0), ("kettle", 50.0)]


def test_the_evening_is_the_peak(ask: Ask):
    rows = of_elm(ask("Peak hours"))

    assert sorted(sorted(rows, key=lambda row: -row["mean_kwh"])[:3], key=lambda row: row["local_hour"]) == [
        # 60 evenings, 16 of them at weekends: (44 × 2 + 16 × 3) / 60
        {"home_id": "elm", "local_hour": hour, "mean_kwh": 2.267, "highest_kwh": 3.0, "hours_read": 60}
        for hour in (18, 19, 20)
    ]


def test_weekends_use_three_more_than_weekdays(ask: Ask):
    rows = {row["day_type"]: row for row in of_elm(ask("Weekday and weekend"))}

    assert (rows["weekday"]["days"], rows["weekend"]["days"]) == (44, 16)
    assert rows["weekday"]["highest_kwh"] == 27
    assert rows["weekend"]["lowest_kwh"] == 30


def test_a_night_draws_a_thousand_watts(ask: Ask):
    january = of_elm(ask("Always on at night"))[0]

    # ten January was not read at night; one night has 24 kWh at four: its mean is 27 / 4
    assert (january["lowest_hour_watts"], january["nights"]) == (1000, 30)
    assert january["mean_watts"] == round(1000 * (29 + 6.75) / 30)


def test_the_unusual_hour_comes_first_with_what_it_used_too_much(ask: Ask):
    first = of_elm(ask("Unusual use, the dearest first"))[0]

    assert (first["channel"], first["kwh"], first["excess_kwh"] > 20) == ("mains", 24.0, True)
    assert first["excess_cost"] == pytest.approx(first["excess_kwh"] / 2, abs=0.01)
    assert first["reason"]


def test_hours_missing_are_named_by_day(ask: Ask):
    rows = of_elm(ask("Hours missing"))

    assert [(row["channel"], str(row["local_date"]), row["hours_missing"]) for row in rows] == [
        ("kettle", "2024-01-10", 12.0),
        ("mains", "2024-01-10", 12.0),
    ]


def test_homes_stand_side_by_side(ask: Ask):
    rows = ask("Homes side by side")

    assert [(row["home_id"], row["days"]) for row in rows] == [("oak", 10), ("elm", 60)]
    assert rows[0]["kwh_per_day"] == 48


def test_every_kwh_names_its_file(ask: Ask):
    rows = ask("Where each kWh came from")

    assert [(row["home_id"], row["source_file"], row["readings"]) for row in rows] == [
        ("elm", "test.csv", 1440),
        ("oak", "test.csv", 240),
    ]
