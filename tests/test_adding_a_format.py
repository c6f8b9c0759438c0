"""The page on how to add a format is right: its example is added and reads a file."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from energy_core import importers
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.receipt_words import FORMATS

DOCS = Path(__file__).parent.parent / "docs"
FILE = b"#wattson 2\n1704067200|31.5\n1704068100|30.5\n1704069000|500\n1704069900|438\n"


def example() -> ModuleType:
    """The module in the page, as it stands there."""
    found = re.search(r"```python\n(.*?)```", (DOCS / "adding-a-format.md").read_text(), re.DOTALL)
    assert found is not None
    module = ModuleType("wattson")
    exec(compile(found[1], "docs/adding-a-format.md", "exec"), module.__dict__)
    return module


def test_the_example_is_about_ten_lines_long():
    text = re.search(r"```python\n(.*?)```", (DOCS / "adding-a-format.md").read_text(), re.DOTALL)

    assert text is not None
    assert len([line for line in text[1].splitlines() if line.strip()]) <= 10


def test_the_example_reads_its_file_once_it_is_in_the_registry(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importers, "IMPORTERS", (example(), *importers.IMPORTERS))

    imported = import_file(FILE, name="plug.log", home=Home(timezone="Europe/London"))

    assert imported.receipt.format == "wattson"
    assert imported.receipt.rows_kept == 4
    assert imported.readings.consumption_kwh == pytest.approx(1.0)
    assert imported.readings.start.isoformat() == "2024-01-01T00:00:00+00:00"
    assert imported.readings.end.isoformat() == "2024-01-01T01:00:00+00:00"


def test_files_of_other_formats_are_read_as_before(monkeypatch: pytest.MonkeyPatch):
    content = b"time,kWh\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n2024-01-01 02:00,3\n"
    before = import_file(content, name="a.csv", home=Home(timezone="UTC"))

    monkeypatch.setattr(importers, "IMPORTERS", (example(), *importers.IMPORTERS))

    assert import_file(content, name="a.csv", home=Home(timezone="UTC")).receipt == before.receipt


def formats_in_the_docs() -> list[str]:
    """The slugs in the table of formats."""
    text = (DOCS / "formats.md").read_text()
    return re.findall(r"^\| [^|]+ \| `(\w+)` \|", text, re.MULTILINE)


def test_the_page_of_formats_lists_those_of_the_registry_each_once():
    assert sorted(formats_in_the_docs()) == sorted(importer.FORMAT for importer in importers.IMPORTERS)


def test_every_format_has_a_name_that_people_know():
    assert {importer.FORMAT for importer in importers.IMPORTERS} <= set(FORMATS)
