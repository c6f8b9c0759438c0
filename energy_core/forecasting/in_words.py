"""How far to trust a forecast, in plain words: one sentence for page, command line and report."""

from __future__ import annotations

from typing import Final

from energy_core import words
from energy_core.forecasting.accuracy import Accuracy

RULES: Final = {"seasonal-naive": "repeating the week before"}
ALIKE: Final = 0.005
"""Figures that look the same once rounded to whole percents are the same."""


def accuracy_in_words(found: Accuracy, model: str) -> str:
    """`On your last 8 weeks this forecast was off by 14% a day; repeating … would have been off by 21%.`"""
    weeks = "week" if found.origins == 1 else f"{found.origins} weeks"
    lead = f"On your last {weeks} this forecast "
    rule = RULES.get(found.naive_rule, found.naive_rule)
    if found.day_error is None:
        return f"{lead}can't be judged: nothing was used."
    text = f"{lead}was off by {words.share(found.day_error)} a day"
    if model != found.naive_rule and found.naive_day_error is not None:
        text += f"; {rule} would have been off by {words.share(found.naive_day_error)}"
    return f"{text}.{_week(found)}{_verdict(found, model, rule)}"


def _week(found: Accuracy) -> str:
    said = []
    if found.total_error is not None:
        said.append(f"a whole week was off by {words.share(found.total_error)}")
    if found.wape is not None:
        said.append(f"a single value by {words.share(found.wape)}")
    if found.coverage is not None:
        said.append(f"the 80% band held {words.share(found.coverage)} of what came")
    return f" In the mean {', '.join(said)}." if said else ""


def _verdict(found: Accuracy, model: str, rule: str) -> str:
    if model == found.naive_rule or found.skill is None:
        return ""
    if abs(found.skill) < ALIKE:
        return f" Value by value, {rule} would have been as good."
    better = "better" if found.skill > 0 else "worse"
    return f" Value by value it was {words.share(abs(found.skill))} {better} than {rule}."
