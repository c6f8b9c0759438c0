"""The words that say what a channel is to the home, in the languages exports are written in.

Written in lower case and without accents, as `role_names.folded` makes names. `*` stands for the rest of a
word, so `*verbrauch*` is in `haushaltsverbrauch` too.
"""

from __future__ import annotations

import re
from typing import Final

from energy_core.importers import role_words_further as further

Pattern = re.Pattern[str]

_NOT_A_LETTER_BEFORE: Final = r"(?<![^\W_])"
_NOT_A_LETTER_AFTER: Final = r"(?![^\W_])"


def words(text: str) -> Pattern:
    """A pattern that finds any of the words, which stand apart by `|`; digits may follow them."""
    body = "|".join(re.sub(r"\*", r"[^\\W_]*", word.strip()) for word in text.split("|"))
    return re.compile(rf"{_NOT_A_LETTER_BEFORE}(?:{body})\d{{0,2}}{_NOT_A_LETTER_AFTER}")


_HERE: Final = r"(?:home|house|load|loads|haus|casa|maison|huis|consumption|consumers?|verbraucher)"
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
    r"district heat*|fernwarme|fjernvarme|fjarrvarme|stadsverwarming|kaukolampo|"
    r"thermal (?:energy|output|kwh)|heat (?:output|meter|energy|produced|delivered)|warmemenge*|"
    r"warmezahler|solar thermal|thermie|solarthermie|*warmeleistung|heizleistung|warmeabgabe|"
    r"thermische? (?:leistung|energie|vermogen)|thermal power|heat (?:power|production)|heating capacity|"
    r"(?:puissance|energie) thermique|chaleur|(?:potencia|potenza|energia) termica|moc cieplna|"
    r"tepelny vykon|varmeproduktion|avgiven varme|"
    r"(?:erzeugte|produzierte|abgegebene|gelieferte) warme|warme(?:ertrag|erzeugung|produktion)|"
    r"(?:opgewekte|geproduceerde|geleverde|afgegeven) warmte|warmte(?:productie|opwekking|opbrengst)|"
    r"(?:generated|produced|delivered|output) heat|heat (?:generated|generation|yield)|"
    r"calor (?:producido|generado|entregado|produzido|gerado)|calore (?:prodotto|erogato|generato)|"
    r"(?:producerad|produceret|produsert|avgitt|afgivet) varme|tuotettu lampo|lammontuotto|"
    r"(?:wytworzone|wyprodukowane|oddane) cieplo|(?:vyrobene|dodane) teplo"
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

GRID_TO_HOME: Final = words(rf"{_GRID} {_TO} {_HERE}")
GRID_TO_STORE: Final = words(rf"{_GRID} {_TO} {_STORE}")

SELF_USE: Final = words(
    r"self ?(?:consumption|consumed|consuming|use|used|usage|supply)|"
    r"direct(?:ly)? (?:consumption|consumed|use|used)|(?:consumed|used) directly|eigenverbrauch|"
    r"eigennutzung|eigenbedarf|direktverbrauch|eigen ?verbruik|zelf ?verbruik|autoconsum*|"
    r"autoconsommation|autokonsum*|autoconsommee|egenforbrug|egenforbruk|egenanvand*|egenforbrukning|"
    r"omakaytto|samospotreba|onfogyasztas|自家消費|自用"
)

BATTERY: Final = words(
    r"batter*|powerwall|accu|akku|akumul*|bateri*|ess|speicher|stromspeicher|heimspeicher|"
    r"batteriespeicher|storage|蓄電池|电池"
)
DISCHARGE: Final = words(
    r"discharg*|*entlad*|decharg*|descarg*|scaric*|ontlad*|ontladen|rozlad*|udlad*|utlad*|purkaus"
)
CHARGE: Final = words(
    r"charg(?:e|es|ed|ing)|*ladung|*geladen|laden|*lade|beladen|charge|recharge|carga|cargad*|carica|"
    r"caricat*|oplad*|ladning|laddning|lataus|ladowan*"
)
CHARGED: Final = words(r"charged|geladen")

