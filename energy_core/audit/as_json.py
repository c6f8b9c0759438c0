"""An audit as `energy audit --json` and insights.json write it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from energy_core.audit.measure import Audit, Measure


def as_json(audit: Audit) -> dict[str, Any]:
    """Plain values; ranges are lists, what is not known is null."""
    return {
        "measures": [_measure(measure) for measure in audit.measures],
        "combined_saving_kwh": audit.combined_saving_kwh[1],
        "combined_saving_kwh_range": list(audit.combined_saving_kwh),
        "combined_saving_money": _list(audit.combined_saving_money),
        "metered_kwh_per_year": audit.metered_kwh_per_year,
        "metered_kwh": audit.metered_kwh,
        "as_metered": list(audit.as_metered),
        "start": None if audit.start is None else audit.start.isoformat(),
        "end": None if audit.end is None else audit.end.isoformat(),
        "days": audit.days,
        "currency": audit.currency,
        "matches": [{**asdict(match), "types": list(match.types)} for match in audit.matches],
        "by_tariff": [{**asdict(row), "payback_years": _list(row.payback_years)} for row in audit.by_tariff],
        "not_possible": [asdict(one) for one in audit.not_possible],
        "profile": {**asdict(audit.profile), "peak_hours": list(audit.profile.peak_hours)},
        "observations": list(audit.observations),
        "notes": list(audit.notes),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    plain = asdict(measure)
    for name in ("saving_kwh", "saving_money", "cost", "payback_years"):
        plain[name] = _list(getattr(measure, name))
    plain["sensitivity"] = [
        {**asdict(one), "payback_years": _list(one.payback_years)} for one in measure.sensitivity
    ]
    plain["assumptions"] = [asdict(one) for one in measure.assumptions]
    if measure.when_due is not None:
        due = measure.when_due
        plain["when_due"] = {
            "cost": list(due.cost),
            "payback_years": _list(due.payback_years),
            "pays_back": due.pays_back,
        }
    return plain


def _list(values: tuple[float, ...] | None) -> list[float] | None:
    return None if values is None else list(values)
