"""Unusual use: what stands out, when, by how much, and what it cost."""

from energy_core.anomalies.contextual import contextual
from energy_core.anomalies.found import EVENTS, METHODS, POINTS, Anomalies, Method
from energy_core.anomalies.methods import anomalies, by_context_if_possible
from energy_core.anomalies.z_score import z_score

__all__ = [
    "EVENTS",
    "METHODS",
    "POINTS",
    "Anomalies",
    "Method",
    "anomalies",
    "by_context_if_possible",
    "contextual",
    "z_score",
]