EXPORT: Final = words(
    r"export*|[km]?wh out|energy out|out [km]?wh|outgoing|eksport*|exprt|feed ?in|feedin|einspeis*|"
    r"*einspeisung|*einspeisen|*uberschuss*|rucklieferung|*teruglever*|*teruggelever*|terug|invoed*|"
    r"inject*|*injection|injetad*|injecao|iniettat*|inyect*|returned|return|retour|surplus|"
    r"surplus ?(?:energy|generation)*|excedent*|excess|vertid*|immission*|immess*|sold|sell|vendid*|"
    r"vendut*|revente|verkauft|*salg|myynti|sald|inmatning|innmat*|oddan*|dodavka|dodano|pretok*|betapl*|"
    r"visszatapl*|visszwatt|veris|reverse|received|livrat*|predaj*|fed|ylijaama|売電|上网|馈网|отда*|отпуск|"
    r"as kwh|negative values|[ap]-|(?:(?<!fund )act|total)(?: )ret (?:energy|[km]?wh)" + further.EXPORT
)
IMPORT: Final = words(
    r"import*|[km]?wh in|energy in|in [km]?wh|incoming|inport|purchas*|bought|*bezug|*netzbezug*|*bezogen|"
    r"netzentnahme|entnahme|*afname|*levering|delivered|soutir*|prelev*|preliev*|kob|kobt|kopt|osto|uttag|"
    r"pobran*|pobor|odber|vetelez*|cekis|prejet*|preuzet*|grid|netz|forward|"
    r"grid (?:consumption|usage|energy)|comprad*|acquistat*|achet*|買電|购电|покупк*|[ap][+]" + further.IMPORT
)
PRODUCED: Final = words(
    r"generat*|gen|produc*|produk*|produz*|prodotta|prod|*produktion|*produksjon|solar*|pv|photovolt*|"
    r"fotovolt*|zonne*|sonne*|*erzeug*|*ertrag|opwek*|opgewekt*|generac*|generad*|yield|inverter|"
    r"wechselrichter|omvormer|onduleur|inversor|vyrob*|tuotan*|tuotto|wytw*|wyprodukowan*|termel*|uretim|"
    r"proizvod*|proizved*|tootmine|gamyb*|rooftop|paneles|panneaux|wind ?turbine|发电*|発電*|выработ*|"
    r"генерац*|производ*" + further.PRODUCED
)
WHOLE: Final = words(
    r"mains|main|"
    r"main ?(?:panel|breaker|meter|supply|feed|incomer|circuit|load|fuse|board|switch|incoming)|"
    r"whole ?(?:house|home|building|flat|property)?|entire (?:house|home)|overall|aggregate|total|totals|"
    r"totaal|totale|totalt|tot$|sys|total general|gesamt*|global active power|house ?total|home ?total|"
    r"incomer|"
    r"summe|suma|sum|merged|combined|samlet|yhteensa|osszes*|ogolem|celkem|toplam|ukupno|kopa|合計|总*|всего|итого|общ*"
)
CONSUMED: Final = words(
    r"consum*|conso|consommation*|*verbrauch|*verbrauchs*|*verbruik|*forbrug|*forbruk|*forbrukning|load|"
    r"home|house|household|usage|used|use|zuzyc*|spotreb*|kulutus|tarbimi*|fogyaszt*|tuketim|potrosnj*|"
    r"poraba|suvartoj*|haushalt|hausverbrauch|haus|maison|casa|huis|hogar|使用*|消費*|用电*|потребл*|расход|"
    r"building|domicilio|vivienda|ae|property|dwelling|flat|apartment" + further.CONSUMED
)
SUPPLY: Final = words(
    r"meter|utility|smart ?meter|*zahler|compteur|contador|contatore|*meter|linky|supply|red|reseau|rete|"
    r"counter|register|metering|e\d|anschluss|hauptzahler|electricity|*strom|stroom|elektr*|electricite|"
    r"elettr*|electric|energia|power|energy|energie|energi|sahko|prad|aram|электр*|電力|电量" + further.SUPPLY
)
PHASE: Final = words(
    r"l ?[1-3]|(?:phase|phases|phasen?|phs|fase|faza|vaihe|fas|ph|leg|line) ?(?:[a-c]|[rst]|[1-3])?"
)
TARIFF: Final = words(
    r"t ?\d|peak|on ?peak|off ?peak|shoulder|day|night|low|high|tarif*|tarieven|laag|hoog|dal|normaal|"
    r"normal|daltarief|piek|ht|nt|hp|hc|hph|hch|hpe|hce|heures? (?:pleines?|creuses?)|punta|llano|valle|"
    r"f[1-3]|p[1-6]|rate ?\d|tag|nacht|dag|nat|natt|noche|nuit|jour|general|controlled(?: load)?|domestic|"
    r"economy ?7|standard|hochtarif|niedertarif|nachtstrom|pointe" + further.TARIFF
)

