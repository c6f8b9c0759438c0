"""`energy sql`: questions to the tables of a lake, answered here or by Athena."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from energy_core import words
from energy_core.cli.lake_option import LakeOption, open_lake
from energy_core.cli.periods import write_csv
from energy_core.cli.screen import print_json, progress, say, table
from energy_core.cli.sql_prompt import queries
from energy_core.errors import QueryError, RequestError, StoreError

if TYPE_CHECKING:
    import pandas as pd

    from energy_core.lake.athena import Athena
    from energy_core.lake.result import Result

SHOWN_ROWS: Final = 1_000
AthenaOption = Annotated[
    bool, typer.Option("--athena", help="Ask Athena, over the deployed bucket; says what it cost.")
]
StackOption = Annotated[
    str | None,
    typer.Option("--stack", metavar="NAME", help="Deployment to ask; else deployment_info.json's."),
]
CsvOption = Annotated[Path | None, typer.Option("--csv", metavar="OUT", help="Write the rows as CSV.")]
SecondsOption = Annotated[
    float | None, typer.Option("--max-seconds", min=1, help="Default: 30 here, 300 on Athena.")
]
ExamplesOption = Annotated[
    bool, typer.Option("--examples", help="Show questions to start from, and run nothing.")
]

Ask = Callable[[str], "Result"]


def register(app: typer.Typer) -> None:
    @app.command("sql")
    def sql(
        query: Annotated[str | None, typer.Argument(help="One SELECT; without it, a prompt.")] = None,
        lake: LakeOption = None,
        athena: AthenaOption = False,
        stack: StackOption = None,
        csv: CsvOption = None,
        max_rows: Annotated[int, typer.Option("--max-rows", min=1, max=1_000_000)] = SHOWN_ROWS,
        max_seconds: SecondsOption = None,
        list_examples: ExamplesOption = False,
        json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    ) -> None:
        """Ask the tables of a lake in SQL.

        Tables: raw_energy_data, processed_energy_data, daily_energy_data, forecast_data, forecast_models,
        anomaly_data. Consumption is WHERE counts_as_consumption.

        \b
        Examples:
          energy sql "SELECT local_date, sum(kwh) FROM daily_energy_data
                      WHERE counts_as_consumption GROUP BY 1 ORDER BY 1" --lake my-lake
          energy sql "SELECT home_id, sum(kwh) FROM daily_energy_data GROUP BY home_id" --athena
          energy sql --examples
        """
        if list_examples:
            _show_examples(as_json=json_)
            return
        if stack is not None and not athena:
            raise RequestError("--stack goes with --athena.", where={"option": "--stack"})
        ask = (
            _asks_athena(stack, max_rows, max_seconds) if athena else _asks_here(lake, max_rows, max_seconds)
        )
        if query is None:
            _prompt(ask, max_rows)
        else:
            _answer(ask(query), max_rows=max_rows, csv=csv, as_json=json_)


def _asks_here(lake: str | None, max_rows: int, max_seconds: float | None) -> Ask:
    from energy_core.lake.store import Folder

    store = open_lake(lake).store
    if isinstance(store, Folder) and not store.path.exists():
        raise RequestError(
            f"Needed a lake; there is no folder {store.path}. Make one with: energy analyse FILE --out "
            f"{store.path}",
            where={"option": "--lake"},
        )

    def ask(query: str) -> Result:
        from energy_core.lake.query import MAX_SECONDS, result_of

        return result_of(query, store, max_rows=max_rows, max_seconds=max_seconds or MAX_SECONDS)

    return ask


def _asks_athena(stack: str | None, max_rows: int, max_seconds: float | None) -> Ask:
    from energy_core.lake.athena import MAX_SECONDS, scan

    where = deployed(stack, Path.cwd())
    return lambda query: scan(query, where, max_rows=max_rows, max_seconds=max_seconds or MAX_SECONDS)


def deployed(stack: str | None, folder: Path) -> Athena:
    """Database and workgroup of a stack: what deployment_info.json says, else by the stack's name."""
    from energy_core.cloud.stack import DEFAULT_STACK, checked_name, name_prefix, read_info
    from energy_core.lake.athena import Athena, athena_of

    known = read_info(folder)
    name = checked_name(stack or (known.stack if known else DEFAULT_STACK))
    if known and known.stack == name:
        return Athena(known.output("DatabaseName"), known.output("WorkgroupName"), known.region)
    # boto3 itself looks for AWS_DEFAULT_REGION only
    return athena_of(name_prefix(name), region=os.environ.get("AWS_REGION"))


def _answer(result: Result, *, max_rows: int, csv: Path | None, as_json: bool) -> None:
    from energy_core.lake.athena import Scan

    if csv is not None:
        write_csv(result.rows, csv)
    cost = (
        {"scanned_bytes": result.scanned_bytes, "cost_usd": result.cost_usd}
        if isinstance(result, Scan)
        else {}
    )
    if as_json:
        rows = {"columns": list(result.rows.columns), "rows": cells(result.rows)}
        print_json({**rows, "truncated": result.truncated, **cost})
    elif csv is None:
        _show(result)
    if cost:
        progress(f"Scanned {words.number(cost['scanned_bytes'] / 1e6)} MB for about ${cost['cost_usd']:.6f}.")
    if result.truncated:
        progress(f"Only the first {max_rows:,} rows; --max-rows gives more.")


def _show_examples(*, as_json: bool) -> None:
    from energy_core.lake.examples import examples

    if as_json:
        print_json({"examples": [vars(example) for example in examples()]})
        return
    say("\n\n".join(f"-- {each.title}: {each.question}\n{each.sql};" for each in examples()))


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


def _prompt(ask: Ask, max_rows: int) -> None:
    """One query after the other; a mistake in one does not end it."""
    for query in queries():
        try:
            _answer(ask(query), max_rows=max_rows, csv=None, as_json=False)
        except (QueryError, StoreError) as error:
            progress(error.message)
