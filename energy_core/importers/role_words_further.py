"""Words of `role_words` in further languages: the Baltic, the Balkans, Greece, Iberia, the North, Asia.

Written as there: in lower case, `*` for the rest of a word.
"""

from __future__ import annotations

import unicodedata
from typing import Final


def _added(*words: str) -> str:
    """Words to add to others, written as folded names are: letters apart from their accents."""
    apart = unicodedata.normalize("NFKD", "|".join(words))
    return "|" + "".join(letter for letter in apart if not unicodedata.combining(letter))


IMPORT: Final = _added(
    "offtake|off ?take|withdraw*|bezogene?|uttak|udtag|innkjop|kjopt|otto|ostettu|verkosta|vorgust|ostetud",
    "sanemt*|gauta|gaut[ao]s|is tinklo|прием|прийом|прийнят*|買電*|买电*|购电*|正向有功*|수전*|entrante",
    "importaci*|preluat*|absorbit*|ai",
)
EXPORT: Final = _added(
    "syott*|verkkoon|myyty|predan*|vorku|antud|nodot*|atiduot*|i tinkla|εγχυ*|εξαγωγ*|売電*|卖电*|上网*",
    "反向有功*|역송전*|송전*|잉여*|הזרמה|abocad*|solgt|solgte|saliente|devuelt*|відда*|exportaci*|injectat*",
)
PRODUCED: Final = _added(
    "razosan*|sarazot*|παραγωγ*|発電*|发电*|發電*|발전*|태양광*|виробництво*|pagamin*|saules"
)
CONSUMED: Final = _added(
    "paterin*|καταναλω*|спожив*|사용*|소비*|צריכה|zuzyt*|kulutet*|sunaudot*|suvartot*|consumit*|使用量*|消費*",
    "用電*|用电*",
)
TARIFF: Final = _added(
    "paiva|yo|yosahko|paivasahko|dzien|noc|dzienna|nocna|szczyt|pozaszczyt|vt|mt|oo|paev|diena|nakts|naktis",
    "день|ночь|ніч|ponta|fora ponta|vazio|cheias?|gunduz|gece|puant|visoka|manjsa|velika|super ?off ?peak",
    r"mid ?peak|anytime|econom\w*",
)
SUPPLY: Final = _added(
    "stand|stande|meterstand*|zahlerstand*|ablesung|relev*|lectura*|lettura*|odczyt*|stav|oraallas|מונה"
)