DEVICE: Final = words(
    r"air ?con*|ac(?! (?:coupled|consum\w*|loads?|inputs?|outputs?|grid|sources?|mains))|a c|"
    r"hvac|heat|heating|heat ?pump*|heater*|boiler|water ?heater|hot ?water|immersion|"
    r"geyser|radiator*|underfloor|refrigerator*|fridge*|freezer*|fridge ?freezer|washing ?machine|washer*|"
    r"laundry|dryer*|tumble ?dryer|dish ?washer*|oven|stove|cooker|hob|cooktop|range|microwave|kettle|"
    r"divert(?:er|ed)|boost(?:er|ed)|toaster|lights?|lighting|lamps?|tv|television|computer*|pc|laptop|desktop|monitor|printer|router|"
    r"modem|server|nas|console|playstation|xbox|ev|car|vehicle|charger|car ?charg*|ev ?charg*|evse|"
    r"wall ?box|wallbox|tesla|pumps?|pool ?pump|fans?|vacuum|iron|dehumidifier|humidifier|aquarium|sauna|"
    r"hot ?tub|spa|jacuzzi|pool|doorbell|camera*|alarm|well ?pump|sump|furnace|ventilation|mvhr|"
    r"kuhlschrank|gefrierschrank|gefriertruhe|kuhltruhe|waschmaschine|trockner|waschetrockner|"
    r"geschirrspuler|spulmaschine|herd|backofen|ofen|licht|beleuchtung|lampe*|warmepumpe|fernseher|"
    r"klimaanlage|klima|heizung|heizstab|durchlauferhitzer|warmwasser|nachtspeicher|ladestation|e ?auto|"
    r"elektroauto|rechner|wasserkocher|koelkast|vriezer|wasmachine|droger|wasdroger|vaatwasser|"
    r"verlichting|warmtepomp|laadpaal|airco|fornuis|magnetron|nevera|frigorifico|congelador|lavadora|"
    r"secadora|lavavajillas|horno|vitroceramica|iluminacion|luces|aire acondicionado|termo|calefaccion|"
    r"bomba de calor|aerotermia|televisor|microondas|coche|refrigerateur|frigo|congelateur|lave ?linge|"
    r"lave ?vaisselle|seche ?linge|four|plaques?|eclairage|lumieres?|chauffage|chauffe ?eau|ballon|"
    r"cumulus|pompe a chaleur|climatisation|clim|voiture|borne|ordinateur|frigorifero|congelatore|"
    r"lavatrice|asciugatrice|lavastoviglie|forno|luci|illuminazione|condizionatore|scaldabagno|"
    r"pompa di calore|caldaia|piano cottura|kyl|kylskap|frys|tvattmaskin|torktumlare|diskmaskin|spis|ugn|"
    r"belysning|varmepump|bergvarme|varmvattenberedare|elbil|koleskab|fryser|vaskemaskine|torretumbler|"
    r"opvaskemaskine|komfur|ovn|varmepumpe|kjoleskap|vaskemaskin|oppvaskmaskin|varmtvannsbereder|panelovn|"
    r"jaakaappi|pakastin|pesukone|kuivausrumpu|astianpesukone|uuni|liesi|valaistus|kiuas|lampopumppu|"
    r"lodowka|zamrazarka|pralka|suszarka|zmywarka|piekarnik|kuchenka|oswietlenie|pompa ciepla|bojler|"
    r"lednice|mraznicka|pracka|susicka|mycka|trouba|svetla|geladeira|maquina de lavar|esquentador|"
    r"chuveiro|ar condicionado|buzdolabi|camasir makinesi|bulasik makinesi|firin|aydinlatma|huto|mosogep|"
    r"mosogatogep|suto|vilagitas|холодильник|стиральная*|冷蔵庫|洗濯機|エアコン|冰箱|空调|洗衣机"
)
"""One device: it contains no other."""

