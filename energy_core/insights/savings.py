"""What other households achieved: ranges, each with source, region and date. Never all of a load."""

from __future__ import annotations

from typing import Final

ALWAYS_ON_CUT: Final = (0.05, 0.15)
"""Share of the always-on load that homes switched off without spending money.

1,239 homes of the Mountain View programme (California) cut theirs by 6.6%: Home Energy Analytics,
corp.hea.com/home-idle-load; the study behind it is Delforge, Schmidt and Schmidt, Home Idle Load, NRDC issue
paper IP 15-03-a, May 2015. The low end is below that mean, the high end what a household that looks for it
may reach.
"""

STANDBY_KW: Final = 0.218
"""No more of what is always on is taken for standby: above it there may be a heat pump or ventilation.

What is always on in the mean of some 70,000 homes in California: Home Energy Analytics,
corp.hea.com/home-idle-load.
"""

PEAK_MOVED: Final = (0.02, 0.10)
"""Share of evening-peak use that households moved on a tariff with a dear evening.

10% between 16:00 and 20:00: Customer-Led Network Revolution, report CLNR-L243, Great Britain, January 2015
(628 homes, October 2012 to September 2013). 2.2%: Energywise trial 2, UK Power Networks, London, 2018.
"""

COOLING_CUT: Final = (0.02, 0.10)
"""Share of cooling saved by thermostat settings. 10% of running time: ENERGY STAR criterion for connected
thermostats, version 1.0, USA, 2017; field studies begin at 2%."""

HEATING_CUT: Final = (0.02, 0.08)
"""Share of heating saved by thermostat settings. 8% of running time: ENERGY STAR criterion for connected
thermostats, version 1.0, USA, 2017; field studies begin at 2%."""

TENTH: Final = 0.1
"""An illustration, not a claim: what using something a tenth less would mean."""

COOLING_NAMES: Final = ("air con", "aircon", "air_con", "a/c", "ac", "cooling", "klima", "clim")
HEATING_NAMES: Final = ("heat", "boiler", "heiz", "chauff", "calef")


def thermostat_cut(appliance: str) -> tuple[float, float] | None:
    """The range for an appliance whose name says that a thermostat runs it."""
    name = appliance.casefold()
    if any(word in name if len(word) > 2 else word in name.split() for word in COOLING_NAMES):
        return COOLING_CUT
    return HEATING_CUT if any(word in name for word in HEATING_NAMES) else None
