"""What the words in column and channel names mean, in the languages exports are written in."""

from __future__ import annotations

import re

from energy_core.importers.spelling import Pattern as Pattern
from energy_core.importers.spelling import plain as plain
from energy_core.importers.spelling import says as says
from energy_core.importers.spelling import words as words
from energy_core.importers.vocabulary_energy import BOUGHT as BOUGHT
from energy_core.importers.vocabulary_energy import ELECTRIC as ELECTRIC
from energy_core.importers.vocabulary_energy import ENERGY_NAMED as ENERGY_NAMED
from energy_core.importers.vocabulary_energy import LEFT as LEFT
from energy_core.importers.vocabulary_energy import METERED as METERED
from energy_core.importers.vocabulary_energy import NET as NET
from energy_core.importers.vocabulary_energy import POWER_NAMED as POWER_NAMED
from energy_core.importers.vocabulary_energy import QUANTITY as QUANTITY
from energy_core.importers.vocabulary_energy import VALUE as VALUE
from energy_core.importers.vocabulary_foreign import FOREIGN_KINDS as FOREIGN_KINDS
from energy_core.importers.vocabulary_foreign import GAS as GAS
from energy_core.importers.vocabulary_foreign import HEAT as HEAT
from energy_core.importers.vocabulary_foreign import MONEY as MONEY
from energy_core.importers.vocabulary_foreign import MONEY_OR_ENERGY as MONEY_OR_ENERGY
from energy_core.importers.vocabulary_foreign import OIL as OIL
from energy_core.importers.vocabulary_foreign import TEMPERATURE as TEMPERATURE
from energy_core.importers.vocabulary_foreign import WATER as WATER
from energy_core.importers.vocabulary_time import APPLIANCE_COLUMN as APPLIANCE_COLUMN
from energy_core.importers.vocabulary_time import CHANNEL as CHANNEL
from energy_core.importers.vocabulary_time import END as END
from energy_core.importers.vocabulary_time import ESTIMATED as ESTIMATED
from energy_core.importers.vocabulary_time import MEASURED as MEASURED
from energy_core.importers.vocabulary_time import NOT_THE_STAMP as NOT_THE_STAMP
from energy_core.importers.vocabulary_time import PLACE as PLACE
from energy_core.importers.vocabulary_time import QUALITY as QUALITY
from energy_core.importers.vocabulary_time import START as START
from energy_core.importers.vocabulary_time import TEXT as TEXT
from energy_core.importers.vocabulary_time import TIME as TIME
from energy_core.importers.vocabulary_time import UNITS as UNITS
from energy_core.importers.vocabulary_unmeasured import DIFFERENCE as DIFFERENCE
from energy_core.importers.vocabulary_unmeasured import FORETOLD as FORETOLD
from energy_core.importers.vocabulary_unmeasured import UNMEASURED as UNMEASURED

FOREIGN = re.compile(
    "|".join(pattern.pattern for pattern in (*(p for _, p in FOREIGN_KINDS), MONEY_OR_ENERGY))
)
"""What is no energy, whatever it is."""


def base(name: str) -> str:
    """A name without units and words for energy: of what it is. `Dryer (Wh)` and `Dryer power [W]`: dryer."""
    return " ".join(QUANTITY.sub(" ", plain(name)).split())
