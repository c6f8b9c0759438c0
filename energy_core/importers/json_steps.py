"""Values in JSON without stamps of their own: at equal steps from a start that is said once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from energy_core.importers.json_values import flat, is_epoch, is_number, is_stamp

Found = list[dict[str, Any]]

FEWEST: Final = 2
POSITION: Final = ("position", "pos", "index", "idx", "sequence", "seq", "order", "number", "nr")
_STEP_KEY: Final = re.compile(r"interval|step|period|resolution|granularity|frequency|duration", re.I)
_START_KEY: Final = re.compile(r"start|begin|from|^ts$|^t0$|first|desde|inicio", re.I)
_ISO_DATE: Final = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]|$)")
_ISO_STEP: Final = re.compile(r"PT?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", re.I)
_TEXT_STEP: Final = re.compile(r"(\d*)\s*[-_]?\s*(s|secs?|seconds?|m|mins?|minutes?|h|hours?|hourly)", re.I)
_NAMED_STEPS: Final = {"halfhour": 1800, "halfhourly": 1800, "quarterhour": 900, "quarter_of_an_hour": 900}
USUAL_STEPS: Final = (60, 300, 600, 900, 1800, 3600, 86_400)


def offsets(value: Mapping[str, Any], around: Mapping[str, Any]) -> Found | None:
    """`{"0": 12, "300": 15, …}`: seconds since the start that stands around it."""
    if not all(key.isdecimal() and len(key) < 9 for key in value) or not all(map(is_number, value.values())):
        return None
    seconds = [int(key) for key in value]
    steps = {later - sooner for sooner, later in pairwise(seconds)}
    start = _start(around)
    if start is None or len(steps) != 1 or min(steps) < USUAL_STEPS[0]:
        return None
    return [
        {"time": (start + pd.Timedelta(seconds=at)).isoformat(), "value": part}
        for at, part in zip(seconds, value.values(), strict=True)
    ]


def positioned(objects: Sequence[Mapping[str, Any]], around: Mapping[str, Any]) -> Found | None:
    """`[{"position": 1, "quantity": …}, …]`: steps from a start, both of which stand around them."""
    key = next((k for k in objects[0] if k.lower() in POSITION), None)
    start, step = _start(around), _step(around)
    if key is None or start is None or step is None:
        return None
    places = [str(item.get(key)) for item in objects]
    if not all(place.isdecimal() for place in places):
        return None
    first = min(map(int, places))
    return [
        {"time": (start + pd.Timedelta(seconds=step * (int(place) - min(first, 1)))).isoformat()}
        | {k: v for k, v in item.items() if k != key}
        for place, item in zip(places, objects, strict=True)
    ]


def regular(value: Mapping[str, Any], around: Mapping[str, Any]) -> Found | None:
    """`{"start": …, "interval": "PT30M", "values": […]}`: values at equal steps from a start."""
    lists = {
        k: v
        for k, v in value.items()
        if isinstance(v, list) and len(v) >= FEWEST and all(is_number(x) or x is None for x in v)
    }
    start, step = _start(flat(value)), _step(value)
    if not lists or start is None or step is None:
        return None
    length = max(map(len, lists.values()))
    named = {k: v for k, v in lists.items() if len(v) == length}
    return [
        {"time": (start + pd.Timedelta(seconds=step * place)).isoformat()}
        | {k: v[place] for k, v in named.items()}
        for place in range(length)
    ]


def _start(around: Mapping[str, Any]) -> pd.Timestamp | None:
    for key, value in reversed(list(around.items())):
        if _START_KEY.search(key.rpartition(".")[2]) and is_stamp(value, "time"):
            if is_epoch(value):
                return pd.Timestamp(value, unit="s" if value < 1e11 else "ms", tz="UTC")
            return pd.Timestamp(value) if _ISO_DATE.match(value) else None
    return None


def _step(value: Mapping[str, Any]) -> float | None:
    """Seconds of a step, said by a field with a telling name; None if it is not certain."""
    for key, said in value.items():
        if not _STEP_KEY.search(key):
            continue
        if isinstance(said, int | float) and said in USUAL_STEPS:
            return float(said)
        if isinstance(said, str) and (seconds := _seconds(said)):
            return seconds
    return None


def _seconds(text: str) -> float | None:
    plain = text.strip().lower().replace("-", "").replace(" ", "")
    if plain in _NAMED_STEPS:
        return float(_NAMED_STEPS[plain])
    if (iso := _ISO_STEP.fullmatch(text.strip())) and any(iso.groups()):
        hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    if match := _TEXT_STEP.fullmatch(text.strip()):
        unit = {"s": 1, "m": 60, "h": 3600}[match[2][0].lower()]
        return float(int(match[1] or 1) * unit)
    return None
