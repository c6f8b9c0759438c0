"""The words that say what a channel is to the home, in the languages exports are written in.

Written in lower case and without accents, as `role_names.folded` makes names. `*` stands for the rest of a
word, so `*verbrauch*` is in `haushaltsverbrauch` too.
"""

from __future__ import annotations

import re
from typing import Final

Pattern = re.Pattern[str]

_NOT_A_LETTER_BEFORE: Final = r"(?<![^\W_])"
_NOT_A_LETTER_AFTER: Final = r"(?![^\W_])"


def words(text: str) -> Pattern:
    """A pattern that finds any of the words, which stand apart by `|`; digits may follow them."""
    body = "|".join(re.sub(r"\*", r"[^\\W_]*", word.strip()) for word in text.split("|"))
    return re.compile(rf"{_NOT_A_LETTER_BEFORE}(?:{body})\d{{0,2}}{_NOT_A_LETTER_AFTER}")


_HERE: Final = r"(?:home|house|load|loads|haus|casa|maison|huis|consumption)"
_SUN: Final = r"(?:solar|pv|sun|photovoltaic|production)"
_GRID: Final = r"(?:the )?(?:grid|utility|network|netz|net|red|reseau|rete|nettet|elnat)"
_STORE: Final = r"(?:the )?(?:battery|batteries|powerwall|storage|ess|speicher|accu|akku|bateria|batterie)"
_TO: Final = r"(?:to|into|in|ins|zum|vers|naar|a|al|till|til|2)"
_FROM: Final = r"(?:from|aus|vom|de|du|depuis|uit|van|dal|fra|fran|da)"

GAS: Final = words(
    r"gas|gas ?(?:meter|usage|consumption|zahler|verbrauch)|erdgas|aardgas|gasverbrauch|gasverbruik|gaz|"
    r"therms?|natural gas|gas natural|propane|lpg|heating oil|heizol|plyn|kaasu|metano|газ"
)
TEMPERATURE: Final = words(r"temp|temperat*|celsius|fahrenheit|lampotila")
HEAT: Final = words(
    r"district heat*|fernwarme|fjernvarme|fjarrvarme|stadsverwarming|kaukolampo|thermal (?:energy|output|kwh)|"
    r"heat (?:output|meter|energy|produced|delivered)|warmemenge*|warmezahler|solar thermal|thermie|solarthermie"
)
SOLAR_APPLIANCE: Final = words(
    r"(?:solar|pv) (?:hot )?(?:water|pump|heater|boiler|geyser|immersion|diverter)(?: \w+)?"
)

FLOWS: Final[tuple[tuple[str, Pattern], ...]] = (
    ("export", words(rf"{_SUN} {_TO} {_GRID}|{_STORE} {_TO} {_GRID}")),
    (
        "self_use",
        words(rf"{_SUN} {_TO} {_HERE}|{_HERE} {_FROM} {_SUN}|consumed {_FROM} {_SUN}|{_FROM} {_SUN}"),
    ),
    ("charge", words(rf"{_SUN} {_TO} {_STORE}|{_GRID} {_TO} {_STORE}|{_TO} {_STORE}|{_STORE} in")),
    ("discharge", words(rf"{_STORE} {_TO} {_HERE}|{_FROM} {_STORE}|{_STORE} out")),
    ("import", words(rf"{_GRID} {_TO} {_HERE}|{_FROM} {_GRID}|{_GRID} in")),
    ("export", words(rf"{_TO} {_GRID}|{_GRID} out|{_GRID} feed ?in|fed (?:back )?in(?:to)?(?: the grid)?")),
)
"""Where energy flows from and to: the clearest thing a name can say."""

SELF_USE: Final = words(
    r"self ?(?:consumption|consumed|consuming|use|used|usage|supply)|direct(?:ly)? (?:consumption|consumed|use|used)|"
    r"(?:consumed|used) directly|eigenverbrauch|eigennutzung|eigenbedarf|direktverbrauch|eigen ?verbruik|"
    r"zelf ?verbruik|autoconsum*|autoconsommation|autokonsum*|autoconsommee|egenforbrug|egenforbruk|"
    r"egenanvand*|egenforbrukning|omakaytto|samospotreba|onfogyasztas|自家消費|自用"
)

