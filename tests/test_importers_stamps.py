"""Stamps in every common way, read without an option; instants are checked against datetime's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.importers.date_formats import kind_of
from energy_core.importers.stamps import NAT, read_stamps
from tests.files import only, read

BERLIN = ZoneInfo("Europe/Berlin")
HALF_HOUR = timedelta(minutes=30)
HOURS = [datetime.fromisoformat("2024-01-30T22:00") + number * HALF_HOUR for number in range(100)]
"""Half hours over the end of a month: some days are above 12."""

Write = Callable[[datetime], str]


def local(at: datetime) -> datetime:
    return at.replace(tzinfo=BERLIN)


def table(write: Write, *, header: str = "time;kWh", hours: list[datetime] = HOURS) -> str:
    rows = [f"{write(at)};{0.1 + number * 7 % 13 / 10:.1f}" for number, at in enumerate(hours)]
    return "\n".join([header, *rows, ""])


def assert_half_hours(text: str, *, timezone: str | None = "Europe/Berlin") -> None:
    channel = only(read(text, timezone=timezone))

    assert list(channel.intervals["start"]) == [pd.Timestamp(local(at)) for at in HOURS]
    assert set(channel.intervals["end"] - channel.intervals["start"]) == {pd.Timedelta(HALF_HOUR)}


@pytest.mark.parametrize(
    "form",
    ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y/%m/%d %H:%M:%S", "%Y.%m.%d %H:%M", "%Y-%m-%d %H:%M:%S.000",
     "%Y-%m-%d %H:%M:%S.0000000", "%Y-%m-%dT%H:%M:%S.000000000", "%Y-%m-%d %H:%M:%S,000", "%Y%m%d%H%M",
     "%Y%m%dT%H%M", "%Y%m%d %H%M", "%Y%m%d %H:%M", "%Y%m%d%H%M%S", "%Y%m%d%H%M%S000", "%Y-%m-%d_%H:%M",
     "%Y-%m-%d-%H.%M.%S.000000", "%Y-%m-%d - %H:%M", '="%Y-%m-%d %H:%M"', "'%Y-%m-%d %H:%M"],
)  # fmt: skip
def test_stamps_that_begin_with_the_year_are_read(form):
    assert_half_hours(table(lambda at: at.strftime(form)))


@pytest.mark.parametrize(
    "form",
    ["%d.%m.%Y %H:%M", "%d.%m.%y %H:%M", "%d.%m.%Y, %H:%M", "%d.%m.%Y um %H:%M Uhr", "%d.%m.%Y %H.%M",
     "%d.%m.%Y %H.%M.%S", "%-d. %-m. %Y %-H:%M", "%Y. %m. %d. %H:%M", "%d.%m.%Y\u00a0%H:%M",
     "%d/%m/%Y %H:%M", "%-d/%-m/%Y %-H:%M", "%d/%m/%y %H:%M", "%d-%m-%Y %H:%M", "%d-%m-%y %H:%M",
     "%d/%m/%Y %Hh%M", "%H:%M %d/%m/%Y", "%a %d/%m/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%m/%d/%y %I:%M%p",
     "%m/%d/%Y %I:%M:%S %p", "%I:%M %p %m/%d/%Y", "%m/%d/%Y, %I:%M\u202f%p", "%y-%m-%d %H:%M",
     "%y/%m/%d %H:%M"],
)  # fmt: skip
def test_dates_in_figures_are_read_in_the_order_that_they_show(form):
    assert_half_hours(table(lambda at: at.strftime(form)))


@pytest.mark.parametrize(
    "form",
    ["%d-%b-%Y %H:%M", "%d-%b-%y %H:%M", "%d %B %Y %H:%M", "%b %d, %Y %I:%M %p", "%b %d, %Y, %I:%M:%S %p",
     "%B %d, %Y %H:%M", "%d%b%Y:%H:%M:%S", "%A, %d %B %Y %H:%M", "%a, %d %b %Y %H:%M:%S",
     "%a %b %d %H:%M:%S %Y", "%a %b %d %Y %H:%M:%S", "%Y-%b-%d %H:%M", "%Y-%jT%H:%M", "%G-W%V-%uT%H:%M",
     "%Y年%m月%d日 %H:%M", "%Y년 %m월 %d일 %H:%M"],
)  # fmt: skip
def test_names_of_months_days_and_weeks_are_read(form):
    assert_half_hours(table(lambda at: at.strftime(form)))


def halves(at: datetime, before: str, after: str) -> str:
    return before if at.hour < 12 else after


@pytest.mark.parametrize(
    "write",
    [
        lambda at: f"{at:%d/%m/%Y %I:%M} {halves(at, 'a. m.', 'p. m.')}",
        lambda at: f"{at:%d/%m/%Y %I.%M} {halves(at, 'a.m.', 'p.m.')}",
        lambda at: f"{at:%Y/%m/%d} {halves(at, '上午', '下午')}{at:%I:%M:%S}",
        lambda at: f"{at:%Y-%m-%d} {halves(at, '오전', '오후')} {at:%I:%M}",
    ],
)
def test_halves_of_the_day_are_read_in_other_languages_too(write):
    assert_half_hours(table(write))


def seconds(at: datetime) -> int:
    return int(local(at).timestamp())


def excel_days(at: datetime) -> float:
    return (at - datetime.fromisoformat("1899-12-30")) / timedelta(days=1)


@pytest.mark.parametrize(
    "write",
    [
        lambda at: str(seconds(at)),
        lambda at: f"{seconds(at)}.0",
        lambda at: f"{seconds(at)}000",
        lambda at: f"{seconds(at)}000000",
        lambda at: f"{seconds(at)}000000000",
        lambda at: f"/Date({seconds(at)}000)/",
        lambda at: f"{excel_days(at):.7f}",
        lambda at: f"{excel_days(at):.6f}".replace(".", ","),
        lambda at: f"{excel_days(at) + 2_415_018.5:.6f}",
    ],
)
def test_counts_of_seconds_and_days_are_read(write):
    assert_half_hours(table(write))


@pytest.mark.parametrize(("base", "said"), [("1899-12-30", 0), ("1904-01-01", 1)])
def test_days_that_a_spreadsheet_counts_from_1904_are_known_by_the_name_of_the_file(base, said):
    text = table(lambda at: f"{(at - datetime.fromisoformat(base)) / timedelta(days=1):.7f}")

    imported = read(text, name="2024-01-30_2024-02-01.csv", timezone="Europe/Berlin")

    assert only(imported).start == pd.Timestamp(local(HOURS[0]))
    assert sum(decision.what == "days counted" for decision in imported.receipt.decisions) == said


def utc(at: datetime) -> datetime:
    return local(at).astimezone(UTC)


@pytest.mark.parametrize(
    "write",
    [
        lambda at: local(at).isoformat(),
        lambda at: f"{at:%Y-%m-%d %H:%M:%S}.0000000 +01:00",
        lambda at: f"{at:%Y-%m-%d %H:%M:%S} +0100",
        lambda at: f"{at:%Y-%m-%d %H:%M:%S}+01",
        lambda at: f"{at:%Y-%m-%d %H:%M} +1",
        lambda at: f"{at:%Y-%m-%d %H:%M} GMT+1",
        lambda at: f"{at:%d.%m.%Y %H:%M} UTC+01:00",
        lambda at: f"{at:%Y-%m-%d %H:%M} CET",
        lambda at: f"{at:%d.%m.%Y %H:%M} MEZ",
        lambda at: f"{at:%y%m%d%H%M%S}W",
        lambda at: f"{at:%Y-%m-%dT%H:%M}+01:00[Europe/Berlin]",
        lambda at: f"{at:%Y-%m-%d %H:%M} Europe/Berlin",
        lambda at: f"{at:%a %b %d %Y %H:%M:%S} GMT+0100 (Central European Standard Time)",
        lambda at: f"{at:%a %b %d %H:%M:%S} CET {at:%Y}",
        lambda at: f"{utc(at):%Y-%m-%dT%H:%M:%SZ}",
        lambda at: f"{utc(at):%Y-%m-%dT%H:%M:%S}.000000000Z",
        lambda at: f"{utc(at):%d/%m/%Y %H:%M} UTC",
        lambda at: f"{utc(at):%a, %d %b %Y %H:%M:%S} GMT",
    ],
)
@pytest.mark.parametrize("home", ["Europe/Berlin", "America/New_York"])
def test_what_a_stamp_says_of_its_zone_holds_whatever_the_homes_is(write, home):
    assert_half_hours(table(write), timezone=home)


@pytest.mark.parametrize(
    "write",
    [
        lambda at, end: f"{at:%Y-%m-%d %H:%M} - {end:%H:%M}",
        lambda at, end: f"{at:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}",
        lambda at, end: f"{at:%d.%m.%Y %H:%M} bis {end:%H:%M}",
        lambda at, end: f"{at:%d/%m/%Y %H:%M}-{end:%H:%M}",
        lambda at, end: f"{at:%m/%d/%Y %I:%M %p} – {end:%m/%d/%Y %I:%M %p}",
        lambda at, end: f"{at:%m/%d/%Y %I:%M %p} - {end - timedelta(minutes=1):%I:%M %p}",
        lambda at, end: f"{at:%Y-%m-%dT%H:%M}/PT30M",
        lambda at, end: f"{local(at).isoformat()}/{local(end).isoformat()}",
    ],
)
def test_a_beginning_and_an_end_in_one_cell_are_both_read(write):
    assert_half_hours(table(lambda at: write(at, at + HALF_HOUR)))


@pytest.mark.parametrize(
    ("header", "write"),
    [
        ("date;time;kWh", lambda at, end: f"{at:%d/%m/%Y;%H:%M}"),
        ("date;time;kWh", lambda at, end: f"{at:%d/%m/%Y;%H%M}"),
        ("date;time;kWh", lambda at, end: f"{at:%m/%d/%Y;%I:%M %p}"),
        ("date;period;kWh", lambda at, end: f"{at:%d/%m/%Y;%H:%M}-{end:%H:%M}"),
        ("date;period;kWh", lambda at, end: f"{at:%d/%m/%Y;%H:%M} - {end:%H:%M}"),
        ("date;from;to;kWh", lambda at, end: f"{at:%d/%m/%Y;%H:%M};{end:%H:%M}"),
    ],
)
def test_a_date_and_a_time_or_a_period_beside_it_are_read(header, write):
    assert_half_hours(table(lambda at: write(at, at + HALF_HOUR), header=header))


@pytest.mark.parametrize("late", ["24:00", "2400"])
def test_24_00_ends_the_day_and_says_that_stamps_are_ends(late):
    hours = [datetime.fromisoformat("2024-01-30") + number * HALF_HOUR for number in range(96)]

    def end(at: datetime) -> str:
        after = at + HALF_HOUR
        return f"{at:%d/%m/%Y};{late if after.date() > at.date() else after.strftime('%H:%M')}"

    channel = only(read(table(end, header="date;time;kWh", hours=hours), timezone="Europe/Berlin"))

    assert list(channel.intervals["start"]) == [pd.Timestamp(local(at)) for at in hours]


@pytest.mark.parametrize("missing", [timedelta(minutes=1), timedelta(seconds=1)])
def test_the_last_moment_of_an_interval_is_its_end(missing):
    write = lambda at: f"{at + HALF_HOUR - missing:%Y-%m-%d %H:%M:%S}"  # noqa: E731

    assert_half_hours(table(write))


MARCH = {
    "en": "5 March 2024", "de": "5. März 2024", "fr": "5 mars 2024", "es": "5 de marzo de 2024",
    "it": "5 marzo 2024", "pt": "5 de março de 2024", "nl": "5 mrt. 2024", "sv": "5 mars 2024",
    "da": "5. marts 2024", "fi": "5. maaliskuuta 2024", "pl": "5 marca 2024", "cs": "5. března 2024",
    "hu": "2024. március 5.", "ro": "5 martie 2024", "hr": "5. ožujka 2024", "tr": "5 Mart 2024",
    "el": "5 Μαρτίου 2024", "ru": "5 марта 2024 г.", "et": "5. märts 2024", "lt": "2024 kovo 5",
    "ca": "5 de març de 2024", "zh": "2024年3月5日", "ko": "2024년 3월 5일",
}  # fmt: skip


@pytest.mark.parametrize("text", MARCH.values(), ids=MARCH.keys())
def test_the_fifth_of_march_is_read_in_many_languages(text):
    assert day(text) == "2024-03-05"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 févr. 2024", "2024-02-01"), ("1 fevr 2024", "2024-02-01"), ("lun. 1 janv. 2024", "2024-01-01"),
        ("15 août 2024", "2024-08-15"), ("3. Jän. 2024", "2024-01-03"), ("03-Mrz-24", "2024-03-03"),
        ("Mo, 01.01.2024", "2024-01-01"), ("01.01.2024 (Mo)", "2024-01-01"),
        ("2024/01/01(月)", "2024-01-01"), ("mar 5 mars 2024", "2024-03-05"),
        ("1er janvier 2024", "2024-01-01"), ("Jan 1st, 2024", "2024-01-01"),
        ("01JAN2024", "2024-01-01"), ("20240101", "2024-01-01"), ("2024-032", "2024-02-01"),
        ("2024-W05-4", "2024-02-01"), ("31-12-99", "1999-12-31"), ("31-12-23", "2023-12-31"),
    ],
)  # fmt: skip
def test_a_date_is_read_with_accents_dots_and_weekdays_or_without(text, expected):
    assert (kind_of(text), day(text)) == ("date", expected)


def day(text: str) -> str | None:
    us = int(read_stamps([text], order="dmy").us[0])
    return None if us == NAT else str(np.datetime64(us, "us"))[:10]


def test_october_of_poland_and_november_of_croatia_are_told_apart_by_the_other_months():
    polish = read_stamps(["1 października 2024", "1 listopada 2024"], order="dmy")
    croatian = read_stamps(["1. rujna 2024", "1. listopada 2024"], order="dmy")

    months = [str(np.datetime64(int(stamps.us[1]), "us"))[:7] for stamps in (polish, croatian)]
    assert months == ["2024-11", "2024-10"]


@pytest.mark.parametrize(
    "text",
    ["12.5", "1,234", "230.1", "0.5 kWh", "Meter 12", "may", "Kitchen", "2024", "", "-", "1/2", "99:99",
     "x" * 999, "2024-13-01", "Total: 12"],
)  # fmt: skip
def test_what_is_no_time_is_not_taken_for_one(text):
    assert kind_of(text) is None


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(max_size=30), max_size=8))
def test_no_text_breaks_the_reader_of_times(texts):
    found = read_stamps(texts, order="dmy")

    assert len(found.us) == len(texts)
    assert all(kind_of(text) in (None, "datetime", "date", "month", "clock", "number") for text in texts)


@pytest.mark.prove
@settings(max_examples=5_000, deadline=None)
@given(texts=st.lists(st.text("0123456789-/.: TZ+janfebam,ÀW年月", max_size=30), max_size=4))
def test_nothing_that_looks_like_a_time_breaks_the_reader(texts):
    for order in ("dmy", "mdy", "ymd"):
        assert len(read_stamps(texts, order=order).us) == len(texts)
    for text in texts:
        kind_of(text)


WRITTEN = (
    "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y %H:%M:%S",
    "%d %b %Y %I:%M:%S %p",
    "%Y%m%dT%H%M%S",
    "%d.%m.%Y %H.%M.%S",
)
FROM, UNTIL = datetime.fromisoformat("1980-01-01"), datetime.fromisoformat("2059-12-31")


@settings(max_examples=40, deadline=None)
@given(at=st.datetimes(FROM, UNTIL), form=st.sampled_from(WRITTEN))
def test_what_datetime_writes_is_read_back(at, form):
    whole = at.replace(microsecond=0)

    found = read_stamps([whole.strftime(form)], order="dmy").us[0]

    assert np.datetime64(int(found), "us") == np.datetime64(whole)


@pytest.mark.parametrize(
    ("labels", "first", "last"),
    [
        (["2024-01", "2024-02"], "2024-01-01", "2024-03-01"),
        (["Jan-24", "Feb-24"], "2024-01-01", "2024-03-01"),
        (["Januar 2024", "Februar 2024"], "2024-01-01", "2024-03-01"),
        (["202401", "202402"], "2024-01-01", "2024-03-01"),
        (["2023-Q4", "2024-Q1"], "2023-10-01", "2024-04-01"),
        (["4. Quartal 2023", "1. Quartal 2024"], "2023-10-01", "2024-04-01"),
        (["2023", "2024"], "2023-01-01", "2025-01-01"),
        (["2024-W01", "2024-W02"], "2024-01-01", "2024-01-15"),
        (["2024-01"], "2024-01-01", "2024-02-01"),
    ],
)
def test_a_month_a_quarter_a_year_or_a_week_lasts_by_the_calendar(labels, first, last):
    text = "\n".join(["period;kWh", *(f"{label};{250 - number}" for number, label in enumerate(labels))])
    header = "year;kWh" if labels == ["2023", "2024"] else "period;kWh"

    channel = only(read(text.replace("period;kWh", header), timezone="UTC"))

    assert (str(channel.start)[:10], str(channel.end)[:10]) == (first, last)


def test_a_clock_that_was_never_set_is_no_reading():
    rows = [
        "1970-01-01 00:00;1",
        "1970-01-01 00:30;1",
        *table(lambda at: f"{at:%Y-%m-%d %H:%M}").split("\n")[1:],
    ]

    imported = read("\n".join(["time;kWh", *rows]), timezone="Europe/Berlin")

    (reason,) = imported.receipt.reasons
    assert (reason.count, reason.first_row, reason.kwh) == (2, 2, 2.0)
    assert "clock of the meter was not set" in reason.reason
    assert str(only(imported).start)[:10] == "2024-01-30"


@pytest.mark.parametrize(
    ("year", "kind", "words"), [(1970, "clock", "never set"), (2099, "future", "future")]
)
def test_a_file_whose_dates_cannot_be_is_read_and_said(year, kind, words):
    hours = [at.replace(year=year) for at in HOURS[:4]]

    imported = read(table(lambda at: f"{at:%Y-%m-%d %H:%M}", hours=hours), timezone="UTC")

    (issue,) = imported.receipt.issues
    assert (issue.kind, words in issue.message) == (kind, True)
    assert len(only(imported).intervals) == 4


def test_dates_that_programs_write_for_none_are_dropped_with_their_row():
    text = table(lambda at: f"{at:%Y-%m-%d %H:%M}") + "0001-01-01 00:00;3\n9999-12-31 23:59;4\n"

    imported = read(text, timezone="Europe/Berlin")

    (reason,) = imported.receipt.reasons
    assert (reason.reason, reason.count, reason.kwh) == ("no readable date and time in the row", 2, 7.0)


@pytest.mark.parametrize("form", ["iso", "without seconds", "with a space"])
def test_an_offset_west_of_greenwich_is_no_end_of_a_span(form):
    """The kWh of four appliances, hour by hour, in New York's summer: nothing is a total of anything."""
    hours = pd.date_range("2024-05-15", periods=72, freq="h", tz="America/New_York")
    written = {
        "iso": [hour.isoformat() for hour in hours],
        "without seconds": [hour.strftime("%Y-%m-%dT%H:%M") + "-04:00" for hour in hours],
        "with a space": [str(hour) for hour in hours],
    }[form]
    rows = "".join(
        f"{stamp},{name},0.25\n" for stamp in written for name in ("fridge", "lamp", "oven", "washer")
    )

    imported = read("timestamp,appliance,kwh\n" + rows)

    assert imported.receipt.rows_dropped == 0
    assert [len(channel.intervals) for channel in imported.readings.channels] == [72] * 4
    assert imported.readings.channels[0].start == hours[0]