PLACE: Final = words(
    r"kitchen|bedroom*|bathroom*|living ?room|lounge|dining*|hall*|garage|barn|shed|office|study|basement|"
    r"cellar|attic|loft|upstairs|downstairs|(?:ground|first|second|main|top|upper|lower) floor|floor|room|"
    r"workshop|studio|annexe?|outbuilding|garden|outdoor*|outside|granny flat|utility ?room|conservatory|"
    r"nursery|guest*|master|sockets?|outlets?|plugs?|smart ?plug|power ?strip|circuit*|sub ?panel|"
    r"sub ?board|sub ?meter*|sub ?metering|appliances?|group|rest|other|others|misc*|unmetered|kuche|"
    r"schlafzimmer|wohnzimmer|bad|badezimmer|buro|keller|steckdose*|zimmer|werkstatt|dachboden|"
    r"kinderzimmer|garten|flur|keuken|slaapkamer|woonkamer|badkamer|kantoor|zolder|kelder|schuur|"
    r"stopcontact*|overig*|cocina|dormitorio|salon|bano|oficina|garaje|sotano|enchufe*|despacho|jardin|"
    r"cuisine|chambre*|salle ?de ?bain*|salle a manger|sejour|bureau|cave|grenier|prises?|atelier|cucina|"
    r"camera|soggiorno|bagno|ufficio|cantina|prese|kok|sovrum|vardagsrum|badrum|kontor|kallare|kokken|"
    r"sovevaerelse|stue|kjokken|soverom|keittio|makuuhuone|olohuone|kuchnia|sypialnia|lazienka|biuro|"
    r"garaz|kuchyn|loznice|obyvak|cozinha|quarto|sala|escritorio|mutfak|yatak odasi|konyha|haloszoba|"
    r"nappali"
)
"""A place or a circuit: it may contain devices that have meters of their own."""

NET: Final = words(
    r"net|netto|balance|saldo|bilanz|bilans|solde|netting|net ?(?:energy|usage|consumption|load|meter*)"
)

BARE: Final = words(
    r"energy|energie|energia|energi|power|leistung|vermogen|puissance|potencia|potenza|effekt|teho|moc|"
    r"active|aktiv*|wirk*|wirkenergie|real|electricity|electrical|electric|strom|stroom|el|elektr*|"
    r"electricite|elettric*|elettricita|interval|intervals?|value|values|valeur|valor|wert|waarde|reading|"
    r"readings|messwert|amount|quantity|menge|[kmg]?wh|kwhs|whs|[kmg]?watts?|kw|w|hh|per|half|hour|hourly|"
    r"quarter|15|30|60|min|mins|minute*|daily|monthly|(?:all )?day|today|this|the|of|in|de|la|le|"
    r"total increasing|avg|mean|sum|metered|measured"
)
"""Words that say what is measured or how, but not of what."""

COMMON: Final = (
    "import", "imported", "export", "exported", "consumption", "consumed", "production", "produced",
    "generation", "generated", "solar", "total", "mains", "battery", "discharge", "discharged", "household",
    "purchased", "returned", "injection", "einspeisung", "verbrauch", "erzeugung", "netzbezug",
    "eigenverbrauch", "teruglevering", "verbruik", "levering", "opwekking", "consumo", "produccion",
    "excedentes", "autoconsumo", "consommation", "soutirage", "kitchen", "bedroom", "bathroom",
    "refrigerator", "freezer", "dishwasher", "washing", "machine", "dryer", "heating", "lighting",
    "microwave", "television", "computer", "garage", "appliance", "boiler", "charger", "conditioner",
    "aggregate", "temperature", "forbrukning", "produktion", "surplus", "photovoltaic", "delivered",
    "received",
)  # fmt: skip
"""Words that a name may misspell by a letter or two."""
