"""insights.json: the analysis in plain JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from energy_core.home import Home
from energy_core.insights import Figure, Finding
from energy_core.lake.insights_json import insights
from energy_core.lake.plain_json import json_bytes
from tests.analyses import analysis
from tests.build import mains


@pytest.fixture(scope="module")
def elm() -> dict[str, Any]:
    day = [0.5] * 18 + [2.0, 2.0, 2.0] + [0.5] * 3  # 16.5 kWh
    figure = Figure("peak", 2.0, "kW", start=pd.Timestamp("2024-01-01 18:00", tz="Europe/London"))
    finding = Finding("peak", "Evenings", "Most is used in the evening.", None, (figure,))
    made = analysis(
        mains(day * 14, timezone="Europe/London"),
        Home(home_id="elm", timezone="Europe/London", currency="GBP", price_per_kwh=0.5),
    )
    written: dict[str, Any] = json.loads(json_bytes(insights(replace(made, findings=(finding,)))))
    return written


def test_the_summary_has_energy_cost_and_shape_of_the_day(elm: dict[str, Any]):
    summary = elm["summary"]

    assert (summary["consumption_kwh"], summary["cost"]) == (231.0, 115.5)
    assert summary["peak_hours"] == [18, 19, 20]
    assert (summary["start"], summary["end"]) == ("2024-01-01T00:00:00+00:00", "2024-01-15T00:00:00+00:00")


def test_findings_carry_their_figures(elm: dict[str, Any]):
    assert elm["findings"][0]["title"] == "Evenings"
    assert elm["findings"][0]["figures"][0]["start"] == "2024-01-01T18:00:00+00:00"


def test_the_forecast_has_its_model_total_and_accuracy(elm: dict[str, Any]):
    assert elm["forecast"]["hourly"]["model"] == "seasonal-naive"
    assert elm["forecast"]["hourly"]["total"]["kwh"] == pytest.approx(2 * 16.5)
    assert elm["accuracy"]["hourly"][0]["model"] == "seasonal-naive"


def test_what_was_not_possible_says_why(elm: dict[str, Any]):
    assert elm["not_possible"] == {"trend": "A trend needs 8 weeks."}


def test_a_home_without_consumption_and_price_has_no_cost_rather_than_zero():
    made = analysis(mains([1.0, 2.0], timezone="UTC"))

    assert insights(made)["summary"]["cost"] is None


def test_json_knows_times_dates_numbers_and_what_is_missing():
    values = {
        "nan": float("nan"),
        "infinite": np.inf,
        "nat": pd.NaT,
        "na": pd.NA,
        "whole": np.int64(3),
        "day": date(2024, 1, 1),
        "instant": pd.Timestamp("2024-01-01", tz="Europe/London"),
        "frame": pd.DataFrame({"kwh": [1.5, None]}),
        "text": "Zähler",
        "yes": np.bool_(True),
        "tuple": (1, 2),
    }

    assert json.loads(json_bytes(values)) == {
        "nan": None,
        "infinite": None,
        "nat": None,
        "na": None,
        "whole": 3,
        "day": "2024-01-01",
        "instant": "2024-01-01T00:00:00+00:00",
        "frame": [{"kwh": 1.5}, {"kwh": None}],
        "text": "Zähler",
        "yes": True,
        "tuple": [1, 2],
    }
    assert "Zähler" in json_bytes(values).decode()