BATTERY: Final = words(
    r"batter*|powerwall|accu|akku|akumul*|bateri*|ess|speicher|stromspeicher|heimspeicher|batteriespeicher|"
    r"storage|蓄電池|电池"
)
DISCHARGE: Final = words(
    r"discharg*|*entlad*|decharg*|descarg*|scaric*|ontlad*|ontladen|rozlad*|udlad*|utlad*|purkaus"
)
CHARGE: Final = words(
    r"charg(?:e|es|ed|ing)|*ladung|*geladen|laden|*lade|beladen|charge|recharge|carga|cargad*|carica|caricat*|"
    r"oplad*|ladning|laddning|lataus|ladowan*"
)
CHARGED: Final = words(r"charged|geladen")

EXPORT: Final = words(
    r"export*|eksport*|exprt|feed ?in|feedin|einspeis*|*einspeisung|*einspeisen|*uberschuss*|rucklieferung|*teruglever*|"
    r"*teruggelever*|terug|invoed*|inject*|*injection|injetad*|injecao|iniettat*|inyect*|returned|return|retour|"
    r"surplus|surplus ?(?:energy|generation)*|excedent*|excess|vertid*|immission*|immess*|"
    r"sold|sell|vendid*|vendut*|revente|verkauft|*salg|myynti|sald|inmatning|innmat*|oddan*|dodavka|dodano|"
    r"pretok*|betapl*|visszatapl*|visszwatt|veris|reverse|received|livrat*|predaj*|fed|ylijaama|"
    r"売電|上网|馈网|отда*|отпуск|as kwh|negative values|[ap]-"
)
IMPORT: Final = words(
    r"import*|inport|purchas*|bought|*bezug|*netzbezug*|*bezogen|netzentnahme|entnahme|*afname|*levering|delivered|"
    r"soutir*|prelev*|preliev*|kob|kobt|kopt|osto|uttag|pobran*|pobor|odber|vetelez*|cekis|prejet*|preuzet*|"
    r"grid|netz|forward|grid (?:consumption|usage|energy)|comprad*|acquistat*|achet*|買電|购电|покупк*|[ap][+]"
)
PRODUCED: Final = words(
    r"generat*|gen|produc*|produk*|produz*|prodotta|prod|*produktion|*produksjon|solar*|pv|photovolt*|fotovolt*|"
    r"zonne*|sonne*|*erzeug*|*ertrag|opwek*|opgewekt*|generac*|generad*|yield|inverter|wechselrichter|omvormer|"
    r"onduleur|inversor|vyrob*|tuotan*|tuotto|wytw*|wyprodukowan*|termel*|uretim|proizvod*|proizved*|tootmine|gamyb*|"
    r"rooftop|paneles|panneaux|wind ?turbine|发电*|発電*|выработ*|генерац*|производ*"
)
WHOLE: Final = words(
    r"mains|main|main ?(?:panel|breaker|meter|supply|feed|incomer|circuit|load|fuse|board|switch|incoming)|"
    r"whole ?(?:house|home|building|flat|property)?|entire (?:house|home)|overall|aggregate|total|totals|totaal|totale|"
    r"totalt|total general|gesamt*|global active power|house ?total|home ?total|incomer|summe|suma|sum|"
    r"samlet|yhteensa|osszes*|ogolem|celkem|toplam|ukupno|kopa|合計|总*|всего|итого|общ*"
)
CONSUMED: Final = words(
    r"consum*|conso|consommation*|*verbrauch|*verbrauchs*|*verbruik|*forbrug|*forbruk|*forbrukning|load|home|house|"
    r"household|usage|used|use|zuzyc*|spotreb*|kulutus|tarbimi*|fogyaszt*|tuketim|potrosnj*|poraba|suvartoj*|"
    r"haushalt|hausverbrauch|haus|maison|casa|huis|hogar|使用*|消費*|用电*|потребл*|расход|building|domicilio|vivienda|"
    r"ae|property|dwelling|flat|apartment"
)
SUPPLY: Final = words(
    r"meter|utility|smart ?meter|*zahler|compteur|contador|contatore|*meter|linky|supply|red|reseau|rete|counter|register|"
    r"metering|e\d|anschluss|hauptzahler|electricity|*strom|stroom|elektr*|electricite|elettr*|electric|energia|"
    r"power|energy|energie|energi|sahko|prad|aram|электр*|電力|电量"
)
PHASE: Final = words(
    r"l ?[1-3]|(?:phase|phases|phasen?|fase|faza|vaihe|fas|ph|leg|line) ?(?:[a-c]|[rst]|[1-3])?"
)
TARIFF: Final = words(
    r"t ?\d|peak|on ?peak|off ?peak|shoulder|day|night|low|high|tarif*|tarieven|laag|hoog|dal|normaal|normal|"
    r"daltarief|piek|ht|nt|hp|hc|hph|hch|hpe|hce|heures? (?:pleines?|creuses?)|punta|llano|valle|f[1-3]|p[1-6]|"
    r"rate ?\d|tag|nacht|dag|nat|natt|noche|nuit|jour|general|controlled(?: load)?|domestic|economy ?7|standard|"
    r"hochtarif|niedertarif|nachtstrom|pointe"
)

