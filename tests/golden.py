"""What `energy inspect --json` says of each sample in tests/data; `python -m tests.golden` writes it anew.

A person reads the difference before it is committed; the tests only compare.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from energy_core.cli.screen import plain
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.inspection import inspection

DATA: Final = Path(__file__).parent / "data"
GOLDEN: Final = DATA / "golden"

SAMPLES: Final[dict[str, str | None]] = {
    "long_table.csv": None,
    "wide_table.csv": "Europe/London",
    "semicolon_decimal_comma.csv": "Europe/Vienna",
    "half_hours.csv": "Europe/London",
    "wide_days.csv": "Europe/Vienna",
    "stacked_header.csv": "Europe/Berlin",
    "several_tables.csv": "America/Denver",
    "bills.csv": "America/Denver",
    "counter.csv": "Europe/Amsterdam",
    "household_power_consumption.txt": "Europe/Paris",
    "home_assistant.csv": "Europe/Berlin",
    "dutch_p4.csv": "Europe/Amsterdam",
    "influx.csv": None,
    "energy_dashboard.csv": None,
    "green_button.xml": None,
    "workbook.xlsx": "Europe/Berlin",
    "workbook.xls": "Europe/Berlin",
    "readings.json": "Europe/London",
    "portal.xls": "Europe/Madrid",
    "sheet.ods": "Europe/Berlin",
    "sheet_2003.xml": "Europe/Lisbon",
    "readings.parquet": None,
    "iberdrola.json": None,
    "sdat.xml": None,
    "esb_hdf.csv": None,
    "nem12.csv": None,
    "nem13.csv": None,
}
"""The files, and the zone that the home says; None = it says none."""


def inspected(sample: str) -> dict[str, Any]:
    """The JSON of one sample; energies to a millionth of a kWh."""
    home = Home(timezone=SAMPLES[sample])
    imported = import_file((DATA / sample).read_bytes(), name=sample, home=home)
    return dict(rounded(plain(inspection([imported], imported.readings, home))))


def rounded(value: Any) -> Any:
    """A value with its numbers rounded, so that the last bit of a sum does not matter."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return round(value, 6) if isinstance(value, float) else value


def golden_file(sample: str) -> Path:
    return GOLDEN / f"{sample}.json"


def main() -> None:
    """Write all golden files."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        text = json.dumps(inspected(sample), indent=1, ensure_ascii=False)
        golden_file(sample).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
