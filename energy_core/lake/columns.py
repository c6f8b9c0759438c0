"""The tables as SQL knows them, in words: what tables.sql says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

TABLE: Final = re.compile(r"((?:^-- [^\n]*\n)+)CREATE TABLE (\w+) \(\n(.*?)\n\);", re.DOTALL | re.MULTILINE)
COLUMN: Final = re.compile(r'^  ("?\w+"?) ([A-Z ]+?),?$', re.MULTILINE)


@dataclass(frozen=True)
class TableOfLake:
    """A table, what a row of it is, and its columns as SQL writes them with their types."""

    name: str
    meaning: str
    columns: tuple[tuple[str, str], ...]


@cache
def tables() -> tuple[TableOfLake, ...]:
    text = files(__package__).joinpath("tables.sql").read_text("utf-8")
    return tuple(
        TableOfLake(name, _meaning(comment), tuple(COLUMN.findall(columns)))
        for comment, name, columns in TABLE.findall(text)
    )


def _meaning(comment: str) -> str:
    """The comment above a table without the folder it begins with."""
    words = " ".join(line.removeprefix("-- ") for line in comment.strip().splitlines())
    said = words.partition(": ")[2]
    return f"{said[:1].upper()}{said[1:]}"
