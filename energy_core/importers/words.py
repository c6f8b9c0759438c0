"""What the words in column and channel names mean, in the languages exports are written in."""

from __future__ import annotations

import re
from typing import Final

Pattern = re.Pattern[str]


def words(text: str) -> Pattern:
    return re.compile(rf"(?<![^\W_])(?:{text})\d{{0,2}}(?![^\W_])")


def plain(name: str) -> str:
    """A name in lower case, words apart: `Sub_metering_1` and `subMetering1` are `sub metering 1`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name)
    return re.sub(r"[_\-./\\()\[\]{}:]+", " ", spaced).lower().strip()


TIME: Final = words(
    "date|time|datetime|timestamp|stamp|start|begin|from|end|to|until|day|month|period|hour|datum|"
    "uhrzeit|zeit|tijd|vanaf|tot|von|bis|fecha|hora|heure|jour|horodate|data|ora|dato|fra|til|tid|"
    "messzeitpunkt|started at|ended at|last changed|interval start|interval end|ctime"
)
START: Final = words("start|started|begin|from|vanaf|von|debut|début|inicio|inizio|fra|od")
END: Final = words("end|ended|until|to|tot|bis|fin|fine|til|do|bill date|read date|reading date")
NOT_THE_STAMP: Final = words("revision|updated|created|published|modified|retrieved|export|downloaded")

CHANNEL: Final = words(
    "appliance|appliances|device|channel|circuit|name|label|sensor|entity|entity id|register|meter|"
    "meter id|meter identifier|lclid|room|location|mpan|mprn|nmi|esiid|icp|gerät|geraet|apparaat|"
    "aparato|appareil|kanal|zähler|zaehler|type|consumption surplusgeneration"
)
PLACE: Final = words("room|location|area|floor|zone|raum|zimmer|kamer|pièce|estancia")
APPLIANCE_COLUMN: Final = words("appliance|appliances|device|circuit|gerät|geraet|apparaat|appareil|aparato")
UNITS: Final = words("unit|units|uom|unit code|unit of measure|einheit|eenheid|unidad|unité")
TEXT: Final = words("note|notes|comment|status|quality|qualität|estimated actual|flag|remark")

MAINS: Final = words(
    "mains?|whole (?:house|home)|overall|aggregate|total|totaal|gesamt|global active power|house total"
)
CONSUMED: Final = words(
    "consumption|consumed|consumo|consommation|conso|verbrauch|verbruik|forbrug|förbrukning|forbruk|"
    "load|home|house|usage|used|use|energy|electricity|electric|strom|stroom|kwh|value|wh|energia|"
    "energie|active"
)
BARE: Final = words("energy|electricity|electric|strom|stroom|kwh|value|wh|energia|energie|active|use|used")
"""Words that say energy, but not whose."""
IMPORTED: Final = words(
    "import|imported|import(?:ed)? from grid|from grid|purchased|bezug|netzbezug|afname|levering|"
    "soutirage|delivered|grid consumption"
)
EXPORTED: Final = words(
    "export|exported|to grid|feed in|feedin|fed|returned|return|surplus|surplus generation|"
    "einspeisung|überschuss|gemeinschaftsüberschuss|rücklieferung|teruglevering|teruggeleverd|invoeding|injection|vertido|excedente|"
    "immissione|received|reverse"
)
GENERATED: Final = words(
    "generation|generated|gen|produced|production|solar|pv|photovoltaic|erzeugung|opwek|opwekking|"
    "produktion|generación|generacion|produzione|yield|inverter"
)
BATTERY: Final = words("battery|powerwall|batterie|accu|batteria|charge|discharge|charged|discharged")
GAS: Final = words("gas|erdgas|aardgas|therms?|natural gas|propane|oil")
TEMPERATURE: Final = words(
    "temp|temperature|temperatur|temperatuur|température|temperatura|celsius|fahrenheit"
)

UNMEASURED: Final = words(
    "forecast|forecasted|predicted|prediction|expected|budget|target|goal|baseline|estimated?|average|avg|"
    "mean|median|typical|previous|prior|last (?:year|month|week)|similar homes?|neighbou?rs?|benchmark|"
    "prognose|vorhersage|schätzung|geschätzt|durchschnitt|gemiddelde?|promedio|moyenne|prévision|previsto"
)
"""What was not measured in this interval, where another column was."""
FORETOLD: Final = words(
    "forecast|forecasted|predicted|prediction|expected|budget|target|goal|baseline|similar homes?|"
    "neighbou?rs?|benchmark|prognose|vorhersage|prévision|previsto"
)
NET: Final = words("net|netto|balance|saldo|bilanz|solde")

METERED: Final = words(
    "meter|grid|netz|red|réseau|l[1-3]|phase|peak|off ?peak|onpeak|shoulder|day|night|t[12]|tariff|tarief|"
    "laag|hoog|dal|normaal|ht|nt|hp|hc|punta|llano|valle|general|controlled"
)
"""Words of supply meters: phases and tariffs of one meter are added up."""

QUANTITY: Final = words(
    "energy|energie|energia|energía|power|leistung|vermogen|puissance|potencia|active|real|electricity|electric|"
    "strom|stroom|interval|value|reading|kwhs?|whs?|mwhs?|kws?|kwatts?|watts?|w|hh|per|half|hour|15|30|60|min"
)
"""Words that say what is measured or how, but not of what."""

APPLIANCE: Final = words(
    "air conditioner|air conditioning|ac|hvac|heat pump|heating|heater|boiler|water heater|"
    "refrigerator|fridge|freezer|washing machine|washer|dryer|tumble dryer|dishwasher|oven|stove|"
    "cooker|hob|microwave|kettle|toaster|lighting|lights?|lamp|tv|television|computer|pc|office|"
    "kitchen|bedroom|bathroom|living room|garage|ev|car charger|charger|pump|fan|vacuum|iron|router|"
    "server|appliances|sub ?metering \\d|sub ?meter|outlets?|plug|circuit|kühlschrank|gefrierschrank|"
    "waschmaschine|trockner|geschirrspüler|herd|ofen|licht|beleuchtung|wärmepumpe|koelkast|vriezer|"
    "wasmachine|droger|vaatwasser|verlichting|warmtepomp|nevera|frigorífico|lavadora|lavavajillas|"
    "horno|iluminación|réfrigérateur|lave linge|lave vaisselle|four|éclairage|chauffage|rest|other"
)

FOREIGN: Final = words(
    "cost|costs|price|charges?|amount|tariff|rate|bill|gbp|eur|usd|kosten|preis|prijs|coste|coût|"
    "precio|importe|humidity|rh|rh out|rh \\d+|pressure|press|press mm hg|wind|windspeed|visibility|"
    "dew|tdewpoint|t out|t\\d+|voltage|volts?|current|intensity|amps?|amperes?|frequency|hz|reactive|"
    "kvarh?|varh?|kva|power factor|days?|hdd|cdd|degree|lat|latitude|lon|longitude|max|maximum|min|"
    "minimum|demand|soil|vwc|population|co2|water|litres?|liters?|index|id|number|serial|count|"
    "quantity|qty|rv\\d|year|month|weekday|week|score|daily htg usage|avg daily usage|average daily"
)


def base(name: str) -> str:
    """A name without units and words for energy: of what it is. `Dryer (Wh)` and `Dryer power [W]`: dryer."""
    return " ".join(QUANTITY.sub(" ", plain(re.sub(r"[kMG]?Wh", " kwh ", name))).split())


def says(pattern: Pattern, name: str) -> bool:
    """Whether a name contains one of the words."""
    return pattern.search(plain(name)) is not None
