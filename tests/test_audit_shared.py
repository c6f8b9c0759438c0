"""The auditor on real meters that are not part of the project: the sum of savings, and what names are known.

They lie beside the checkout, in `../shared`; without them nothing is checked.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from energy_core.audit import Audit, audit
from energy_core.errors import EnergyError, NotEnoughDataError
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.readings import Channel, Readings, Role
from energy_core.tariffs import flat_tariff
from tests.audit_homes import evening_tariff

SHARED = Path(__file__).parents[2] / "shared"
LARGEST = 8_000_000

TRUTH = {
    "clothes dryer": ("dryer",),
    "water heater": ("water heater",),
    "heat pump": ("heat pump",),
    "garage lights": ("lighting",),
    "kitchen stove": ("oven",),
    "pump-well": ("well pump",),
    "sub_metering_1": ("dishwasher", "oven", "microwave"),
    "sub_metering_2": ("washing machine", "dryer", "refrigerator", "lighting"),
    "sub_metering_3": ("water heater", "air conditioner"),
    "fridge": ("refrigerator",),
    "ac_power": ("air conditioner",),
    "dishwasher": ("dishwasher",),
    "lights": ("lighting",),
    # a smart plug whose file is called dishwasher, its column only this
    "activepower": ("dishwasher",),
}
"""What a person reads in the names of channels, by a part of them; everything else is no appliance."""

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared meters are not beside this checkout"),
]


def home() -> Home:
    switched = ("freezer", "washer", "dishwasher", "standby", "ev_off_peak", "run_off_peak", "dryer")
    costs = ("freezer", "washer", "dishwasher")
    return Home(
        timezone="Europe/Berlin",
        country="US",
        tariff=flat_tariff(0.25, currency="USD"),
        other_tariffs=(evening_tariff(),),
        audit={**{f"{name}.on": 1 for name in switched}, **{f"{name}.cost": 1 for name in costs}},
    )


def samples() -> Iterator[tuple[str, Readings]]:
    with (SHARED / "samples" / "manifest.csv").open(encoding="utf-8") as manifest:
        paths = [row["path"] for row in csv.DictReader(manifest)]
    for path in paths:
        file = SHARED / "samples" / path
        if file.stat().st_size > LARGEST:
            continue
        try:
            yield path, import_file(file.read_bytes(), name=file.name, home=home()).readings
        except EnergyError:
            continue


def series(name: str, *, channel: str, role: Role) -> Channel:
    frame = pd.read_parquet(SHARED / "series" / f"{name}.parquet")
    start = pd.DatetimeIndex(frame["ts"]).tz_localize("UTC").as_unit("us")
    rows = pd.DataFrame(
        {
            "start": start,
            "end": start + pd.Timedelta(hours=1),
            "kwh": frame["kwh"].to_numpy(dtype="float64"),
            "quality": pd.Categorical(["measured"] * len(frame)),
            "source_file": pd.Categorical([name] * len(frame)),
        }
    )
    return Channel(channel, role, rows)


def series_homes() -> Iterator[tuple[str, Readings]]:
    with (SHARED / "series" / "manifest.csv").open(encoding="utf-8") as manifest:
        rows = list(csv.DictReader(manifest))
    for row in rows:
        role: Role = "appliance" if row["kind"] == "appliance" else "mains"
        yield row["name"], Readings((series(row["name"], channel=row["name"], role=role),), "UTC")
    yield (
        "uci home",
        Readings(
            (
                series("uci_house", channel="Global_active_power", role="mains"),
                series("uci_kitchen", channel="Sub_metering_1", role="appliance"),
                series("uci_laundry", channel="Sub_metering_2", role="appliance"),
            ),
            "UTC",
        ),
    )


def never_above(name: str, result: Audit) -> None:
    for measure in result.measures:
        assert measure.saving_kwh[2] <= measure.kwh_per_year_now * (1 + 1e-9), (name, measure.measure)
    assert result.combined_saving_kwh[2] <= result.metered_kwh_per_year * (1 + 1e-9), name


def expected(channel: str) -> tuple[str, ...]:
    folded = channel.lower()
    return next((types for part, types in TRUTH.items() if part in folded), ())


@pytest.mark.timeout(900)
def test_no_real_meter_is_promised_more_than_it_shows():
    seen: Counter[str] = Counter()
    for name, readings in (*samples(), *series_homes()):
        try:
            result = audit(readings, home())
        except NotEnoughDataError:
            seen["too short or no consumption"] += 1
            continue
        never_above(name, result)
        seen["with appliances" if result.matches else "with a main meter only"] += 1
        seen["recommended"] += len(result.recommended)
    print(dict(seen))  # noqa: T201

    assert seen["with appliances"] >= 4
    assert seen["with a main meter only"] >= 20


@pytest.mark.timeout(900)
def test_no_channel_of_a_real_meter_gets_a_wrong_type():
    from energy_core.audit.appliance_type import appliance_type

    counts: Counter[str] = Counter()
    wrong = []
    for name, readings in samples():
        for channel in (c.name for c in readings.channels if c.role == "appliance"):
            found, truth = appliance_type(channel).types, expected(channel)
            if found == truth:
                counts["matched" if truth else "rightly none"] += 1
            elif not found:
                counts["missed"] += 1
            else:
                counts["wrong"] += 1
                wrong.append((name, channel, found))
    print(dict(counts))  # noqa: T201

    assert wrong == []
    assert counts["missed"] <= counts["matched"] / 10
