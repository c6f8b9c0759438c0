"""Questions to the tables that are shipped: SQL that DuckDB and Athena both run as it stands."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Example:
    """One question, in words and in SQL."""

    title: str
    question: str
    sql: str


@cache
def examples() -> tuple[Example, ...]:
    """All examples, in the order in which they are offered."""
    text = files(__package__).joinpath("examples.toml").read_text("utf-8")
    return tuple(
        Example(each["title"], each["question"], each["sql"].strip())
        for each in tomllib.loads(text)["examples"]
    )
