"""Home Assistant: histories of several entities, statistics, and what holds until the next change."""

from __future__ import annotations

import pytest

from energy_core.errors import UnknownFormatError, UnreadableFileError
from energy_core.importers.receipt import Import
from tests.files import only, read

HISTORY = "entity_id,state,last_changed\n"


def history(entity: str, *changes: tuple[str, float | str]) -> str:
    """Rows of one entity: time of the day, state."""
    return "".join(f"{entity},{state},2024-03-01T{at}.250000+00:00\n" for at, state in changes)


def kwh(imported: Import) -> dict[str, float]:
    return {channel.name: round(channel.kwh, 6) for channel in imported.readings.channels}


def decided(imported: Import, what: str) -> str:
    return next(d.choice for d in imported.receipt.decisions if d.what == what)


def test_a_power_holds_until_it_changes():
    text = HISTORY + history(
        "sensor.plug_power", ("10:00:00", 2000), ("10:30:00", 0), ("10:59:10", 0), ("11:00:10", 100)
    )

    imported = read(text, timezone=None)

    assert only(imported).kwh == pytest.approx(1.0)  # 2,000 W for half an hour
    assert decided(imported, "unit of sensor.plug_power") == "W"
    assert decided(imported, "log of changes") == "each value holds until the next"


def test_a_long_silence_while_power_is_drawn_is_a_gap_and_an_idle_night_is_not():
    steps = [(f"00:0{minute}:00", 150) for minute in range(5)]
    text = HISTORY + history(
        "sensor.tv_power", *steps, ("00:05:00", 0), ("07:00:00", 240), ("07:01:00", 240), ("15:00:00", 0),
        ("15:01:00", 150), ("15:02:00", 0),
    )  # fmt: skip

    imported = read(text, timezone=None)

    # 5 min of 150 W, nothing in the idle night, 240 W for a minute and one more, then a gap, 150 W again
    assert only(imported).kwh == pytest.approx((5 * 150 + 2 * 240 + 150) / 60_000)
    assert "1 silence of more than 1.0 h, 8.0 h in all" in decided(imported, "log of changes")


def test_unavailable_is_missing_and_never_zero():
    text = HISTORY + history(
        "sensor.plug_power",
        ("10:00:00", 600),
        ("10:10:00", "unavailable"),
        ("10:20:00", 300),
        ("10:30:00", 0),
    )

    channel = only(read(text, timezone=None))

    assert channel.intervals["kwh"].round(6).tolist()[0] == 0.1
    assert channel.intervals["kwh"].isna().tolist() == [False, True, False]


def test_several_entities_are_told_apart_and_those_that_are_no_electricity_are_left_out():
    text = HISTORY + history("sensor.heat_pump_energy_kwh", *((f"{h:02d}:00:00", 100 + h) for h in range(12)))
    text += history("sensor.fridge_power", *((f"{h:02d}:00:00", 120) for h in range(12)))
    text += history("sensor.hall_temperature", *((f"{h:02d}:00:00", 20.5) for h in range(12)))
    text += history("light.hall", ("08:00:00", "on"), ("09:00:00", "off"))

    imported = read(text, timezone=None)

    assert kwh(imported) == {"sensor.heat_pump_energy_kwh": 11, "sensor.fridge_power": 1.32}
    left = {d.choice: d.evidence for d in imported.receipt.decisions if d.what == "entities left out"}
    assert left == {
        "sensor.hall_temperature": "a temperature: no electric energy",
        "light.hall": "a state in words: no electric energy",
    }
    receipt = imported.receipt
    assert receipt.rows_read == 38 == receipt.rows_kept + receipt.rows_dropped
    assert {reason.reason: reason.count for reason in receipt.reasons} == {
        "no later stamp says how long the last value held": 1,
        "the row holds a temperature, no electric energy": 12,
        "the row holds a state in words, no electric energy": 2,
    }


def test_a_power_that_may_be_kilowatts_is_asked_about_with_what_each_would_mean():
    text = HISTORY + history("sensor.ac_power", *((f"{h:02d}:00:00", 2) for h in range(11)), ("11:00:00", 0))

    with pytest.raises(
        UnreadableFileError, match=r"as W 0\.022 kWh, as kW 22\.0 kWh in all.*--unit W"
    ) as asked:
        read(text, timezone=None)

    assert (asked.value.option, asked.value.choices) == ("--unit", ("W", "kW"))
    assert only(read(text, timezone=None, unit="kW")).kwh == pytest.approx(22)


def test_the_unit_of_the_attributes_counts():
    text = "entity_id,state,last_changed,attributes\n" + "".join(
        f'sensor.x,{10 + h},2024-03-01T{h:02d}:00:00Z,"{{""unit_of_measurement"": ""Wh""}}"\n'
        for h in range(24)
    )

    channel = only(read(text, timezone=None))

    assert (channel.kind, channel.source_unit, round(channel.kwh, 6)) == ("register", "Wh", 0.023)


def test_an_energy_sensor_that_starts_again_each_day_is_a_counter():
    text = HISTORY + "".join(
        f"sensor.daily_energy,{(h % 24) * 0.5},2024-03-{1 + h // 24:02d}T{h % 24:02d}:00:00+00:00\n"
        for h in range(72)
    )

    channel = only(read(text, timezone=None, unit="kWh"))

    assert channel.kwh == pytest.approx(3 * 23 * 0.5)


def test_only_other_things_are_refused_in_plain_words():
    text = HISTORY + history("sensor.hall_temperature", *((f"{h:02d}:00:00", 20 + h) for h in range(12)))

    with pytest.raises(UnknownFormatError, match=r"has none: its entities .* hold a temperature"):
        read(text, timezone=None)


def test_statistics_of_a_counter_are_the_energy_of_the_hour_they_are_stamped_with():
    hours = [f"2024-03-01T{h:02d}:00:00+00:00" for h in range(24)]
    text = "statistic_id,unit,start,mean,min,max,state,sum\n"
    text += "".join(f"sensor.grid,kWh,{at},,,,{7000 + h},{h * (h + 1) / 2}\n" for h, at in enumerate(hours))
    text += "".join(f"sensor.oven_power,W,{at},500,0,2000,,\n" for at in hours)
    text += "".join(f"sensor.hall,°C,{at},20,19,21,,\n" for at in hours)

    imported = read(text, timezone=None)

    assert kwh(imported) == {"sensor.grid": 276, "sensor.oven_power": 12}
    grid = imported.readings.channels[0].intervals
    assert (str(grid["start"].iloc[0]), grid["kwh"].iloc[0]) == ("2024-03-01 01:00:00+00:00", 1)


def test_names_may_say_the_unit_and_power_beside_its_own_energy_counts_once():
    text = "_time,_value,_field,host\n"
    for hour in range(24):
        at = f"2024-03-01T{hour:02d}:00:00Z"
        text += (
            f"{at},{0.5 if hour % 3 else 0.25},energy_kwh,a\n{at},{300 + hour},power_w,a\n{at},21,temp_c,a\n"
        )

    imported = read(text, timezone=None)

    assert kwh(imported) == {"energy_kwh": 10}
    assert {reason.reason: reason.count for reason in imported.receipt.reasons} == {
        "the row holds something whose unit its name does not say, no electric energy": 24,
        "the power of what energy_kwh says as energy": 24,
    }
