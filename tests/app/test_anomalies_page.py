"""The page Unusual use: what a person says about an event is kept and changes the next look."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.app.pages import keep, open_page, texts


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENERGY_LAKE", str(tmp_path / "lake"))
    file = tmp_path / "meter.csv"
    stamps = pd.date_range("2024-01-01", periods=28 * 24, freq="h", tz="UTC")
    kwh = 0.5 + 0.05 * np.random.default_rng(0).random(len(stamps))
    kwh[20 * 24 + 14] = 4.0
    pd.DataFrame({"timestamp": stamps.strftime("%Y-%m-%dT%H:%M:%SZ"), "kwh": kwh}).to_csv(file, index=False)
    keep(tmp_path / "lake", file)
    return tmp_path / "lake"


def button(app, label: str):
    return next(one for one in app.button if one.label == label)


def test_an_event_that_is_called_normal_is_muted_and_can_be_taken_back(lake: Path):
    app = open_page("anomalies")
    assert "more than usual" in texts(app)

    button(app, "This is normal").click()
    app.run()

    (label,) = Lake(Folder(lake)).home("house").labels
    assert (label.meaning, label.kind, label.start) == ("normal", "spike", "2024-01-21T14:00+00:00")
    assert "This is normal" not in [one.label for one in app.button]

    button(app, "Take back").click()
    app.run()

    assert Lake(Folder(lake)).home("house").labels == ()


def test_the_z_score_is_one_click_away(lake: Path):
    app = open_page("anomalies")

    app.segmented_control(key="anomalies-method").set_value("z-score")
    app.run()

    assert not app.exception
    assert "mean + threshold" in texts(app)
