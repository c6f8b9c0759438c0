"""`energy forecast` and `energy backtest`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from energy_core import words
from energy_core.cli.reading_options import Opened, Source, reads_files
from energy_core.cli.screen import print_json, progress, say, table
from energy_core.errors import RequestError

if TYPE_CHECKING:
    from energy_core.forecasting import Backtest, Forecast, Resolution

POINT_COLUMNS: Final = ["start", "channel", "kwh", "mean_kwh", "lower", "upper"]
RESOLUTIONS: Final = ("hourly", "daily")
RESOLUTION = Annotated[
    str | None,
    typer.Option("--resolution", help="hourly or daily; without it hourly, daily for daily readings."),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("forecast")(reads_files(forecast))
    app.command("backtest")(reads_files(backtest))


def forecast(
    source: Source,
    horizon_days: Annotated[int, typer.Option("--horizon-days", help="How many days.")] = 7,
    resolution: RESOLUTION = None,
    model: Annotated[
        str, typer.Option("--model", help="auto, blend, prophet, moving-average or seasonal-naive.")
    ] = "auto",
    channel: Annotated[str, typer.Option("--channel", help="total, or the name of a channel.")] = "total",
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the points to this file.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """What the days after the last reading will use, with an 80% band.

    \b
    Examples:
      energy forecast meter.csv
      energy forecast meter.csv --resolution daily --price 0.30 --csv next-week.csv
    """
    from energy_core import forecasting
    from energy_core.cli.periods import write_csv

    checked = _resolution(resolution)
    opened = source.open()
    wanted = checked or _finest(opened)
    progress("Forecasting …")
    result = forecasting.forecast(
        opened.readings,
        horizon_days=horizon_days,
        resolution=wanted,
        model=model,
        channel=channel,
        context=forecasting.Context.of(opened.home),
    )
    if csv is not None:
        write_csv(result.points[POINT_COLUMNS], csv)
    if json_:
        print_json(_forecast_json(result, opened))
    else:
        say(_forecast_text(result, opened))


def backtest(
    source: Source,
    resolution: RESOLUTION = None,
    models: Annotated[str, typer.Option("--models", help="Names with commas; all without it.")] = "",
    channel: Annotated[str, typer.Option("--channel", help="total, or the name of a channel.")] = "total",
    json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """How good each model would have been in past weeks of this file.

    \b
    Examples:
      energy backtest meter.csv
      energy backtest meter.csv --models prophet,seasonal-naive --json
    """
    from energy_core import forecasting

    checked = _resolution(resolution)
    opened = source.open()
    wanted = checked or _finest(opened)
    progress("Forecasting past weeks …")
    result = forecasting.backtest(
        opened.readings,
        resolution=wanted,
        channel=channel,
        models=[name.strip() for name in models.split(",") if name.strip()],
        timer=time.perf_counter,
        context=forecasting.Context.of(opened.home),
    )
    if json_:
        print_json(_backtest_json(result))
    else:
        say(_backtest_text(result))


def _finest(opened: Opened) -> Resolution:
    """Hours, unless the readings only know days."""
    readings = opened.readings
    return "daily" if readings.is_daily and not readings.is_hourly else "hourly"


def _resolution(text: str | None) -> Resolution | None:
    if text is None:
        return None
    for known in RESOLUTIONS:
        if text.lower() == known:
            return known
    raise RequestError(
        f"--resolution must be one of {', '.join(RESOLUTIONS)}; found {text!r}.",
        where={"option": "--resolution"},
    )


def _forecast_json(result: Forecast, opened: Opened) -> dict[str, Any]:
    return {
        "model": result.model,
        "fallback_reason": result.fallback_reason,
        "resolution": result.resolution,
        "horizon_days": result.horizon_days,
        "band": result.band,
        "timezone": result.timezone,
        "history_end": result.history_end,
        "points": result.points[POINT_COLUMNS],
        "total": result.total,
        "cost": _cost(result, opened),
        "accuracy": result.accuracy,
        "accuracy_reason": result.accuracy_reason,
    }


def _cost(result: Forecast, opened: Opened) -> dict[str, Any] | None:
    """The total in money, at the home's mean price; None without a price, or for what is not bought."""
    from energy_core.bills.pricing import prices_of

    prices = prices_of(opened.readings, opened.home)
    channel = str(result.points["channel"].iloc[0])
    if prices is None or (channel in opened.readings.names and not _is_bought(channel, opened)):
        return None
    total, price = result.total, prices.mean_per_kwh
    amounts = {name: getattr(total, name) * price for name in ("lower", "upper")}
    fixed = {"price_per_kwh": price, "currency": opened.home.currency}
    return {"amount": total.kwh * price, **amounts, **fixed}


