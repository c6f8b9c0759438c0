"""Date phrases in questions, as a person with a calendar would read them."""

from __future__ import annotations

from datetime import date

import pytest

from energy_core.assistant.calendar import Calendar
from energy_core.assistant.dates import Dates, dates
from energy_core.assistant.outcome import UnclearError

WEDNESDAY = date(2025, 2, 12)
"""The last reading; the first is of 10 November 2023."""


def read(text: str, *, month_first: bool | None = None, southern: bool = False) -> Dates:
    known = Calendar(date(2023, 11, 10), WEDNESDAY, WEDNESDAY, True, month_first, southern)
    return dates(text.lower(), known, "Europe/London")


def span(text: str, **options: bool) -> tuple[str, str]:
    """The one period of a phrase, as local dates, end exclusive."""
    (period,) = read(text, **options).periods
    return period.start.strftime("%Y-%m-%d"), period.end.strftime("%Y-%m-%d")


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("today", "2025-02-12", "2025-02-13"),
        ("yesterday", "2025-02-11", "2025-02-12"),
        ("the day before yesterday", "2025-02-10", "2025-02-11"),
        ("3 days ago", "2025-02-09", "2025-02-10"),
        ("this week", "2025-02-10", "2025-02-17"),
        ("last week", "2025-02-03", "2025-02-10"),
        ("the week before last", "2025-01-27", "2025-02-03"),
        ("two weeks ago", "2025-01-27", "2025-02-03"),
        ("this month", "2025-02-01", "2025-03-01"),
        ("last month", "2025-01-01", "2025-02-01"),
        ("the month before last", "2024-12-01", "2025-01-01"),
        ("last year", "2024-01-01", "2025-01-01"),
        ("this year", "2025-01-01", "2026-01-01"),
        ("last quarter", "2024-10-01", "2025-01-01"),
        ("last 7 days", "2025-02-06", "2025-02-13"),
        ("the past 30 days", "2025-01-14", "2025-02-13"),
        ("past week", "2025-02-06", "2025-02-13"),
        ("last two weeks", "2025-01-30", "2025-02-13"),
        ("last weekend", "2025-02-08", "2025-02-10"),
        ("last sunday", "2025-02-09", "2025-02-10"),
        ("on friday", "2025-02-07", "2025-02-08"),
        ("since march", "2024-03-01", "2025-02-13"),
        ("since i switched in march", "2024-03-01", "2025-02-13"),
        ("until 5 march 2024", "2023-11-10", "2024-03-06"),
        ("before march", "2023-11-10", "2024-03-01"),
        ("after 5 march", "2024-03-06", "2025-02-13"),
        ("in january", "2025-01-01", "2025-02-01"),
        ("in january 2024", "2024-01-01", "2024-02-01"),
        ("in may", "2024-05-01", "2024-06-01"),
        ("last march", "2024-03-01", "2024-04-01"),
        ("on 5 march", "2024-03-05", "2024-03-06"),
        ("on the 5th of march", "2024-03-05", "2024-03-06"),
        ("march 5th, 2024", "2024-03-05", "2024-03-06"),
        ("on the 10th", "2025-02-10", "2025-02-11"),
        ("on the 20th", "2025-01-20", "2025-01-21"),
        ("2024-03-05", "2024-03-05", "2024-03-06"),
        ("13/2", "2024-02-13", "2024-02-14"),
        ("5.3.2024", "2024-03-05", "2024-03-06"),
        ("between 5 and 12 march", "2024-03-05", "2024-03-13"),
        ("march 5 to 12", "2024-03-05", "2024-03-13"),
        ("from 28 february to 3 march 2024", "2024-02-28", "2024-03-04"),
        ("from december to january", "2024-12-01", "2025-02-01"),
        ("between march and may", "2024-03-01", "2024-06-01"),
        ("q1 2024", "2024-01-01", "2024-04-01"),
        ("the second quarter", "2024-04-01", "2024-07-01"),
        ("2024", "2024-01-01", "2025-01-01"),
        ("first week of march", "2024-03-01", "2024-03-08"),
        ("last week of march", "2024-03-25", "2024-04-01"),
        ("second half of march", "2024-03-16", "2024-04-01"),
        ("first 10 days of march", "2024-03-01", "2024-03-11"),
        ("the week of 5 march", "2024-03-04", "2024-03-11"),
        ("christmas", "2024-12-25", "2024-12-26"),
        ("new year's eve 2023", "2023-12-31", "2024-01-01"),
        ("last summer", "2024-06-01", "2024-09-01"),
        ("winter 2023", "2023-12-01", "2024-03-01"),
        ("on 29 february", "2024-02-29", "2024-03-01"),
        ("year to date", "2025-01-01", "2026-01-01"),
        ("ytd", "2025-01-01", "2026-01-01"),
        ("month-to-date", "2025-02-01", "2025-03-01"),
        ("january of last year", "2024-01-01", "2024-02-01"),
        ("the first quarter of last year", "2024-01-01", "2024-04-01"),
        ("early march", "2024-03-01", "2024-03-11"),
        ("mid-march", "2024-03-11", "2024-03-21"),
        ("late february 2024", "2024-02-21", "2024-03-01"),
        ("the last sunday of june", "2024-06-30", "2024-07-01"),
        ("first weekend of february", "2025-02-01", "2025-02-03"),
        ("the fourth of july", "2024-07-04", "2024-07-05"),
        ("this morning", "2025-02-12", "2025-02-13"),
        ("tonight", "2025-02-12", "2025-02-13"),
    ],
)
def test_a_phrase_is_the_dates_a_person_means(phrase: str, start: str, end: str) -> None:
    option = {"month_first": False} if phrase == "5.3.2024" else {}

    assert span(phrase, **option) == (start, end)


