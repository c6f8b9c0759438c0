"""Counts how many answers are exact: `python -m tests.questions.score FOLDER ANSWERS.jsonl`.

ANSWERS.jsonl has one line per question, `{"id": 1, "answer": {...}}`: the answer as `energy ask --json`
prints it. Without ANSWERS the product's own rules are asked.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.questions.export import QUESTIONS

DECLINED = ("refused", "asked_back")
TOLERANCE = 1e-5


def is_right(wanted: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Status, value with unit, channel and period where asked for, and the words that must be said."""
    allowed = DECLINED if wanted["status"] == "declined" else (wanted["status"],)
    if answer.get("status") not in allowed:
        return False
    if wanted["says"] and wanted["says"].lower() not in str(answer.get("answer", "")).lower():
        return False
    return wanted["value"] is None or any(_is_value(wanted, value) for value in answer.get("values", ()))


def _is_value(wanted: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    if (value.get("unit") or None) != wanted["unit"]:
        return False
    if wanted["channel"] and value.get("channel") != wanted["channel"]:
        return False
    if not all(_is_moment(wanted[end], value.get(end)) for end in ("start", "end")):
        return False
    expected, found = wanted["value"], value.get("value")
    if isinstance(expected, str) or isinstance(found, str) or found is None:
        return bool(expected == found)
    return abs(float(found) - expected) <= TOLERANCE * max(1.0, abs(expected))


def _is_moment(wanted: str | None, found: str | None) -> bool:
    if wanted is None:
        return True
    return found is not None and datetime.fromisoformat(wanted) == datetime.fromisoformat(found)


def questions(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / QUESTIONS).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def own_answers() -> Iterator[tuple[int, dict[str, Any]]]:
    """What the rules answer to each question."""
    from energy_core.assistant.conversation import Turn, ask
    from tests.questions.bank import BANK
    from tests.questions.homes import home

    for number, case in enumerate(BANK, start=1):
        context, history = home(case.home).context, []
        for question in case.before:
            history.append(Turn(question, ask(question, context, history=history)))
        yield number, ask(case.question, context, history=history).fields()


def score(wanted: list[dict[str, Any]], answers: Mapping[int, Mapping[str, Any]]) -> tuple[str, list[int]]:
    """A table by kind of question, and the ids that are not right."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong = []
    for one in wanted:
        asked[one["kind"]] += 1
        if is_right(one, answers.get(one["id"], {})):
            right[one["kind"]] += 1
        else:
            wrong.append(one["id"])
    rows = [f"{kind:16} {right[kind]:4} of {count:4}" for kind, count in sorted(asked.items())]
    total = f"{'all':16} {sum(right.values()):4} of {len(wanted):4}"
    return "\n".join([*rows, total]), wrong


def main(folder: Path, file: Path | None) -> int:
    wanted = questions(folder)
    if file is None:
        answers: Mapping[int, Mapping[str, Any]] = dict(own_answers())
    else:
        lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
        answers = {line["id"]: line["answer"] for line in lines}
    table, wrong = score(wanted, answers)
    sys.stdout.write(f"{table}\n")
    by_id = {one["id"]: one for one in wanted}
    for number in wrong:
        sys.stdout.write(f"{number}: [{by_id[number]['home']}] {by_id[number]['question']}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
