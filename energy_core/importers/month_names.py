"""Names of months and weekdays in 39 languages, long and short, with or without accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

FEWEST_LETTERS: Final = 3
"""Shorter beginnings of a month's name could be any of several."""

MONTHS: Final = {
    "English": "january february march april may june july august september october november december",
    "German": "januar|janner februar|feber marz|maerz|mrz april mai juni juli august september oktober "
    "november dezember",
    "French": "janvier fevrier|fevr|fev mars avril|avr mai juin juillet|juil aout septembre octobre novembre "
    "decembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre "
    "diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "Portuguese": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "Dutch": "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november december",
    "Danish": "januar februar marts april maj juni juli august september oktober november december",
    "Norwegian": "januar februar mars april mai juni juli august september oktober november desember",
    "Finnish": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta "
    "syyskuuta lokakuuta marraskuuta joulukuuta",
    "Polish": "styczen|stycznia luty|lutego marzec|marca kwiecien|kwietnia maj|maja czerwiec|czerwca "
    "lipiec|lipca sierpien|sierpnia wrzesien|wrzesnia pazdziernik|pazdziernika listopad|listopada "
    "grudzien|grudnia",
    "Czech": "leden|ledna unor|unora brezen|brezna duben|dubna kveten|kvetna cerven|cervna|cvn "
    "cervenec|cervence|cvc srpen|srpna zari|zar rijen|rijna listopad|listopadu prosinec|prosince",
    "Slovak": "januar|januara februar|februara marec|marca april|aprila maj|maja jun|juna jul|jula "
    "august|augusta september|septembra oktober|oktobra november|novembra december|decembra",
    "Hungarian": "januar februar|febr marcius aprilis majus junius julius augusztus szeptember oktober "
    "november december",
    "Romanian": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
    "noiembrie|noi decembrie",
    "Slovenian": "januar februar marec april maj junij julij avgust september oktober november december",
    "Croatian": "sijecanj|sijecnja veljaca|veljace ozujak|ozujka travanj|travnja svibanj|svibnja "
    "lipanj|lipnja srpanj|srpnja kolovoz|kolovoza rujan|rujna listopad|listopada studeni|studenoga "
    "prosinac|prosinca",
    "Turkish": "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "Greek": "ιανουαριος|ιανουαριου φεβρουαριος|φεβρουαριου μαρτιος|μαρτιου απριλιος|απριλιου μαιος|μαιου "
    "ιουνιος|ιουνιου|ιουν ιουλιος|ιουλιου|ιουλ αυγουστος|αυγουστου σεπτεμβριος|σεπτεμβριου "
    "οκτωβριος|οκτωβριου νοεμβριος|νοεμβριου δεκεμβριος|δεκεμβριου",
    "Russian": "январь|января февраль|февраля март|марта апрель|апреля май|мая июнь|июня июль|июля "
    "август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря",
    "Estonian": "jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember",
    "Latvian": "janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris "
    "decembris",
    "Lithuanian": "sausis|sausio vasaris|vasario kovas|kovo balandis|balandzio geguze|geguzes "
    "birzelis|birzelio liepa|liepos rugpjutis|rugpjucio rugsejis|rugsejo spalis|spalio "
    "lapkritis|lapkricio gruodis|gruodzio",
    "Galician": "xaneiro febreiro marzo abril maio xuno xullo agosto setembro outubro novembro decembro",
    "Indonesian": "januari|jan februari|feb maret april mei juni juli agustus|agu september oktober|okt "
    "november|nop desember",
    "Malay": "januari februari mac april mei jun julai ogos september oktober november disember",
    "Icelandic": "januar februar mars april mai juni juli agust september oktober november desember",
    "Albanian": "janar shkurt mars prill maj qershor korrik gusht shtator tetor nentor dhjetor",
    "Filipino": "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
    "Swahili": "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    "Ukrainian": "січень|січня лютий|лютого березень|березня квітень|квітня травень|травня "
    "червень|червня|черв липень|липня серпень|серпня вересень|вересня жовтень|жовтня листопад|листопада "
    "грудень|грудня",
    "Bulgarian": "януари февруари март април май юни юли август септември октомври ноември декември",
    "Serbian": "јануар|јануара фебруар|фебруара март|марта април|априла мај|маја јун|јуна јул|јула "
    "август|августа септембар|септембра октобар|октобра новембар|новембра децембар|децембра",
    "Macedonian": "јануари февруари март април мај јуни јули август септември октомври ноември декември",
    "Hindi": "जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर "
    "नवंबर|नवम्बर दिसंबर|दिसम्बर",
    "Arabic": "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "Hebrew": "ינואר פברואר מרץ|מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "Thai": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "Catalan": "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
}  # fmt: skip
"""The twelve months of each language, without accents, genitives behind a bar (Unicode CLDR)."""

_WEEKDAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag "
    "samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles "
    "jueves viernes sabado domingo lunedi martedi mercoledi giovedi venerdi sabato domenica segunda terca "
    "quarta quinta sexta maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag "
    "torsdag fredag lordag sondag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai "
    "poniedzialek wtorek sroda czwartek piatek sobota niedziela pondeli utery streda ctvrtek patek nedele "
    "pazartesi sali carsamba persembe cuma cumartesi pazar hetfo kedd szerda csutortok pentek szombat "
    "vasarnap понедельник вторник среда четверг пятница суббота воскресенье δευτερα τριτη τεταρτη πεμπτη "
    "παρασκευη σαββατο κυριακη 月 火 水 木 金 土 日"
)
_SHORT_WEEKDAYS: Final = (
    "mo di mi do fr sa so lu ma me je ve tu we th su za zo wo vr ti on to lo pn wt sr cz pt nd po ut st ct "
    "pa ne ke pe la"
)
"""Weekdays of two letters; longer ones are known by how they begin."""

_MARKS: Final = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "ß": "ss", "ı": "i", "ð": "d", "œ": "oe"})
"""Letters that Unicode does not take apart into one of a to z and a mark."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def plain(text: str) -> str:
    """Text in lower case with letters alone, no accents and signs of vowels, and single, ordinary spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.lower().replace("i̇", "i").translate(_MARKS))
    bare = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    return " ".join(unicodedata.normalize("NFC", bare).split())


@cache
def _language(name: str) -> dict[str, int]:
    """Every beginning of three letters or more that is one month's alone."""
    found: dict[str, int] = {}
    whole: dict[str, int] = {}
    for month, forms in enumerate(MONTHS[name].split(), 1):
        for form in plain(forms).split("|"):
            whole[form] = month
            for end in range(FEWEST_LETTERS, len(form) + 1):
                found[form[:end]] = month if found.get(form[:end], month) == month else 0
    return {text: month for text, month in {**found, **whole}.items() if month}


@cache
def any_language() -> Mapping[str, int]:
    """Months by name; where languages differ, the first of the list counts."""
    found: dict[str, int] = {}
    for name in MONTHS:
        for text, month in _language(name).items():
            found.setdefault(text, month)
    return found


def month_names(dates: Iterable[str]) -> Mapping[str, int]:
    """Months by name in the language that knows the most of the names in some plain dates."""
    every = any_language()
    names = {word for date in dates for word in _WORD.findall(date) if word in every}
    if not names:
        return every
    best = max(MONTHS, key=lambda language: len(names & _language(language).keys()))
    return {**every, **_language(best)}


def is_weekday(word: str) -> bool:
    """Whether a plain word is the name of a weekday, or how one begins."""
    return word in _weekdays()


@cache
def _weekdays() -> frozenset[str]:
    beginnings = {name[:end] for name in _WEEKDAYS.split() for end in range(FEWEST_LETTERS, len(name) + 1)}
    return frozenset({*beginnings, *_WEEKDAYS.split(), *_SHORT_WEEKDAYS.split()})