def test_3_5_is_march_in_the_united_states_and_may_in_britain() -> None:
    assert span("3/5/2024", month_first=True)[0] == "2024-03-05"
    assert span("3/5/2024", month_first=False)[0] == "2024-05-03"


def test_3_5_is_asked_about_while_the_country_is_unknown() -> None:
    with pytest.raises(UnclearError, match="month as a word"):
        read("3/5/2024")


def test_summer_is_december_to_february_in_australia() -> None:
    assert span("summer", southern=True) == ("2024-12-01", "2025-03-01")


def test_last_summer_said_in_summer_is_the_one_before() -> None:
    assert span("last summer", southern=True) == ("2023-12-01", "2024-03-01")


@pytest.mark.parametrize(
    ("phrase", "hours"),
    [
        ("yesterday after 6 pm", range(18, 24)),
        ("yesterday before 7 am", range(7)),
        ("yesterday between 6 and 9 pm", (18, 19, 20)),
        ("yesterday from 18:00 to 21:00", (18, 19, 20)),
        ("yesterday at 6 pm", (18,)),
        ("yesterday evening", (18, 19, 20, 21)),
        ("at night in january", (22, 23, 0, 1, 2, 3, 4, 5)),
        ("mornings in january", range(6, 12)),
        ("between 10 pm and 6 am in january", (22, 23, 0, 1, 2, 3, 4, 5)),
        ("this morning", range(6, 12)),
        ("tonight", (18, 19, 20, 21)),
        ("yesterday from noon to midnight", range(12, 24)),
    ],
)
def test_hours_of_the_day_limit_a_period(phrase: str, hours: range) -> None:
    (period,) = read(phrase).periods

    assert period.hours == frozenset(hours)


def test_last_night_is_one_stretch_from_ten_in_the_evening_to_six() -> None:
    (period,) = read("last night").periods

    assert (period.start.isoformat(), period.end.isoformat()) == (
        "2025-02-11T22:00:00+00:00",
        "2025-02-12T06:00:00+00:00",
    )


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("between 23:00 and 01:00 on june 20", "2024-06-20T23:00:00+01:00", "2024-06-21T01:00:00+01:00"),
        ("overnight between june 3 and june 4", "2024-06-03T22:00:00+01:00", "2024-06-04T06:00:00+01:00"),
        ("at night on 30 march 2024", "2024-03-30T22:00:00+00:00", "2024-03-31T06:00:00+01:00"),
        ("yesterday from 10 pm to 6 am", "2025-02-11T22:00:00+00:00", "2025-02-12T06:00:00+00:00"),
        (
            "between 10 pm on 3 january and 6 am on 4 january",
            "2025-01-03T22:00:00+00:00",
            "2025-01-04T06:00:00+00:00",
        ),
        ("from 20 june 23:00 to 21 june 01:00", "2024-06-20T23:00:00+01:00", "2024-06-21T01:00:00+01:00"),
    ],
)
def test_hours_over_midnight_end_on_the_next_date(phrase: str, start: str, end: str) -> None:
    (period,) = read(phrase).periods

    assert (period.start.isoformat(), period.end.isoformat(), period.hours) == (start, end, None)


