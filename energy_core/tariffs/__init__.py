"""Tariffs: what a kWh costs at which hour, and what is paid besides."""

from __future__ import annotations

from energy_core.tariffs.tariff import Rate, Tariff, Tier, Version, flat_tariff

__all__ = ["Rate", "Tariff", "Tier", "Version", "flat_tariff"]
