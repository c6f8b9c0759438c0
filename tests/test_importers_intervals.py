"""How long each reading lasted, and whether its stamp is where it begins or ends."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.receipt import Decision, Import
from energy_core.readings import Channel
from tests.files import hours, only, read


def table(rows: Sequence[tuple[object, ...]], *, header: str = "time;kWh") -> str:
    return "\n".join([header, *(";".join(map(str, row)) for row in rows), ""])


def uneven(stamps: Sequence[str]) -> list[tuple[object, ...]]:
    """Stamps with energies that no counter has."""
    return [(stamp, number * 7 % 13 / 10) for number, stamp in enumerate(stamps)]


def lengths(channel: Channel) -> list[float]:
    """The different lengths of intervals, shortest first. [hours]"""
    found = (channel.intervals["end"] - channel.intervals["start"]) / pd.Timedelta(hours=1)
    return sorted(set(found.round(4)))


def span(channel: Channel) -> tuple[str, str]:
    return str(channel.start)[:16], str(channel.end)[:16]


def said(imported: Import, what: str) -> Decision:
    (decision,) = [d for d in imported.receipt.decisions if d.what == what]
    return decision


DAY = ("2024-01-01 00:00", "2024-01-02 00:00")


@pytest.mark.parametrize(
    ("stamps", "evidence"),
    [
        (hours(96, start="2024-01-01 00:15", minutes=15), "an interval after midnight"),
        ([f"{s}:59" for s in hours(48, start="2024-01-01 00:29", minutes=30)], "last moments of intervals"),
        (hours(48, start="2024-01-01 00:29", minutes=30), "last moments of intervals"),
        ([*hours(23, start="2024-01-01 01:00"), "2024-01-01 24:00"], "24:00, which nothing begins at"),
    ],
)
def test_a_day_that_ends_at_midnight_is_stamped_at_the_end(stamps, evidence):
    imported = read(table(uneven(stamps)))

    assert span(only(imported)) == DAY
    assert evidence in said(imported, "stamps mark").evidence
    assert said(imported, "stamps mark").option == "--stamp"


def test_a_day_that_begins_at_midnight_is_stamped_at_the_start():
    imported = read(table(uneven(hours(96, minutes=15))))

    assert span(only(imported)) == DAY
    assert said(imported, "stamps mark").confidence == 0.85


def test_gaps_tell_as_much_as_the_first_and_last_stamp():
    stamps = [stamp for day in (1, 3, 5) for stamp in hours(96, start=f"2024-01-0{day} 00:15", minutes=15)]

    imported = read(table(uneven(stamps[10:-10])))

    assert said(imported, "stamps mark").choice == "the end of intervals"


def test_without_evidence_stamps_are_starts_and_it_is_said_how_sure_that_is():
    imported = read(table(uneven(hours(40, start="2024-01-01 07:00"))))

    assert (said(imported, "stamps mark").choice, said(imported, "stamps mark").confidence) == (
        "the start of intervals",
        0.6,
    )


@pytest.mark.parametrize(
    ("stamps", "first"),
    [
        ([f"2024-01-{day:02d}" for day in range(1, 11)], "2024-01-01"),
        ([f"2024-01-{day:02d} 23:59" for day in range(1, 11)], "2024-01-01"),
        ([f"2024-01-{day:02d} 23:59:59" for day in range(1, 11)], "2024-01-01"),
        ([f"2024-01-{day:02d} 24:00" for day in range(1, 11)], "2024-01-01"),
    ],
)
def test_a_day_is_the_day_it_names_whatever_its_time_of_day(stamps, first):
    channel = only(read(table(uneven(stamps)), timezone="Europe/Berlin"))

    assert str(channel.start.tz_convert("Europe/Berlin"))[:16] == f"{first} 00:00"
    assert lengths(channel) == [24.0]


def test_a_header_that_says_end_is_believed_for_days_too():
    stamps = [f"2024-01-{day:02d} 00:00" for day in range(2, 12)]

    assert str(only(read(table(uneven(stamps), header="end;kWh"))).start)[:10] == "2024-01-01"


def test_the_last_days_of_months_end_them():
    rows = [("31.01.2024", 300), ("29.02.2024", 280), ("31.03.2024", 310)]

    assert span(only(read(table(rows)))) == ("2024-01-01 00:00", "2024-04-01 00:00")


@pytest.mark.parametrize("longest", [3, 5])
def test_stamps_a_few_seconds_off_belong_to_the_grid(longest):
    exact = pd.date_range("2024-01-01", periods=96, freq="15min")
    off = [stamp + pd.Timedelta(seconds=number * 7 % (longest + 1)) for number, stamp in enumerate(exact)]

    imported = read(table(uneven([f"{stamp:%Y-%m-%d %H:%M:%S}" for stamp in off])))

    assert list(only(imported).intervals["start"]) == list(exact.tz_localize("UTC"))
    assert f"off by up to {longest} s" in said(imported, "times rounded").evidence


def test_a_clock_that_runs_slow_is_not_pressed_onto_a_grid():
    stamps = pd.date_range("2024-01-01", periods=96, freq="902s")

    imported = read(table(uneven([f"{stamp:%Y-%m-%d %H:%M:%S}" for stamp in stamps])))

    assert list(only(imported).intervals["start"]) == list(stamps.tz_localize("UTC"))


def test_hours_then_quarters_then_half_hours_keep_their_lengths():
    stamps = [
        *hours(24),
        *hours(96, start="2024-01-02", minutes=15),
        *hours(48, start="2024-01-03", minutes=30),
    ]

    channel = only(read(table(uneven(stamps))))

    assert (lengths(channel), span(channel)) == ([0.25, 0.5, 1.0], ("2024-01-01 00:00", "2024-01-04 00:00"))


def test_months_beside_days_last_a_month():
    months = [(f"2023-{month:02d}-01", 200 + month * 7 % 13) for month in range(1, 13)]
    days = [(f"2024-01-{day:02d}", day * 7 % 13) for day in range(1, 31)]

    channel = only(read(table([*months, *days])))

    assert lengths(channel) == [24.0, 672.0, 720.0, 744.0]
    assert channel.kwh == sum(kwh for _, kwh in (*months, *days))


def test_a_gap_stays_a_gap_and_no_reading_grows_into_it():
    stamps = hours(96, minutes=15)
    imported = read(table(uneven([*stamps[:40], *stamps[60:]])))

    (issue,) = [issue for issue in imported.receipt.issues if issue.kind == "gap"]
    assert (str(issue.start)[:16], str(issue.end)[:16]) == ("2024-01-01 10:00", "2024-01-01 15:00")
    assert lengths(only(imported)) == [0.25]


BILLS = [
    ("2024-01-01", "2024-01-31", 300),
    ("2024-02-01", "2024-02-29", 280),
    ("2024-03-01", "2024-03-31", 310),
]


def test_the_last_day_of_a_bill_counts_in_where_the_next_begins_a_day_later():
    imported = read(table(BILLS, header="start;end;kWh"), timezone="Europe/Berlin")

    assert not imported.receipt.issues
    assert lengths(only(imported)) == [696.0, 743.0, 744.0]
    assert said(imported, "ends of intervals").choice == "the last day counts in"


def test_one_bill_of_a_whole_month_counts_its_last_day_in():
    assert span(only(read(table(BILLS[:1], header="start;end;kWh")))) == (
        "2024-01-01 00:00",
        "2024-02-01 00:00",
    )


def test_bills_that_say_only_when_they_end_reach_back_to_the_one_before():
    rows = [("2023-01-12", 300), ("2023-02-11", 280), ("2023-03-14", 310), ("2023-04-11", 250)]

    imported = read(table(rows, header="read date;kWh"))

    channel = only(imported)
    assert span(channel) == ("2022-12-12 00:00", "2023-04-11 00:00")
    assert (said(imported, "first period").choice, said(imported, "first period").confidence) == (
        "31 days long",
        0.6,
    )


def test_bills_that_overlap_keep_their_energy_and_say_so():
    rows = [("2024-01-01", "2024-02-05", 300), ("2024-02-01", "2024-03-01", 280)]

    imported = read(table(rows, header="start;end;kWh"))

    assert only(imported).kwh == 580
    assert [issue.kind for issue in imported.receipt.issues] == ["overlap"]


@pytest.mark.parametrize(
    ("dates", "last"),
    [
        (["2024-01-15", "2024-03-15", "2024-05-15"], "2024-07-15"),
        (["2023-07-01", "2023-10-01", "2024-01-01"], "2024-04-01"),
        (["2021-03-01", "2022-03-01", "2023-03-01"], "2024-03-01"),
    ],
)
def test_every_second_month_quarters_and_years_go_by_the_calendar(dates, last):
    rows = [(date, 900 - number * 31) for number, date in enumerate(dates)]

    channel = only(read(table(rows)))

    assert str(channel.end)[:10] == last
    assert (
        channel.intervals["start"].iloc[1:].to_numpy() == channel.intervals["end"].iloc[:-1].to_numpy()
    ).all()


def test_one_reading_alone_is_refused_with_what_would_help():
    with pytest.raises(
        UnreadableFileError, match=r"Needed at least two readings .* has one reading, in line 2"
    ):
        read(table([("2024-01-01 00:00", 0.5)]))


def test_an_appliance_with_one_reading_lasts_as_long_as_the_others_do():
    rows = [(stamp, "TV", kwh) for stamp, kwh in uneven(hours(24))] + [("2024-01-01 03:00", "Car", 7)]

    imported = read(table(rows, header="time;appliance;kWh"))

    car = imported.readings.channel("Car")
    assert (car.kwh, span(car)) == (7, ("2024-01-01 03:00", "2024-01-01 04:00"))


def november(form: str, *, zone: str = "America/New_York") -> tuple[list[str], pd.DatetimeIndex]:
    """Hours of the three days around 5 November 2023, on which clocks go back."""
    instants = pd.date_range("2023-11-04 04:00", periods=73, freq="h", tz="UTC")
    return list(instants.tz_convert(zone).strftime(form)), instants


@pytest.mark.parametrize("home", [None, "America/New_York"])
def test_words_for_summer_and_winter_settle_the_repeated_hour_and_the_zone(home):
    stamps, instants = november("%Y-%m-%d %H:%M %Z")

    imported = read(table(uneven(stamps)), timezone=home)

    assert list(only(imported).intervals["start"]) == list(instants)
    assert imported.readings.timezone == "America/New_York"


def test_a_word_that_stands_there_all_year_while_clocks_change_is_local_time():
    stamps, instants = november("%Y-%m-%d %H:%M EST")

    imported = read(table(uneven(stamps)), timezone=None)

    assert list(only(imported).intervals["start"]) == list(instants)
    assert said(imported, "time zone word").option == "--timezone"


def test_a_word_that_stands_there_all_year_means_its_own_offset_else():
    instants = pd.date_range("2023-11-04 05:00", periods=72, freq="h", tz="UTC")
    stamps = list(instants.tz_convert("Etc/GMT+5").strftime("%Y-%m-%d %H:%M EST"))

    channel = only(read(table(uneven(stamps)), timezone=None))

    assert list(channel.intervals["start"]) == list(instants)


@pytest.mark.parametrize(
    ("header", "zone"),
    [("time (CET);kWh", "Etc/GMT-1"), ("time [UTC+1];kWh", "Etc/GMT-1"), ("time GMT;kWh", "UTC"),
     ("time UTC+05:30;kWh", "Asia/Kolkata"), ("time AEST;kWh", "Etc/GMT-10")],
)  # fmt: skip
def test_a_header_says_the_zone_by_word_or_offset(header, zone):
    imported = read(table(uneven(hours(24)), header=header), timezone=None)

    assert only(imported).start == pd.Timestamp("2024-01-01", tz=zone)
    assert imported.receipt.timezone_source == "file"


def test_a_home_whose_clocks_change_elsewhere_is_told():
    stamps, _ = november("%Y-%m-%d %H:%M")

    imported = read(table(uneven(stamps)), timezone="Asia/Tokyo")

    (issue,) = [issue for issue in imported.receipt.issues if issue.kind == "time_zone"]
    assert (
        "they fit America/New_York. If the meter is there, say --timezone America/New_York" in issue.message
    )


def test_a_missing_hour_in_spring_reveals_the_zone_when_nobody_said_one():
    instants = pd.date_range("2024-03-30 23:00", periods=47, freq="h", tz="UTC")
    stamps = list(instants.tz_convert("Europe/Berlin").strftime("%Y-%m-%d %H:%M"))

    imported = read(table(uneven(stamps)), timezone=None)

    assert list(only(imported).intervals["start"]) == list(instants)
    assert said(imported, "time zone").confidence == 0.5


@pytest.mark.parametrize("how", ["clock", "label"])
@pytest.mark.parametrize("day", ["2023-03-26", "2023-10-29"])
def test_starts_and_ends_across_a_clock_change_are_exact(day, how):
    instants = pd.date_range(f"{day} 00:00", periods=48, freq="15min", tz="UTC") - pd.Timedelta(hours=6)
    begins = instants.tz_convert("Europe/Berlin")
    later = pd.Timedelta(minutes=15)
    ends = begins + later if how == "clock" else begins.tz_localize(None) + later
    rows = [
        (f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}", number * 7 % 13 / 10)
        for number, (start, end) in enumerate(zip(begins, ends, strict=True))
    ]

    imported = read(table(rows, header="start;end;kWh"), timezone="Europe/Berlin")

    assert list(only(imported).intervals["start"]) == list(instants)
    assert lengths(only(imported)) == [0.25]
    assert not imported.receipt.issues