def test_nights_of_a_month_are_hours_of_its_dates() -> None:
    (period,) = read("at night in june").periods

    assert (period.start.isoformat()[:10], 23 in (period.hours or ())) == ("2024-06-01", True)


def test_early_and_late_in_a_month_say_which_days_they_are() -> None:
    assert "first ten days" in read("early june").periods[0].notes[0]


def test_every_monday_is_all_mondays() -> None:
    for phrase in ("every monday", "on any monday", "on a monday"):
        assert read(phrase).limits[0].weekdays == frozenset({0})


def test_will_is_no_question_about_a_month_partly_read() -> None:
    with pytest.raises(UnclearError, match="begins before"):
        read("what will february cost")


def test_a_month_outside_the_readings_is_the_one_nearest_to_them() -> None:
    june = Calendar(date(2024, 6, 1), date(2024, 6, 30), date(2024, 6, 30))

    (period,) = dates("in july", june, "Europe/London").periods

    assert period.start.strftime("%Y-%m") == "2024-07"


def test_a_date_that_does_not_exist_is_said_to_without_a_year() -> None:
    with pytest.raises(UnclearError, match=r"June has no day 31; its last is 30\."):
        read("june 31")


def test_weekdays_and_hours_and_a_month_go_together() -> None:
    (period,) = read("weekdays after 6 pm in march").periods

    assert period.text == "Mar 2024, weekdays, 18:00 to 24:00"


def test_mondays_are_every_monday_and_monday_is_the_last_one() -> None:
    assert read("on mondays").limits[0].weekdays == frozenset({0})
    assert span("on monday") == ("2025-02-10", "2025-02-11")


@pytest.mark.parametrize(
    ("phrase", "first", "second"),
    [
        ("this month than last month", "2025-02-01", "2025-01-01"),
        ("this month than last", "2025-02-01", "2025-01-01"),
        ("last week vs the week before", "2025-02-03", "2025-01-27"),
        ("january with the same month last year", "2025-01-01", "2024-01-01"),
        ("compare this week to last week", "2025-02-10", "2025-02-03"),
        ("difference between march and may", "2024-03-01", "2024-05-01"),
    ],
)
def test_two_periods_are_told_apart(phrase: str, first: str, second: str) -> None:
    periods = read(phrase).periods

    assert [period.start.strftime("%Y-%m-%d") for period in periods] == [first, second]


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("tomorrow", "2025-02-13", "2025-02-14"),
        ("next week", "2025-02-13", "2025-02-20"),
        ("the next 3 days", "2025-02-13", "2025-02-16"),
        ("next monday", "2025-02-17", "2025-02-18"),
        ("next month", "2025-03-01", "2025-04-01"),
        ("how much will i use by friday", "2025-02-13", "2025-02-15"),
        ("what will june cost", "2025-06-01", "2025-07-01"),
        ("will i use more on friday", "2025-02-14", "2025-02-15"),
        ("how much is it going to be in march", "2025-03-01", "2025-04-01"),
    ],
)
def test_time_to_come_begins_after_the_last_reading(phrase: str, start: str, end: str) -> None:
    future = read(phrase).future

    assert future is not None
    assert (future.start.strftime("%Y-%m-%d"), future.end.strftime("%Y-%m-%d")) == (start, end)


def test_a_month_that_occurs_twice_is_the_latest_and_says_so() -> None:
    (period,) = read("january").periods

    assert period.start.year == 2025
    assert "more than once" in period.notes[0]


def test_relative_dates_say_that_they_count_from_the_last_reading() -> None:
    (period,) = read("yesterday").periods

    assert period.notes == ("Counted from the last reading.",)


def test_the_day_of_a_clock_change_has_23_hours() -> None:
    (period,) = read("31 march 2024").periods

    assert (period.end - period.start).total_seconds() == 23 * 3600


@pytest.mark.parametrize("phrase", ["32 june", "30 february", "from 10 july to 5 july", "at 6:30 pm"])
def test_impossible_dates_and_half_hours_are_asked_about(phrase: str) -> None:
    with pytest.raises(UnclearError):
        read(phrase)


@pytest.mark.parametrize("phrase", ["may i ask", "how much", "the fridge", "on average"])
def test_words_that_are_no_dates_stay_in_the_text(phrase: str) -> None:
    found = read(phrase)

    assert (found.periods, found.rest) == ((), phrase)