def _is_bought(channel: str, opened: Opened) -> bool:
    return channel in {metered.name for metered in opened.readings.metered}


def _forecast_text(result: Forecast, opened: Opened) -> str:
    from energy_core.forecasting.in_words import accuracy_in_words

    total = result.total
    days = "The day" if result.horizon_days == 1 else f"The {result.horizon_days} days"
    channel = str(result.points["channel"].iloc[0])
    of = "" if channel == "total" else f" of {words.label(channel)}"
    lines = [
        f"{days} after {words.day_and_clock(result.history_end)}: about {words.kwh(total.kwh)}{of} "
        f"({words.between(words.kwh(total.lower), words.kwh(total.upper))} in 8 of 10 cases)."
    ]
    if (cost := _cost(result, opened)) is not None:
        about, low, high = (words.amount(cost[k], cost["currency"]) for k in ("amount", "lower", "upper"))
        lines.append(
            f"At {words.price(cost['price_per_kwh'], cost['currency'])}: about {about} ({low} to {high})."
        )
    lines.append(f"Model: {result.model}. {result.fallback_reason or ''}".rstrip())
    found = result.accuracy
    lines.append(accuracy_in_words(found, result.model) if found else str(result.accuracy_reason))
    return "\n".join([*lines, "", _days_table(result)])


def _days_table(result: Forecast) -> str:
    points = result.points
    days = points.groupby(points["start"].dt.tz_localize(None).dt.normalize(), sort=True)
    rows = []
    for day, part in days:
        row: list[Any] = [
            f"{words.WEEKDAYS[day.weekday()][:3]} {words.day(day)}",
            float(part["mean_kwh"].sum()),
        ]
        if result.resolution == "daily":
            row += [float(part["lower"].iloc[0]), float(part["upper"].iloc[0])]
        else:
            highest = part["start"].iloc[int(part["mean_kwh"].argmax())]
            row += [words.clock(highest), len(part)]
        rows.append(row)
    more = ["lower", "upper"] if result.resolution == "daily" else ["highest hour", "hours"]
    return table(["day", "kWh", *more], rows)


def _backtest_json(result: Backtest) -> dict[str, Any]:
    names = ("mase", "rmsse", "wape", "bias", "coverage", "winkler", "total_error")
    parts = ("skill", "naive_rule", "day_error", "naive_day_error", "by_horizon_day", "by_hour")
    return {
        "resolution": result.resolution,
        "origins": result.origins,
        "models": [
            {
                "model": m.model,
                **{name: getattr(m.scores, name) for name in names},
                "seconds": m.seconds,
                **{name: getattr(m.accuracy, name) for name in parts},
            }
            for m in result.models
        ],
        "used": result.used,
        "left_out": [{"model": model, "reason": reason} for model, reason in result.left_out],
    }


def _backtest_text(result: Backtest) -> str:
    names = ("mase", "rmsse", "wape", "bias", "coverage", "winkler")
    rows: list[list[Any]] = [
        [m.model, *(getattr(m.scores, name) for name in names), m.seconds] for m in result.models
    ]
    weeks = "1 past week" if result.origins == 1 else f"{result.origins} past weeks"
    lines = [
        f"{weeks} of this file, {result.resolution}, each forecast with only what was known before it. "
        f"auto uses {result.used}.",
        "",
        table(["model", "MASE", "RMSSE", "WAPE", "bias", "coverage", "Winkler", "seconds"], rows),
        *(f"{model} is left out: {reason}" for model, reason in result.left_out),
        "",
        table(["error of day", *(m.model for m in result.models)], _by_horizon_day(result)),
    ]
    return "\n".join(lines)


def _by_horizon_day(result: Backtest) -> list[list[Any]]:
    """WAPE of each day ahead, one column a model."""
    parts = [m.accuracy.by_horizon_day for m in result.models]
    return [[str(day[0].at), *(_percent(part.wape) for part in day)] for day in zip(*parts, strict=True)]


def _percent(value: float | None) -> str:
    return "-" if value is None else words.share(value)
