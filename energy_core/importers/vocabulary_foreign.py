"""Words of what is no electric energy: money, gas, water, weather, volts, shares, serial numbers."""

from __future__ import annotations

from typing import Final

from energy_core.importers.spelling import words

MONEY: Final = words(
    "cost|costs|price|prices|gbp|eur|usd|aud|nzd|cad|chf|sek|nok|dkk|czk|pln|huf|euro|euros|dollars?|"
    "pounds?|pence|cents?|kosten|preis|preise|betrag|prijs|prijzen|bedrag|coste|costes|costo|coût|cout|"
    "prix|montant|precio|precios|preço|custo|preu|cost total|prezzo|spesa|pris|priser|kostnad|omkostning|"
    "hinta|kustannus|cena|koszt|náklady|ár|költség|preț|cijena|hind|maksumus|izmaksas|kaina|κόστος|τιμή|"
    "fiyat|tutar|цена|стоимость|ціна|вартість|spot ?price|savings?|earnings?|revenue|credit|payment|vat|"
    "tax|fee|fees|discount|paid|metervalue cost|elpris|spotpris|"
    "التكلفة|تكلفة|السعر|سعر|المبلغ|مبلغ|جنيه|ريال|درهم|دينار|هزینه|قیمت|مبلغ|تومان|ریال",
    inside="料金|金額|电费|電費|价格|요금|[£€$¥₹]",
)
MONEY_OR_ENERGY: Final = words(
    "charges?|amount|tariff|rate|rates|bill|billed|billing|importe|import total a pagar|supply charge|"
    "due|balance"
)
"""Words of money that also stand beside energy: `Charge (kWh)`, `Tariff 1 (kWh)`."""
GAS: Final = words(
    "gas|erdgas|aardgas|gás|gaz|gaasi|gāze|dujos|maakaasu|naturgas|naturgass|gaswirtschaft|therms?|"
    "natural gas|gas natural|methane|lpg|propane|butane|gaz naturel|metano|zemní plyn|plyn|plin|földgáz|"
    "gáz|doğalgaz|газ|природный газ|oil",
    inside="都市ガス|燃气|가스|gasverbruik|gasverbrauch|gaszähler",
)
OIL: Final = words(
    "oil|fuel oil|heizöl|fioul|mazout|stookolie|gallons|kerosene|diesel|pellets?|wood|firewood|coal"
)
WATER: Final = words(
    "water|wasser|eau|agua|aigua|acqua|água|vand|vann|vatten|vesi|woda|voda|víz|apa|ūdens|vanduo|νερό|su|"
    "вода|litres?|liters?|liter|litros|gallons?|kaltwasser|warmwasser|drinkwater|hot water volume",
    inside="水道|用水|수도|wasserverbrauch|waterverbruik",
)
HEAT: Final = words(
    "district heat(?:ing)?|heat meter|fernwärme|stadsverwarming|warmte|fjernvarme|fjärrvärme|kaukolämpö|"
    "ciepło|teplo|távhő|heat energy|thermal energy|wärmemenge|wärmezähler|chaleur|heat"
)
TEMPERATURE: Final = words(
    "temp|temps|temperature|temperatures|temperatur|temperaturen|temperatuur|température|temperatura|"
    "celsius|fahrenheit|t out|tdewpoint|dew ?point|dew|lämpötila|teplota|hőmérséklet|hdd|cdd|"
    "degree days?|htg|air temp|outdoor temp|sıcaklık|θερμοκρασία|температура",
    inside="気温|温度|온도",
)
WEATHER: Final = words(
    "humidity|rh|rh out|rh \\d+|pressure|press|press mm hg|wind|windspeed|wind speed|visibility|rain|"
    "rainfall|precipitation|snow|cloud|cloudiness|cloud cover|irradiance|irradiation|insolation|"
    "radiation|ghi|dni|dhi|sunshine|luminosity|lux|illuminance|soil|vwc|feuchte|luftfeuchtigkeit|"
    "luftdruck|globalstrahlung|einstrahlung|bewölkung|niederschlag|vochtigheid|neerslag|zonnestraling|"
    "humedad|humidité|umidità"
)
VOLTS: Final = words(
    "voltage|volts?|current|intensity|amps?|amperes?|frequency|hz|power factor|pf|cos ?phi|cosphi|"
    "spannung|strom ?(?:stärke|a)|stromstärke|frequenz|leistungsfaktor|spanning|stroomsterkte|tensión|"
    "tensione|tension|intensidad|intensité|corriente|corrente|courant|spänning|ström|spænding|spenning|"
    "napięcie|napětí|feszültség|thd|phase angle|vrms|irms|iavg|uavg|[uv] ?[123]|i ?[123]|vac|vdc|iac|idc|"
    "apparent power factor"
)
REACTIVE: Final = words(
    "reactive|kvarh?|varh?|kva|kvah|apparent|blindleistung|blindarbeit|blindenergie|scheinleistung|"
    "réactive|réactif|reactiva|reactivo|reattiva|reativa|reaktiv|reaktiiv\\w*|bierna|jalová|jalový|meddő|"
    "inductive|capacitive|inductiva|capacitiva|induktiv|kapazitiv|reactief|lagging|leading|реактивная"
)
SHARE: Final = words(
    "percent|percentage|pct|share|anteil|autarky|autarkie|autarkiegrad|eigenverbrauchsquote|quote|ratio|"
    "efficiency|soc|state of charge|ladestand|self sufficiency rate|degree|score|rate of self|coverage|"
    "pourcentage|procent|porcentaje|load factor|capacity factor|uptime|availability|coefficient|factor|"
    "koeffizient",
    inside="%",
)
CARBON: Final = words("co2|co2e|co2eq|carbon|emissions?|gco2|kgco2|intensity gco2|ghg|trees?|co₂")
IDENTIFIER: Final = words(
    "id|ids|number|nr|no|num|serial|serial number|seriennummer|row|record|lat|latitude|lon|longitude|zip|"
    "postcode|postal code|phone|pin|uuid|ean|eancode|ean code|eancodeasn|account|account number|customer|"
    "contract|invoice|reference|version|seq|sequence|line|lfd|zählpunktnummer|kundennummer|meternummer|"
    "zählernummer|population|device id|sensor id|port|address"
)
COUNTED: Final = words("count|qty|quantity|amount")
"""A number of anything, unless a column of units says energy."""
CALENDAR: Final = words(
    "year|years|month|months|week|weeks|weekday|day of week|day of year|dayofweek|day|days|days in bill|"
    "billing days|hour|hours|minute|minutes|second|seconds|duration|duration s|quarter|season|holiday|"
    "is holiday|jahr|monat|woche|wochentag|tage|stunde|jaar|maand|week ?dag|año|mes|día|días|année|mois|"
    "semaine|jours|anno|mese|giorno|giorni|år|måned|månad|uge|vecka|vuosi|kuukausi|rok|miesiąc|měsíc|"
    "interval length|interval minutes|duration minutes|nsm|timezone offset|utc offset|offset|dst|is dst"
)
PEAK: Final = words(
    "max|maximum|min|minimum|peak demand|maximum demand|max demand|peak power|max power|md|mdi|"
    "contracted|subscribed|capacity|rated|limit|threshold|setpoint|highest|lowest|kwp|puissance max|"
    "potencia maxima|potencia contratada|spitzenleistung|höchstleistung|installed|std|stdev|stddev|"
    "variance|median deviation|picco|demanda máxima|máxima demanda|dem máx|piekvermogen|"
    "potência máxima|potenza massima|puissance maximale|moc maksymalna|maksimal effekt|maxeffekt|"
    "spitzenlast|höchstlast",
    inside="最大需[要量]|最大電力|最大负荷|최대수요|최대전력",
)
"""A highest or lowest moment, or what may be drawn: not what was."""
AVERAGED: Final = words(
    "daily htg usage|avg daily usage|average daily|average daily usage|daily average|average per day|"
    "avg daily|per day|per person|per m2|per square|ua at \\w+|ua sensitivity\\w*"
)

FOREIGN_KINDS: Final = (
    ("money", MONEY),
    ("reactive or apparent energy", REACTIVE),
    ("volts, amperes or the like", VOLTS),
    ("a temperature", TEMPERATURE),
    ("weather", WEATHER),
    ("carbon dioxide", CARBON),
    ("water", WATER),
    ("a share or a ratio", SHARE),
    ("a highest, lowest or permitted value", PEAK),
    ("an average of another column", AVERAGED),
    ("a number that names something", IDENTIFIER),
    ("a count of time", CALENDAR),
)
"""What a column is instead of energy, and the words that say so."""
