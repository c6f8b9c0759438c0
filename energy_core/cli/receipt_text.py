"""An import receipt in the terminal: the same words as on the page, in tables that fit the window."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from energy_core import words
from energy_core.importers.receipt_words import (
    SOURCES,
    by_option,
    cut,
    format_words,
    issue_words,
    kwh_sum,
    row_sum,
)

WIDTH: Final = 118
"""Where output is no window: columns of a line."""

NARROW: Final = 100
"""In a smaller window a table would lose columns: its rows are written as lines."""

LONGEST_NAME: Final = 48
RIGHT: Final = frozenset({"kWh", "readings", "missing", "rows", "first in line"})


def inspected(found: dict[str, Any], first_line: str) -> str:
    """What `inspect` found, as text. Names from files are shown, never obeyed."""
    receipt = found["receipt"]
    files = ", ".join(cut(words.label(file), LONGEST_NAME) for file in found["files"])
    parts: list[RenderableType] = [
        Text(first_line, style="bold"),
        Text(
            f"{files}: {format_words(found['format'])}, times in {words.label(found['timezone'])} "
            f"({SOURCES[found['timezone_source']]}).\n{row_sum(receipt)}.\n{kwh_sum(receipt)}."
        ),
        _channels(found["channels"]),
        *_untracked(found),
        *_decisions(receipt["decisions"]),
        *_reasons(receipt["reasons"]),
        *_issues(found["issues"]),
    ]
    return _drawn(parts)


def _drawn(parts: Iterable[RenderableType]) -> str:
    window = sys.stdout.isatty()
    out = io.StringIO()
    console = Console(
        file=out,
        width=shutil.get_terminal_size().columns if window else WIDTH,
        force_terminal=window,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in parts:
        console.print(part if console.width >= NARROW or not isinstance(part, Table) else _listed(part))
        console.print()
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())


def _channels(channels: Sequence[dict[str, Any]]) -> Table:
    rows = [
        (
            c["name"], c["role"], f"{c['kwh']:,.3f}", f"{c['readings']:,}", f"{c['missing']:,}",
            _every(c["interval_minutes"]), c["kind"], c["source_unit"], c["start"][:10], _last_day(c["end"]),
        )
        for c in channels
    ]  # fmt: skip
    names = ("channel", "role", "kWh", "readings", "missing", "every", "kind", "unit", "from", "to")
    return _table(names, rows, wide="channel")


def _untracked(found: dict[str, Any]) -> list[RenderableType]:
    """Which circuits hold which, and what no appliance's meter measured."""
    inside = [
        f"{words.label(c['name'])} is behind {words.label(c['parent'])} and counts there only."
        for c in found["channels"]
        if c["parent"] and c["role"] == "appliance"
    ]
    kwh = found["untracked_kwh"]
    rest = [] if kwh is None else [f"{kwh:,.3f} kWh of the mains went through no meter of an appliance."]
    return [Text("\n".join((*inside, *rest)))] if inside or rest else []


def _decisions(decisions: Sequence[dict[str, Any]]) -> list[RenderableType]:
    groups = by_option(decisions)
    rows = [
        (said.title, said.choice, said.sure, said.because, f"--{option}" if option else "")
        for option, group in groups.items()
        for said in group
    ]
    names = ("decided", "as", "how sure", "why", "overruled by")
    return [_table(names, rows, wide="why")] if rows else []


def _reasons(reasons: Sequence[dict[str, Any]]) -> list[RenderableType]:
    rows = [
        (r["reason"], f"{r['count']:,}", str(r["first_row"] or ""), f"{r['kwh']:,.3f}" if r["kwh"] else "")
        for r in reasons
    ]
    names = ("not taken as it stood", "rows", "first in line", "kWh")
    return [_table(names, rows, wide=names[0])] if rows else []


def _issues(issues: Sequence[dict[str, Any]]) -> list[RenderableType]:
    lines = [f"- {issue_words(issue)}" for issue in issues]
    return [Text("\n".join(["To look at:", *lines]))] if lines else []


def _table(names: Sequence[str], rows: Iterable[Sequence[Any]], *, wide: str) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False)
    for name in names:
        table.add_column(
            name,
            justify="right" if name in RIGHT else "left",
            no_wrap=name in RIGHT,
            overflow="fold",
            min_width=18 if name == wide else None,
        )
    for row in rows:
        table.add_row(*(Text(cut(words.label(str(cell))) if cell not in ("", None) else "") for cell in row))
    return table


def _listed(table: Table) -> Text:
    """A table row by row: the first cell, then the others by the names of their columns."""
    names = [str(column.header) for column in table.columns]
    columns = [[str(cell) for cell in column.cells] for column in table.columns]
    lines = [f"{names[0].capitalize()}:"]
    for first, *rest in zip(*columns, strict=True):
        told = [f"{name} {cell}" for name, cell in zip(names[1:], rest, strict=True) if cell]
        lines.append(f"- {first}: {', '.join(told)}")
    return Text("\n".join(lines))


def _last_day(end: str) -> str:
    """The day of the last reading; its end is exclusive."""
    return (datetime.fromisoformat(end) - timedelta(microseconds=1)).date().isoformat()


def _every(minutes: float) -> str:
    for length, word in ((1440, "d"), (60, "h"), (1, "min")):
        if minutes >= length and minutes % length == 0:
            return f"{minutes / length:g} {word}"
    return f"{minutes * 60:g} s"
