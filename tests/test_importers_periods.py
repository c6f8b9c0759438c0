"""A date and an hour or a period of the day in a column of its own."""

from __future__ import annotations

import pandas as pd
import pytest

from energy_core.errors import MalformedFileError
from tests.files import only, read

DAYS = ("2024-01-01", "2024-01-02", "2024-01-03")


def by_day(days: dict[str, range], *, header: str = "date,hour,kwh") -> str:
    """One row of 1 kWh for each period of each day."""
    return "\n".join([header, *(f"{day},{n},1" for day, numbers in days.items() for n in numbers)])


@pytest.mark.parametrize(
    ("header", "numbers", "minutes"),
    [
        ("date,hour,kwh", range(24), 60),
        ("date,Hour Ending,kwh", range(1, 25), 60),
        ("Datum,Stunde,kWh", range(24), 60),
        ("date,settlement period,kwh", range(1, 49), 30),
        ("date,interval,kwh", range(1, 97), 15),
        ("date,n,kwh", range(1, 25), 60),
    ],
)
def test_an_hour_or_period_beside_the_date_is_part_of_the_time(header, numbers, minutes):
    channel = only(read(by_day(dict.fromkeys(DAYS, numbers), header=header)))

    assert channel.kwh == 3 * len(numbers)
    assert channel.interval_minutes == minutes
    assert (str(channel.start), str(channel.end)) == (
        "2024-01-01 00:00:00+00:00",
        "2024-01-04 00:00:00+00:00",
    )


def test_hours_of_several_appliances_stay_apart():
    text = "date,hour,appliance,kwh\n" + "".join(
        f"{day},{hour},{name},{kwh}\n"
        for day in DAYS
        for hour in range(24)
        for name, kwh in (("A", 1), ("B", 2))
    )

    imported = read(text)

    assert {c.name: c.kwh for c in imported.readings.channels} == {"A": 72, "B": 144}


@pytest.mark.parametrize("first", [0, 1])
def test_the_day_of_25_hours_may_have_a_25th(first):
    numbers = {"2023-10-28": 24, "2023-10-29": 25, "2023-10-30": 24}
    text = by_day({day: range(first, first + count) for day, count in numbers.items()})

    channel = only(read(text, timezone="Europe/London"))

    assert channel.kwh == 73
    assert channel.end - channel.start == pd.Timedelta(hours=73)


def test_the_day_of_23_hours_may_end_early():
    numbers = {"2023-03-25": 24, "2023-03-26": 23, "2023-03-27": 24}
    text = by_day({day: range(1, count + 1) for day, count in numbers.items()})

    channel = only(read(text, timezone="Europe/London"))

    assert (channel.kwh, channel.end - channel.start) == (71, pd.Timedelta(hours=71))


def test_the_day_of_23_hours_may_leave_out_the_hour_that_clocks_skip():
    text = by_day({"2023-03-25": range(24), "2023-03-26": range(24), "2023-03-27": range(24)})

    channel = only(read(text.replace("2023-03-26,1,1\n", ""), timezone="Europe/London"))

    assert (channel.kwh, channel.end - channel.start) == (71, pd.Timedelta(hours=71))


def test_a_25th_hour_where_days_have_24_asks_for_the_zone():
    text = by_day({"2023-10-28": range(24), "2023-10-29": range(25), "2023-10-30": range(24)})

    with pytest.raises(MalformedFileError, match="an hour more than 2023-10-29 has there") as refused:
        read(text, timezone="UTC")

    assert refused.value.option == "--timezone"


def test_three_tariff_periods_a_day_are_no_hours():
    with pytest.raises(MalformedFileError, match="column 'period' tells them apart"):
        read("date,period,kwh\n" + "".join(f"2024-01-0{d},{p},{p}\n" for d in range(1, 8) for p in (1, 2, 3)))


def test_the_receipt_says_how_the_hours_were_read():
    imported = read(by_day(dict.fromkeys(DAYS, range(1, 25))))

    decision = next(d for d in imported.receipt.decisions if d.what == "part of the day")
    assert (decision.choice, "1 begins the day at midnight" in decision.evidence) == ("column hour", True)


@pytest.mark.parametrize(
    "form", ["{h:02d}-{n:02d}", "{h}時", "{h:02d}시", "{h}点", "{h}~{n}", "{h:02d} - {n:02d}", "{h}h-{n}h"]
)
def test_hours_written_as_spans_or_with_a_word_are_hours(form):
    rows = [f"{day},{form.format(h=h, n=(h + 1) % 24)},1" for day in DAYS for h in range(24)]

    channel = only(read("\n".join(["date,hour,kwh", *rows])))

    assert (channel.kwh, channel.interval_minutes) == (72, 60)
    assert str(channel.start) == "2024-01-01 00:00:00+00:00"


def test_the_third_hour_twice_with_letters_is_the_repeated_hour():
    days = {"2023-10-28": "1 2 3", "2023-10-29": "1 2 3A 3B", "2023-10-30": "1 2 3"}
    rows = [
        f"{day},{hour},1" for day, first in days.items() for hour in [*first.split(), *map(str, range(4, 25))]
    ]

    channel = only(read("\n".join(["Datum,Stunde,kWh", *rows]), timezone="Europe/Berlin"))

    assert (channel.kwh, len(channel.intervals)) == (73, 73)
    assert str(channel.end) == "2023-10-30 23:00:00+00:00"
