"""The bank as a benchmark for any assistant: `python -m tests.questions.export FOLDER` writes it.

FOLDER gets one CSV and one home.toml per home and questions.jsonl, one question a line with what a right
answer holds. `python -m tests.questions.score FOLDER ANSWERS.jsonl` counts. docs/benchmark.md says how.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from energy_core.home import home_to_toml
from tests.questions.bank import BANK
from tests.questions.case import Case
from tests.questions.homes import AskedHome, home

QUESTIONS = "questions.jsonl"


def export(folder: Path) -> int:
    """Write every home and every question; how many questions there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted({case.home for case in BANK}):
        _write_home(folder, name, home(name))
    lines = [json.dumps(row(case, number), ensure_ascii=False) for number, case in enumerate(BANK, start=1)]
    (folder / QUESTIONS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def row(case: Case, number: int) -> dict[str, Any]:
    """One question and what a right answer holds; null where it does not matter."""
    asked = home(case.home)
    zone = asked.context.timezone
    return {
        "id": number,
        "home": case.home,
        "kind": case.kind,
        "before": list(case.before),
        "question": case.question,
        "status": case.status,
        "value": None if case.figure is None else _plain(case.figure(asked)),
        "unit": None if case.figure is None else case.unit or None,
        "channel": case.channel,
        "start": None if case.start is None else _local(case.start, zone),
        "end": None if case.end is None else _local(case.end, zone),
        "says": case.says or None,
    }


def _write_home(folder: Path, name: str, asked: AskedHome) -> None:
    frame = asked.frame.copy()
    frame.index = [moment.isoformat() for moment in frame.index]
    frame.to_csv(folder / f"{name}.csv", index_label="start")
    known = asked.context.home
    roles = {channel.name: channel.role for channel in asked.context.readings.channels}
    changes = {"timezone": asked.context.timezone, "roles": roles, "import_choices": {"unit": "kWh"}}
    text = home_to_toml(replace(known, **changes))  # type: ignore[arg-type]
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def _plain(value: object) -> float | int | str:
    return value if isinstance(value, (str, int)) else float(value)  # type: ignore[arg-type]


def _local(moment: str, zone: str) -> str:
    import pandas as pd

    return pd.Timestamp(moment, tz=zone).isoformat()


if __name__ == "__main__":
    sys.stdout.write(f"{export(Path(sys.argv[1]))} questions written to {sys.argv[1]}\n")
