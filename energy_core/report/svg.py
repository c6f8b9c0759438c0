"""Static charts as SVG text: no script, no random id, no colour but by class, so the style sheet rules them.

The same values give the same bytes. Every text is escaped; every chart has a title and a description.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd

from energy_core import words
from energy_core.report.plane import FONT, Plane, Size, label_step, plane, short, text_width

LEGEND_ROW: Final = 20.0
BOLD: Final = 1.12
"""How much wider bold text is."""

BAR_SHARE: Final = 0.78


@dataclass(frozen=True)
class Series:
    """One value per label; None leaves a gap. `look` names a class of the style sheet."""

    name: str
    heights: tuple[float | None, ...]
    look: str = "c0"


@dataclass(frozen=True)
class Picture:
    """A chart ready to be drawn at any size; `description` says for the ear what the eye sees."""

    slug: str
    title: str
    description: str
    draw: Callable[[Size], str]


def values_of(series: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if pd.isna(value) else float(value) for value in series)


def stacked_bars(
    labels: Sequence[str], series: Sequence[Series], *, unit: str, names: Sequence[str] | None = None
) -> Callable[[Size], str]:
    """Bars of one or several series on each other; `names` are the labels in full, for the pointer."""
    sums = [sum(v for s in series if (v := s.heights[i]) is not None) for i in range(len(labels))]
    in_full = names or labels

    def draw(size: Size) -> str:
        legend, header = _legend(series if len(series) > 1 else [], unit, size)
        area = plane(max(sums, default=0.0), size, header=header)
        width = area.slot(len(labels)) * BAR_SHARE
        marks = []
        for i in range(len(labels)):
            base = 0.0
            left = area.x(i, len(labels)) - width / 2
            for one in series:
                value = one.heights[i]
                if value is None or value <= 0:
                    continue
                said = words.label(f"{in_full[i]}, {one.name}: {words.kwh(value)}")
                span = (base, base + value)
                marks.append(_bar(area, one.look, across=(left, width), span=span, said=said))
                base += value
        return legend + _axes(area, labels) + "".join(marks)

    return draw


def lines(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str,
    band: tuple[Series, Series] | None = None,
    rule_at: int | None = None,
) -> Callable[[Size], str]:
    """Lines over a band between a lower and an upper series; `rule_at` is a position marked by an upright."""
    everything = [*series, *(band or ())]
    highest = max((v for s in everything for v in s.heights if v is not None), default=0.0)

    def draw(size: Size) -> str:
        named = [*series, *([band[1]] if band else [])]
        legend, header = _legend(named, unit, size)
        area = plane(highest, size, header=header)
        parts = [legend, _axes(area, labels)]
        if band:
            parts.append(_band(area, band))
        if rule_at is not None:
            x = short(area.x(rule_at - 0.5, len(labels)))
            parts.append(f'<path class="rule" d="M{x} {short(area.top)}V{short(area.bottom)}"/>')
        parts += [_line(area, one) for one in series]
        return "".join(parts)

    return draw


def picture(drawn: Picture, size: Size, *, suffix: str = "", style: str = "") -> str:
    """The whole SVG element; with a style it stands alone, as an image of its own."""
    name = f"{drawn.slug}{suffix}"
    alone = f"<style>{style}</style>" if style else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart{suffix}" role="img" '
        f'viewBox="0 0 {size.width} {size.height}" aria-labelledby="{name}-t {name}-d">'
        f'{alone}<title id="{name}-t">{_text(drawn.title)}</title>'
        f'<desc id="{name}-d">{_text(drawn.description)}</desc>{drawn.draw(size)}</svg>'
    )


def _text(text: str) -> str:
    return escape(words.label(text))


def _bar(area: Plane, look: str, *, across: tuple[float, float], span: tuple[float, float], said: str) -> str:
    top, bottom = area.y(span[1]), area.y(span[0])
    return (
        f'<rect class="{look}" x="{short(across[0])}" y="{short(top)}" width="{short(across[1])}" '
        f'height="{short(max(bottom - top, 0.5))}"><title>{escape(said)}</title></rect>'
    )


def _line(area: Plane, series: Series) -> str:
    count = len(series.heights)
    steps, pen_up = [], True
    for i, value in enumerate(series.heights):
        if value is not None:
            steps.append(f"{'M' if pen_up else 'L'}{short(area.x(i, count))} {short(area.y(value))}")
        pen_up = value is None
    return f'<path class="line {series.look}" d="{"".join(steps)}"/>'


def _band(area: Plane, band: tuple[Series, Series]) -> str:
    low, high = band
    count = len(low.heights)
    both = [
        (area.x(i, count), area.y(below), area.y(above))
        for i, (below, above) in enumerate(zip(low.heights, high.heights, strict=True))
        if below is not None and above is not None
    ]
    if not both:
        return ""
    there = "L".join(f"{short(x)} {short(above)}" for x, _, above in both)
    back = "L".join(f"{short(x)} {short(below)}" for x, below, _ in reversed(both))
    return f'<path class="band {high.look}" d="M{there}L{back}Z"/>'


def _axes(area: Plane, labels: Sequence[str]) -> str:
    grid = "".join(
        f'<path class="{"axis" if tick == 0 else "grid"}" d="M{short(area.left)} {short(area.y(tick))}'
        f'H{short(area.right)}"/><text x="{short(area.left - 6)}" y="{short(area.y(tick) + 4)}" '
        f'text-anchor="end">{words.number(tick)}</text>'
        for tick in area.ticks
    )
    step = label_step(labels, area.slot(len(labels)))
    below = "".join(
        f'<text x="{short(_inside(area, i, labels))}" y="{short(area.bottom + 18)}" '
        f'text-anchor="middle">{_text(labels[i])}</text>'
        for i in range(0, len(labels), step)
    )
    return f"<g>{grid}{below}</g>"


def _inside(area: Plane, position: int, labels: Sequence[str]) -> float:
    """The middle of a label, moved so that it does not leave the picture."""
    half = text_width(labels[position]) / 2
    return min(max(area.x(position, len(labels)), half), area.size.width - half)


def _legend(series: Sequence[Series], unit: str, size: Size) -> tuple[str, float]:
    """The unit and the names of the series, in as many rows as they need; and the height of it all."""
    parts = [f'<text x="0" y="{FONT}" class="unit">{_text(unit)}</text>']
    x, y = text_width(unit) * BOLD + 20, 0.0
    for one in series:
        name = words.label(one.name)
        name = name if len(name) <= 28 else f"{name[:27]}…"
        need = text_width(name) + 34
        if x + need > size.width and x > 0:
            x, y = 0.0, y + LEGEND_ROW
        parts.append(
            f'<rect class="key {one.look}" x="{short(x)}" y="{short(y + 3)}" width="10" height="10" rx="2"/>'
            f'<text x="{short(x + 15)}" y="{short(y + FONT)}">{escape(name)}</text>'
        )
        x += need
    return f"<g>{''.join(parts)}</g>", y + LEGEND_ROW
