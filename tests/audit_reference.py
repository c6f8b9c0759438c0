"""The table of docs/audit.md, from the catalogue; `python -m tests.audit_reference` writes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from energy_core.audit.catalogue import number_tables, raw

PAGE: Final = Path(__file__).parents[1] / "docs" / "audit.md"
BEGIN: Final = "<!-- from the catalogue -->"
SAVED: Final = ("saving_share", "new_kwh_per_year", "moved_share", "cost")


def page() -> str:
    """The page as it should be: its text up to the mark, then every measure."""
    text = PAGE.read_text(encoding="utf-8").split(BEGIN)[0]
    parts = [text + BEGIN, _overview(), *(_measure(name, fields) for name, fields in raw().items())]
    return "\n\n".join(parts) + "\n"


def _overview() -> str:
    rows = ["| measure | for | saving | verified |", "|---|---|---|---|"]
    for name, fields in raw().items():
        if name == "shared":
            continue
        tables = number_tables(fields)
        title, key = fields["title"], next(key for key in SAVED if key in tables or key == "cost")
        saving = "from your own bills" if key == "cost" else _number(tables[key][0])
        what = f"down to {saving}" if key == "new_kwh_per_year" else saving
        kinds = ", ".join(fields.get("types", ())) or "the whole home"
        rows.append(f"| [{title}](#{_anchor(title)}) | {kinds} | {what} | {_where(tables)} |")
    return "## Measures\n\n" + "\n".join(rows)


def _where(tables: dict[str, list[dict[str, Any]]]) -> str:
    """Where every number of a measure was found twice."""
    if "cost" not in tables and "cost_per_lamp" not in tables:
        return "no, off: no price was found"
    bad = [name for name, rows in tables.items() if not any(row["verified"] for row in rows)]
    if bad:
        return f"no, off: {', '.join(bad)}"
    prices = tables.get("cost") or tables["cost_per_lamp"]
    places = [row.get("currency") for row in prices if row["verified"]]
    return "yes" if None in places else f"yes, with a price in {', '.join(places)}"


def _measure(name: str, fields: dict[str, Any]) -> str:
    title = fields.get("title", "Used by all")
    head = f"## {title}\n\n`{name}`. " + fields.get("advice", "")
    rows = ["| number | value | region | source | found again | verified |", "|---|---|---|---|---|---|"]
    for key, table in number_tables(fields).items():
        rows += [_row(key, row) for row in table]
    return head.rstrip() + "\n\n" + "\n".join(rows)


def _row(key: str, row: dict[str, Any]) -> str:
    source = f"[{row['source']}]({row['url']})" if "url" in row else row["source"]
    basis = f"; {row['basis']}" if "basis" in row else ""
    yes = "yes" if row["verified"] else "no"
    cells = (f"`{key}`", f"{_number(row)}{basis}", row["region"], f"{source}, {row['date']}")
    return "| " + " | ".join([*cells, row.get("second", ""), yes]) + " |"


def _number(row: dict[str, Any]) -> str:
    values = row["value"] if isinstance(row["value"], list) else [row["value"]]
    unit = row["unit"]
    if unit.startswith("fraction"):
        shown = [f"{value * 100:g}" for value in values]
        unit = "%" + unit.removeprefix("fraction").replace("/", " a ")
    else:
        shown = [f"{value:g}" for value in values]
    text = " to ".join(dict.fromkeys((shown[0], shown[-1])))
    if len(shown) == 3 and shown[1] not in (shown[0], shown[-1]):
        text += f", middle {shown[1]}"
    return f"{text} {unit}"


def _anchor(title: str) -> str:
    kept = "".join(char for char in title.lower() if char.isalnum() or char in " -")
    return kept.replace(" ", "-")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
