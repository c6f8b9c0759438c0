"""`energy generate`: the sample home."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from energy_core.cli.screen import print_json, progress, say
from energy_core.errors import RequestError

PAIR: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*-\s*([0-9]+(?:\.[0-9]+)?)\s*")

OUT = Annotated[Path, typer.Option("--out", help="The CSV file to write.")]
DAYS = Annotated[int, typer.Option("--days", help="How many days of 24 hours.")]
SEED = Annotated[int, typer.Option("--seed", help="The same seed gives the same home.")]
START = Annotated[str, typer.Option("--start", help="First local date.")]
ZONE = Annotated[str, typer.Option("--timezone", help="Where the home is.")]
APPLIANCES = Annotated[
    list[str] | None, typer.Option("--appliances", help="Names, separated by commas (repeatable).")
]
PEAK = Annotated[str, typer.Option("--peak-hours", help="When most is used.")]
RATE = Annotated[float, typer.Option("--anomaly-rate", help="Share of rows that are unusual.")]
FACTOR = Annotated[str, typer.Option("--anomaly-factor", help="How many times the normal use.")]
TRUTH = Annotated[Path | None, typer.Option("--truth", help="A CSV file for every anomaly put in.")]
JSON = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def register(app: typer.Typer) -> None:
    app.command("generate")(generate)


def generate(
    *,
    out: OUT,
    days: DAYS = 30,
    seed: SEED = 42,
    start: START = "2024-06-01",
    timezone: ZONE = "UTC",
    appliances: APPLIANCES = None,
    peak_hours: PEAK = "18-21",
    anomaly_rate: RATE = 0.05,
    anomaly_factor: FACTOR = "1.5-3",
    truth: TRUTH = None,
    json_: JSON = False,
) -> None:
    """Write the sample home: hourly energy of a made-up household, with anomalies of known place and size.

    \b
    Examples:
      energy generate --out home.csv
      energy generate --out year.csv --days 365 --timezone Europe/London --truth truth.csv
      energy generate --out flat.csv --appliances "Heating,Refrigerator,Television" --peak-hours 17-22
    """
    from energy_core import synthetic
    from energy_core.cli.periods import write
    from energy_core.local_time import known_zone, local_midnight

    names = [name.strip() for text in appliances or [] for name in text.split(",") if name.strip()]
    first = local_midnight(start, known_zone(timezone), option="--start").date()
    hours = _pair(peak_hours, "--peak-hours", "18-21", whole=True)
    progress(f"Making {days} days …")
    sample = synthetic.sample_home(
        days=days,
        seed=seed,
        start=first,
        timezone=timezone,
        appliances=names or synthetic.APPLIANCES,
        peak_hours=(int(hours[0]), int(hours[1])),
        anomaly_rate=anomaly_rate,
        anomaly_factor=_pair(anomaly_factor, "--anomaly-factor", "1.5-3"),
    )
    write(out, synthetic.csv_bytes(sample.table), what=f"{len(sample.table):,} rows")
    if truth:
        write(truth, synthetic.csv_bytes(sample.truth), what=f"{len(sample.truth):,} anomalies")
    summary = _summary(sample, out, truth)
    if json_:
        print_json(summary)
    else:
        say(
            f"{out}: {summary['rows']:,} rows, {summary['kwh']:,.1f} kWh, {summary['anomalies']:,} anomalies."
        )


def _summary(sample: Any, out: Path, truth: Path | None) -> dict[str, Any]:
    import pandas as pd

    stamps = sample.table["timestamp"]
    return {
        "file": str(out),
        "rows": len(sample.table),
        "appliances": list(dict.fromkeys(sample.table["appliance"])),
        "kwh": float(sample.table["kwh"].sum()),
        "start": stamps.iloc[0],
        "end": stamps.iloc[-1] + pd.Timedelta(hours=1),
        "anomalies": len(sample.truth),
        "truth": str(truth) if truth else None,
    }


def _pair(text: str, option: str, example: str, *, whole: bool = False) -> tuple[float, float]:
    match = PAIR.fullmatch(text)
    if not match or (whole and "." in text):
        raise RequestError(
            f"{option} needs two numbers such as {example}; found {text!r}.", where={"option": option}
        )
    return float(match[1]), float(match[2])
