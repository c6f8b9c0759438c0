"""`energy sql`: questions to the tables of a lake."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from energy_core.cli.lake_option import LakeOption, lake_path
from energy_core.cli.periods import write_csv
from energy_core.cli.screen import print_json, progress, say, table
from energy_core.errors import QueryError, RequestError

if TYPE_CHECKING:
    import pandas as pd

    from energy_core.lake.query import Result

SHOWN_ROWS: Final = 1_000
PROMPT: Final = "energy> "
MORE: Final = "   ...> "


def register(app: typer.Typer) -> None:
    @app.command("sql")
    def sql(
        query: Annotated[str | None, typer.Argument(help="One SELECT; without it, a prompt.")] = None,
        lake: LakeOption = None,
        csv: Annotated[
            Path | None, typer.Option("--csv", metavar="OUT", help="Write the rows as CSV.")
        ] = None,
        max_rows: Annotated[int, typer.Option("--max-rows", min=1, max=1_000_000)] = SHOWN_ROWS,
        json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    ) -> None:
        """Ask the tables of a lake in SQL.

        Tables: raw_energy_data, processed_energy_data, daily_energy_data, forecast_data, forecast_models,
        anomaly_data. Consumption is WHERE counts_as_consumption.

        \b
        Example:
          energy sql "SELECT local_date, sum(kwh) FROM daily_energy_data
                      WHERE counts_as_consumption GROUP BY 1 ORDER BY 1" --lake my-lake
        """
        path = lake_path(lake)
        if not path.exists():
            raise RequestError(
                f"Needed a lake; there is no folder {path}. Make one with: energy analyse FILE --out {path}",
                where={"option": "--lake"},
            )
        if query is None:
            _prompt(path, max_rows)
            return
        _answer(query, path, max_rows=max_rows, csv=csv, as_json=json_)


def _answer(query: str, path: Path, *, max_rows: int, csv: Path | None, as_json: bool) -> None:
    from energy_core.lake.query import result_of

    result = result_of(query, path, max_rows=max_rows)
    if csv is not None:
        write_csv(result.rows, csv)
    if as_json:
        print_json(
            {"columns": list(result.rows.columns), "rows": cells(result.rows), "truncated": result.truncated}
        )
    elif csv is None:
        _show(result)
    if result.truncated:
        progress(f"Only the first {max_rows:,} rows; --max-rows gives more.")


def _show(result: Result) -> None:
    columns, rows = list(result.rows.columns), cells(result.rows)
    if columns == ["explain_key", "explain_value"]:
        say("\n".join(str(row[1]) for row in rows))
    else:
        say(table(columns, rows))


def cells(frame: pd.DataFrame) -> list[list[Any]]:
    """Rows as plain values."""
    return [[_cell(value) for value in row] for row in frame.astype(object).to_numpy().tolist()]


def _cell(value: Any) -> Any:
    import numpy as np
    import pandas as pd

    if isinstance(value, np.ndarray):
        return [_cell(each) for each in value.tolist()]
    if isinstance(value, (list, tuple)):
        return [_cell(each) for each in value]
    if isinstance(value, dict):
        return {key: _cell(each) for key, each in value.items()}
    if pd.isna(value):
        return None
    return value if isinstance(value, (str, int, float, date)) else str(value)


def _prompt(path: Path, max_rows: int) -> None:
    """Queries end with a semicolon or an empty line; the prompt ends with \\q or the end of input."""
    for query in _queries():
        try:
            _answer(query, path, max_rows=max_rows, csv=None, as_json=False)
        except QueryError as error:
            progress(error.message)


def _queries() -> Iterator[str]:
    lines: list[str] = []
    while (line := _line(MORE if lines else PROMPT)) is not None and line.strip() not in (
        "\\q",
        "quit",
        "exit",
    ):
        if line.strip():
            lines.append(line)
        if lines and (not line.strip() or line.rstrip().endswith(";")):
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def _line(prompt: str) -> str | None:
    """One line of input; the prompt shows only to a person."""
    if not sys.stdin.isatty():
        return sys.stdin.readline() or None
    try:
        return input(prompt)
    except EOFError:
        return None
