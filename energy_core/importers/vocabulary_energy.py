"""Words of energy and power, of tariffs, and of what is measured. Whose it is: `role_words`."""

from __future__ import annotations

from typing import Final

from energy_core.importers.spelling import words

NET: Final = words(
    "net|netto|nett|balance|saldo|bilanz|solde|bilan|bilanzi|nettoverbrauch|minus|difference|differenz|"
    "verschil|zbilansowana|bilansowana|saldering|nettó|netto forbrug|neto|нетто|сальдо"
)
METERED: Final = words(
    "meter|grid|netz|red|réseau|rete|xarxa|rede|nett?et|verkko|sieć|síť|hálózat|omrežje|mreža|võrk|"
    "tinklas|şebeke|сеть|мережа|l[1-3]|phase|fase|phasen?|faza|fáze|fázis|p[1-6]|peak|off ?peak|on ?peak|"
    "mid ?peak|shoulder|super ?off ?peak|day|night|t[1-6]|tariff|tarief|tarif|tarifa|tariffa|"
    "tariff? ?[1-6]|rate ?[1-4]|low|high|economy|laag|hoog|dal|daluren|piek|normaal|laagtarief|"
    "hoogtarief|dagtarief|nachttarief|ht|nt|hp|hc|hph|hpb|hch|hcb|hochtarif|niedertarif|tag|nacht|"
    "tagstrom|nachtstrom|heures pleines|heures creuses|pleines|creuses|jour|nuit|punta|llano|valle|cheia|"
    "ponta|vazio|fora|f[1-3]|fascia ?[1-3]?|dag|natt|nat|päivä|yö|yösähkö|dzień|noc|dzienna|nocna|szczyt|"
    "pozaszczyt|vysoký|nízký|vt|vt|visoka|manjša|öö|päev|diena|nakts|naktis|день|ночь|ніч|gündüz|gece|"
    "puant|general|controlled|controlled load|anytime"
)
"""Words of supply meters: phases and tariffs of one meter are added up."""

ENERGY_NAMED: Final = words(
    "energy|energia|energía|energie|énergie|energi|energija|consumption|consumed|consumo|consommation|"
    "verbrauch|verbruik|forbrug|förbrukning|forbruk|kulutus|zużycie|spotřeba|spotreba|fogyasztás|poraba|"
    "potrošnja|tarbimine|patēriņš|suvartojimas|κατανάλωση|tüketim|потребление|споживання|usage|used|"
    "reading|readings|stand|meterstand|zählerstand|counter|index|arbeit|wirkarbeit|wirkenergie|today|"
    "daily",
    inside="verbrauch|verbruik|energie|arbeit|电量|電力量|使用量|전력량|사용량",
)
"""Words of an amount of energy."""
LEFT: Final = words(
    "left|remaining|remainder|remain|units left|credit left|available|restant|restante|restguthaben|guthaben|"
    "tegoed|resterend|rimanente|saldo restante|credit balance|balance"
)
"""Words of what is left of a credit that was paid before."""
BOUGHT: Final = words(
    "token|tokens|token number|sts token|voucher|recharge pin|top ?up|topup amount|recharge amount"
)
"""Words of what a prepaid meter is fed with."""
VALUE: Final = words(
    "value|values|read|reading|readings|amount|volume|quantity|wert|messwert|waarde|valor|valeur|valore"
)
"""Words of whatever was read."""
POWER_NAMED: Final = words(
    "power|watts?|demand|leistung|wirkleistung|vermogen|puissance|potencia|potència|potência|potenza|"
    "effekt|effect|teho|moc|výkon|teljesítmény|putere|moč|snaga|võimsus|jauda|galia|ισχύς|güç|мощность|"
    "потужність|activepower|active power|apower|load power|watt",
    inside="leistung|功率|電力(?!量)|전력(?!량)",
)
"""Words of a rate: what is drawn at a moment, or on average over an interval."""
QUANTITY: Final = words(
    "energy|energie|energia|energía|power|leistung|vermogen|puissance|potencia|active|real|electricity|"
    "electric|strom|stroom|interval|value|reading|kwhs?|whs?|mwhs?|kws?|kwatts?|watts?|w|hh|per|half|"
    "hour|15|30|60|min|énergie|energi|energija|effekt|potenza|moc|teho|demand|average|avg|mean|in|the|of|"
    "de|del|en|der|kvartal"
)
"""Words that say what is measured or how, but not of what."""
ELECTRIC: Final = words(
    "electric|electricity|electrical|electrique|strom|stroom|elektriciteit|electricidad|energia|el|elec|power|kwh|"
    "sähkö|elektřina|prąd|áram|электроэнергия",
    inside="elektr|électr|elettr|strom|電気|电力|전기",
)
"""Words of electricity."""