DEVICE: Final = words(
    r"air ?con*|ac|a c|hvac|heat|heating|heat ?pump*|heater*|boiler|water ?heater|hot ?water|immersion|geyser|radiator*|"
    r"underfloor|refrigerator*|fridge*|freezer*|fridge ?freezer|washing ?machine|washer*|laundry|dryer*|tumble ?dryer|"
    r"dish ?washer*|oven|stove|cooker|hob|cooktop|range|microwave|kettle|toaster|lights?|lighting|lamps?|tv|television|"
    r"computer*|pc|laptop|desktop|monitor|printer|router|modem|server|nas|console|playstation|xbox|ev|car|vehicle|"
    r"charger|car ?charg*|ev ?charg*|evse|wall ?box|wallbox|tesla|pumps?|pool ?pump|fans?|vacuum|iron|dehumidifier|humidifier|"
    r"aquarium|sauna|hot ?tub|spa|jacuzzi|pool|doorbell|camera*|alarm|well ?pump|sump|furnace|ventilation|mvhr|"
    r"kuhlschrank|gefrierschrank|gefriertruhe|kuhltruhe|waschmaschine|trockner|waschetrockner|geschirrspuler|"
    r"spulmaschine|herd|backofen|ofen|licht|beleuchtung|lampe*|warmepumpe|fernseher|klimaanlage|klima|heizung|"
    r"heizstab|durchlauferhitzer|warmwasser|nachtspeicher|ladestation|e ?auto|elektroauto|rechner|wasserkocher|"
    r"koelkast|vriezer|wasmachine|droger|wasdroger|vaatwasser|verlichting|warmtepomp|laadpaal|airco|fornuis|"
    r"magnetron|nevera|frigorifico|congelador|lavadora|secadora|lavavajillas|horno|vitroceramica|iluminacion|luces|"
    r"aire acondicionado|termo|calefaccion|bomba de calor|aerotermia|televisor|microondas|coche|refrigerateur|frigo|"
    r"congelateur|lave ?linge|lave ?vaisselle|seche ?linge|four|plaques?|eclairage|lumieres?|chauffage|chauffe ?eau|"
    r"ballon|cumulus|pompe a chaleur|climatisation|clim|voiture|borne|television|ordinateur|frigorifero|congelatore|"
    r"lavatrice|asciugatrice|lavastoviglie|forno|luci|illuminazione|condizionatore|scaldabagno|pompa di calore|"
    r"caldaia|piano cottura|kyl|kylskap|frys|tvattmaskin|torktumlare|diskmaskin|spis|ugn|belysning|varmepump|"
    r"bergvarme|varmvattenberedare|elbil|koleskab|fryser|vaskemaskine|torretumbler|opvaskemaskine|komfur|ovn|"
    r"varmepumpe|kjoleskap|vaskemaskin|oppvaskmaskin|varmtvannsbereder|panelovn|jaakaappi|pakastin|pesukone|"
    r"kuivausrumpu|astianpesukone|uuni|liesi|valaistus|kiuas|lampopumppu|lodowka|zamrazarka|pralka|suszarka|"
    r"zmywarka|piekarnik|kuchenka|oswietlenie|pompa ciepla|bojler|lednice|mraznicka|pracka|susicka|mycka|trouba|"
    r"svetla|geladeira|maquina de lavar|forno|esquentador|chuveiro|ar condicionado|buzdolabi|camasir makinesi|"
    r"bulasik makinesi|firin|klima|aydinlatma|huto|mosogep|mosogatogep|suto|vilagitas|холодильник|стиральная*|冷蔵庫|"
    r"洗濯機|エアコン|冰箱|空调|洗衣机"
)
"""One device: it contains no other."""

