"""What can be asked: one table from which the grammar, the help and the suggestions are made."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, Final


@dataclass(frozen=True)
class Argument:
    """What a metric can be limited to, and where an intent keeps it.

    part : what a question says with it, as `fit.py` calls it.
    type : channel, channels, period, number, integer, boolean, text, integers, or enum, which has `values`.
    """

    name: str
    field: str
    part: str
    type: str
    text: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metric:
    """A figure, or a group of figures, that can be asked for.

    cues : patterns of the words that ask for it; none = `questions.py` tells it by several words together.
    strong : two strong metrics in one question are two questions.
    example : a question for the help; `{appliance}` stands for one of the home's.
    arguments : names of ARGUMENTS. also : parts of a question that are no argument, but that the answer says.
    needs : what the home must have for the example to be offered, all of: hours, appliance, untracked, weeks,
        country, price, tariff, rates, tariffs, solar, export, gas, carbon, or two months, which no example is
        made of.
    """

    name: str
    description: str
    unit: str
    arguments: tuple[str, ...]
    example: str
    also: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    strong: bool = True
    needs: str = ""

    @cached_property
    def uses(self) -> frozenset[str]:
        """The parts of a question that the answer makes use of, or already says."""
        return frozenset(self.also) | {ARGUMENTS[name].part for name in self.arguments}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)(?:" + "|".join(self.cues) + r")(?!\w)")


_TABLE: Final[dict[str, Any]] = tomllib.loads(
    files("energy_core.assistant").joinpath("catalogue.toml").read_text(encoding="utf-8")
)


def _metrics() -> tuple[Metric, ...]:
    lists = ("arguments", "cues", "also")
    return tuple(
        Metric(**row | {name: tuple(row.get(name, ())) for name in lists}) for row in _TABLE["metric"]
    )


ARGUMENTS: Final[dict[str, Argument]] = {
    name: Argument(name, **row | {"values": tuple(row.get("values", ()))})
    for name, row in _TABLE["argument"].items()
}
"""What metrics can be limited to, each with its type."""


METRICS: Final[tuple[Metric, ...]] = _metrics()
"""In the order in which their cues are looked for."""

BY_NAME: Final[dict[str, Metric]] = {metric.name: metric for metric in METRICS}
