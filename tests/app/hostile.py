"""Names that would do harm if anything took them for more than text, and files that carry them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

NAMES: Final = {
    "markup": '<img src=x onerror="window.broken=1"><script>window.broken=1</script>',
    "markdown": "**bold** [click](https://evil.example) ![pic](https://evil.example/a.png) :red[x] $x^2$",
    "formula": '=HYPERLINK("https://evil.example","kWh")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "sql": "kWh'; DROP TABLE readings; --",
    "zero width": "Fri\u200bdge\u202egpj.exe",
    "escape codes": "\x1b[31mred\x1b[0m\x1b]0;title\x07 lamp",
    "long": "Very long name " * 40,
}


def hostile_file(folder: Path) -> Path:
    """A day of hours of one appliance per name."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["timestamp", "appliance", "kwh"])
    for hour in range(48):
        for name in NAMES.values():
            writer.writerow([f"2024-01-{1 + hour // 24:02d} {hour % 24:02d}:00", name, "0.25"])
    path = folder / "<b>hostile<b> =1+1.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path
