"""The Virtual Energy Auditor: which measure saves what in this home, what it costs and when it pays back."""

from __future__ import annotations

from energy_core.audit.as_json import as_json
from energy_core.audit.auditor import audit
from energy_core.audit.measure import Assumption, Audit, Measure, NotPossible, UnderTariff, WhenDue

__all__ = [
    "Assumption",
    "Audit",
    "Measure",
    "NotPossible",
    "UnderTariff",
    "WhenDue",
    "as_json",
    "audit",
]
