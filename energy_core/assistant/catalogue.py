"""What can be asked: one table from which the grammar, the help and the suggestions are made."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final


@dataclass(frozen=True)
class Metric:
    """A figure, or a group of figures, that can be asked for.

    cues : patterns of the words that ask for it; none = `questions.py` tells it by several words together.
    strong : two strong metrics in one question are two questions.
    example : a question for the help; `{appliance}` stands for one of the home's.
    needs : what the home must have for the example to be offered: hours, appliance, untracked, weeks,
        country, or two months, which no example is made of.
    """

    name: str
    description: str
    unit: str
    arguments: tuple[str, ...]
    example: str
    cues: tuple[str, ...] = ()
    strong: bool = True
    needs: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)(?:" + "|".join(self.cues) + r")(?!\w)")


def _metrics() -> tuple[Metric, ...]:
    text = files("energy_core.assistant").joinpath("catalogue.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["metric"]
    return tuple(
        Metric(**{**row, "arguments": tuple(row["arguments"]), "cues": tuple(row.get("cues", ()))})
        for row in rows
    )


METRICS: Final[tuple[Metric, ...]] = _metrics()
"""In the order in which their cues are looked for."""

BY_NAME: Final[dict[str, Metric]] = {metric.name: metric for metric in METRICS}