PLACE: Final = words(
    r"kitchen|bedroom*|bathroom*|living ?room|lounge|dining*|hall*|garage|barn|shed|office|study|basement|cellar|attic|loft|"
    r"upstairs|downstairs|(?:ground|first|second|main|top|upper|lower) floor|floor|room|workshop|studio|annexe?|"
    r"outbuilding|garden|outdoor*|outside|granny flat|utility ?room|conservatory|nursery|guest*|master|sockets?|"
    r"outlets?|plugs?|smart ?plug|power ?strip|circuit*|sub ?panel|sub ?board|sub ?meter*|sub ?metering|appliances?|group|"
    r"rest|other|others|misc*|unmetered|kuche|schlafzimmer|wohnzimmer|bad|badezimmer|buro|keller|steckdose*|zimmer|"
    r"werkstatt|dachboden|kinderzimmer|garten|flur|keuken|slaapkamer|woonkamer|badkamer|kantoor|zolder|kelder|"
    r"schuur|stopcontact*|overig*|cocina|dormitorio|salon|bano|oficina|garaje|sotano|enchufe*|despacho|jardin|"
    r"cuisine|chambre*|salle ?de ?bain*|salle a manger|sejour|bureau|cave|grenier|prises?|atelier|cucina|camera|"
    r"soggiorno|bagno|ufficio|cantina|prese|kok|sovrum|vardagsrum|badrum|kontor|kallare|kokken|sovevaerelse|stue|"
    r"kjokken|soverom|bad|keittio|makuuhuone|olohuone|kuchnia|sypialnia|salon|lazienka|biuro|garaz|kuchyn|loznice|"
    r"obyvak|cozinha|quarto|sala|escritorio|mutfak|yatak odasi|konyha|haloszoba|nappali"
)
"""A place or a circuit: it may contain devices that have meters of their own."""

NET: Final = words(
    r"net|netto|balance|saldo|bilanz|bilans|solde|netting|net ?(?:energy|usage|consumption|load|meter*)"
)

BARE: Final = words(
    r"energy|energie|energia|energi|power|leistung|vermogen|puissance|potencia|potenza|effekt|teho|moc|active|aktiv*|"
    r"wirk*|wirkenergie|real|electricity|electrical|electric|strom|stroom|el|elektr*|electricite|elettric*|elettricita|"
    r"interval|intervals?|value|values|valeur|valor|wert|waarde|reading|readings|messwert|amount|quantity|menge|"
    r"[kmg]?wh|kwhs|whs|[kmg]?watts?|kw|w|hh|per|half|hour|hourly|quarter|15|30|60|min|mins|minute*|daily|monthly|"
    r"(?:all )?day|today|this|the|of|in|de|la|le|total increasing|avg|mean|sum|"
    r"metered|measured"
)
"""Words that say what is measured or how, but not of what."""

COMMON: Final = (
    "import imported export exported consumption consumed production produced generation generated solar total mains "
    "battery discharge discharged household purchased returned injection einspeisung verbrauch erzeugung netzbezug "
    "eigenverbrauch teruglevering verbruik levering opwekking consumo produccion excedentes autoconsumo consommation "
    "soutirage kitchen bedroom bathroom refrigerator freezer dishwasher washing machine dryer heating lighting "
    "microwave television computer garage appliance boiler charger conditioner aggregate temperature forbrukning "
    "produktion surplus photovoltaic delivered received"
).split()
"""Words that a name may misspell by a letter or two."""
