"""Unusual use: what stands out, when, by how much, and what it cost."""

from energy_core.anomalies.found import EVENTS, POINTS, Anomalies
from energy_core.anomalies.z_score import z_score

__all__ = ["EVENTS", "POINTS", "Anomalies", "z_score"]
