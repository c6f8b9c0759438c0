"""A file of 2,075,259 rows shaped as the UCI household file: from bytes to hourly readings.

Ours, plain pandas and bare DuckDB, each in a process of its own: wall time without imports, peak memory.

    python benchmarks/read_two_million_rows.py [ROWS]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROWS = 2_075_259
HEADER = (
    "Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;"
    "Sub_metering_1;Sub_metering_2;Sub_metering_3\n"
)

OURS = """
import resource, sys, time
from pathlib import Path
from energy_core.home import Home
from energy_core.importers import import_file
content = Path(sys.argv[1]).read_bytes()
begin = time.perf_counter()
imported = import_file(content, name="household_power_consumption.txt", home=Home(timezone=sys.argv[2]))
hours = imported.readings.hourly()
seconds = time.perf_counter() - begin
total = float(hours.kwh["Global_active_power"].sum())
"""

PANDAS = """
import resource, sys, time
import pandas as pd
begin = time.perf_counter()
table = pd.read_csv(sys.argv[1], sep=";", na_values="?")
table.index = pd.to_datetime(table["Date"] + " " + table["Time"], format="%d/%m/%Y %H:%M:%S")
names = ["Global_active_power", "Sub_metering_1", "Sub_metering_2", "Sub_metering_3"]
hours = table[names].resample("h").sum()
seconds = time.perf_counter() - begin
total = float(hours["Global_active_power"].sum() / 60)
"""

DUCKDB = """
import resource, sys, time
import duckdb
begin = time.perf_counter()
hours = duckdb.sql(f'''
    SELECT date_trunc('hour', strptime("Date" || ' ' || "Time", '%d/%m/%Y %H:%M:%S')) AS hour,
           sum(Global_active_power) / 60 AS mains, sum(Sub_metering_1) AS one, sum(Sub_metering_2) AS two,
           sum(Sub_metering_3) AS three
    FROM read_csv('{sys.argv[1]}', delim=';', nullstr=['?', ''], header=true,
                  types={{'Date': 'VARCHAR', 'Time': 'VARCHAR', 'Global_active_power': 'DOUBLE',
                          'Sub_metering_1': 'DOUBLE', 'Sub_metering_2': 'DOUBLE',
                          'Sub_metering_3': 'DOUBLE'}})
    GROUP BY hour ORDER BY hour''').fetchall()
seconds = time.perf_counter() - begin
total = float(sum(row[1] or 0 for row in hours))
"""

REPORT = """
import json
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "mb": peak, "kwh": total}))
"""


def write_file(path: Path, rows: int) -> None:
    """Minutes from 16 December 2006 17:24 with a daily shape; every 83rd is missing, as in the real file."""
    import numpy as np

    minutes = np.datetime64("2006-12-16T17:24") + np.arange(rows).astype("timedelta64[m]")
    days = minutes.astype("datetime64[D]")
    clock = (minutes - days).astype(int)
    texts = {
        day: "{2}/{1}/{0}".format(*(int(part) for part in str(day).split("-"))) for day in np.unique(days)
    }
    power = 1.1 + 0.9 * np.sin(2 * np.pi * (clock / 1440 - 0.55)) + 0.3 * np.sin(np.arange(rows) / 37)
    with path.open("w") as file:
        file.write(HEADER)
        for i in range(rows):
            head = f"{texts[days[i]]};{clock[i] // 60:02d}:{clock[i] % 60:02d}:00;"
            if i % 83 == 82:
                file.write(f"{head}?;?;?;?;?;?;\n")
            else:
                kw = abs(power[i])
                file.write(
                    f"{head}{kw:.3f};0.120;240.{i % 100:02d}0;{kw * 4.2:.3f};0.000;{i % 3}.000;17.000\n"
                )


def measured(code: str, *arguments: str) -> dict[str, float]:
    """What one way took, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT, *arguments], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main(rows: int) -> None:
    """Write the file, measure each way, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "household_power_consumption.txt"
        write_file(path, rows)
        size = path.stat().st_size / 1e6
        ways = {
            "bare DuckDB": measured(DUCKDB, str(path)),
            "ours, UTC": measured(OURS, str(path), "UTC"),
            "ours, Europe/Paris": measured(OURS, str(path), "Europe/Paris"),
            "plain pandas": measured(PANDAS, str(path)),
        }
    base = ways["bare DuckDB"]
    print(f"{rows:,} rows, {size:,.0f} MB (ours holds the whole file in memory)")
    print(f"{'way':20} {'seconds':>8} {'x DuckDB':>9} {'peak MB':>8} {'x DuckDB':>9} {'kWh':>14}")
    for way, found in ways.items():
        print(
            f"{way:20} {found['seconds']:8.2f} {found['seconds'] / base['seconds']:9.2f} {found['mb']:8.0f} "
            f"{found['mb'] / base['mb']:9.2f} {found['kwh']:14,.3f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
