"""`energy usage`: where and when energy goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from energy_core.cli.reading_options import Opened, Source, reads_files
from energy_core.cli.screen import print_json, say, table
from energy_core.errors import RequestError

if TYPE_CHECKING:
    import pandas as pd

    from energy_core.load_profile import LoadProfile
    from energy_core.readings import Readings
    from energy_core.usage import By, Usage

ROWS_SHOWN: Final = 62
"""Two months of days; more is for a file."""


def register(app: typer.Typer) -> None:
    app.command("usage")(reads_files(usage))


def usage(
    source: Source,
    *,
    by: Annotated[str, typer.Option("--by", help="hour, day, week, month, hour-of-day or weekday.")] = "day",
    channel: Annotated[
        list[str] | None, typer.Option("--channel", help="Only this channel (repeatable).")
    ] = None,
    start: Annotated[str | None, typer.Option("--start", help="First local date, e.g. 2024-01-31.")] = None,
    end: Annotated[str | None, typer.Option("--end", help="Local date after the last.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the rows to this file.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Total, mean and spread by period and channel; always-on power, peak hours and load factor.

    \b
    Examples:
      energy usage meter.csv --by month
      energy usage meter.csv --by day --start 2024-01-01 --end 2024-02-01 --price 0.27 --csv january.csv
    """
    from energy_core import usage as uses
    from energy_core.bills.pricing import prices_of
    from energy_core.cli.periods import between_dates, write_csv

    span = _by(by)
    opened = source.open()
    readings = between_dates(opened.readings, start, end)
    chosen = [readings.channel(name).name for name in channel or ()]
    used = uses.usage(readings, by=span, prices=prices_of(readings, opened.home))
    if chosen:
        used = uses.Usage(used.by, _of(used.rows, chosen), _of(used.statistics, chosen))
    profile, reason = _profile(readings, chosen)
    if csv:
        write_csv(used.rows, csv)
    if json_:
        print_json(_as_json(used, profile, reason))
    else:
        say(_as_text(used, profile, reason, opened))


def _by(text: str) -> By:
    from energy_core.usage import BYS

    for by in BYS:
        if by == text.lower():
            return by
    raise RequestError(f"--by must be one of {', '.join(BYS)}; found {text!r}.", where={"option": "--by"})


def _of(frame: pd.DataFrame, channels: list[str]) -> pd.DataFrame:
    return frame[frame["channel"].isin(channels)].reset_index(drop=True)


def _profile(readings: Readings, chosen: list[str]) -> tuple[LoadProfile | None, str | None]:
    """The profile of the total, or of the one channel asked for; else the reason why there is none."""
    from energy_core.errors import NotEnoughDataError
    from energy_core.load_profile import load_profile

    if len(chosen) > 1:
        return None, "A load profile is of the whole home or of one channel; several were asked for."
    try:
        return load_profile(readings, channel=chosen[0] if chosen else None), None
    except NotEnoughDataError as error:
        return None, error.message


def _as_json(used: Usage, profile: LoadProfile | None, reason: str | None) -> dict[str, Any]:
    return {
        "by": used.by,
        "rows": used.rows,
        "statistics": used.statistics,
        "profile": profile
        and {
            "baseload_kw": profile.baseload_kw,
            "baseload_reason": profile.baseload_reason,
            "peak_hours": profile.peak_hours,
            "peak_kw": profile.peak_kw,
            "peak_at": profile.peak_at,
            "load_factor": profile.load_factor,
            "complete_days": profile.complete_days,
        },
        "profile_reason": reason,
    }


def _as_text(used: Usage, profile: LoadProfile | None, reason: str | None, opened: Opened) -> str:
    columns = ["start", "end", "channel", "kwh", *(["cost"] if opened.home.has_price else [])]
    shown = used.rows[columns].head(ROWS_SHOWN)
    parts = [table(columns, [[_text(value) for value in row] for row in shown.itertuples(index=False)])]
    if len(used.rows) > ROWS_SHOWN:
        parts.append(f"… and {len(used.rows) - ROWS_SHOWN:,} more rows; --csv FILE or --json has them all.")
    figures = ["channel", "sum_kwh", "mean_kwh", "std_kwh", "share"]
    parts.append(table(figures, used.statistics[figures].itertuples(index=False)))
    parts.append(_profile_text(profile) if profile else str(reason))
    return "\n\n".join(parts)


def _text(value: Any) -> Any:
    return f"{value:%Y-%m-%d %H:%M}" if hasattr(value, "strftime") else value


def _profile_text(profile: LoadProfile) -> str:
    from energy_core import words

    base = profile.baseload_reason if profile.baseload_kw is None else words.power(profile.baseload_kw)
    factor = words.UNKNOWN if profile.load_factor is None else words.share(profile.load_factor)
    return "\n".join(
        (
            f"Always on    {base}",
            f"Peak hours   {words.hours(profile.peak_hours)}",
            f"Highest      {words.power(profile.peak_kw)}, {words.day_and_clock(profile.peak_at)}",
            f"Load factor  {factor}",
        )
    )
