"""Words of columns that were not measured: forecasts, budgets, estimates, averages, other years."""

from __future__ import annotations

from typing import Final

from energy_core.importers.spelling import words

_PLANNED: Final = (
    "budget|budgeted|target|goal|planned|planwert|geplante?r?|sollwert|soll|zielwert|presupuesto|"
    "presupuestado|orçamento|orçado|orcado|budgété|objectif|obiettivo|objetivo|doel|begroot|begroting|"
    "budjetti|budsjett|budżet|rozpočet|hedef|bütçe|план|плановый|плановое"
)
_FORETOLD: Final = (
    "forecast|forecasted|predicted|prediction|expected|baseline|similar homes?|neighbou?rs?|benchmark|"
    "prognose|vorhersage|prévision|prévu|prévue|previsto|prevista|previsão|previsión|previsione|pronóstico|"
    "prognoosi|prognoza|prognos|ennuste|předpověď|előrejelzés|tahmin|прогноз|πρόβλεψη|"
    "ähnliche haushalte|vergleichbare haushalte|foyers similaires|hogares similares|hogares parecidos|"
    "case simili|famiglie simili|vergelijkbare huishoudens|liknande hushåll|lignende husstande"
)
_GUESSED: Final = (
    "estimated?|schätzung|geschätzt|schätzwert|geschat|schatting|estimad[oa]|estimación|estimé|estimée|"
    "stimat[oa]|stima|estimativa|arvio|arvioitu|beräknad|estimerat|estimeret|estimert|szacowan[ey]|"
    "szacunkow[ey]|odhad|odhadované|becsült|estimat|tahmini|оценка|расчетный"
)
_AVERAGED: Final = (
    "average|avg|mean|median|typical|durchschnitt|gemiddelde?|promedio|moyenne|genomsnitt|gennemsnit|"
    "keskiarvo|średnia|průměr|média|media"
)
_EARLIER: Final = (
    "previous|prior|last (?:year|month|week)|vorjahr|vorig jaar|año anterior|année précédente|"
    "anno precedente|ano anterior|föregående år|forrige år|ubiegły rok|loňský rok|прошлый год"
)
_ADJUSTED: Final = (
    "(?:weather|climate|temperature|degree day) (?:normali[sz]ed|adjusted|corrected|normal)|"
    "(?:normali[sz]ed|adjusted|corrected) for (?:weather|climate|temperature)|normali[sz]ed|"
    "witterungsbereinigt|klimabereinigt|temperaturbereinigt|graddagskorrigera[td]|normalårskorrigera[td]|"
    "klimakorrigeret|graddagekorrigeret|temperaturkorrigert|graadagen gecorrigeerd|klimagecorrigeerd|"
    "normalisé|normalisée|corrigée? du climat|normalizad[oa]|normalizzat[oa]|znormalizowan[ey]|sääkorjattu"
)
"""What was worked out for weather as it usually is."""
_SAVED: Final = (
    "savings?|saved|avoided|einsparung|ersparnis|économisée?|économies|ahorro|ahorrad[oa]|risparmi|risparmio|"
    "bespaard|besparing|besparelse|besparing|oszczędność|úspora"
)
"""What was not used."""
_INSIDE: Final = "전년동월|전년동기|전년 동월|前年同月|去年同月|上年同期|" + (
    "予測|予想|目標|前年|预测|預測|计划|计畫|去年|上年|예측|목표|전년"
)

UNMEASURED: Final = words(
    f"{_FORETOLD}|{_PLANNED}|{_GUESSED}|{_AVERAGED}|{_EARLIER}|{_ADJUSTED}|{_SAVED}", inside=_INSIDE
)
"""What was not measured in this interval, where another column was."""
FORETOLD: Final = words(
    f"{_PLANNED}|{_FORETOLD}|{_ADJUSTED}|{_SAVED}", inside="予測|予想|目標|预测|預測|计划|예측|목표"
)
"""What nobody measured at all: never a part of what the home used, whatever else its name says."""
DIFFERENCE: Final = words(
    "difference|diff|variance|deviation|delta|change|abweichung|differenz|verschil|afwijking|écart|"
    "différence|diferencia|desviación|variación|diferença|desvio|variação|differenza|scostamento|scarto|"
    "variazione|differens|avvikelse|forskel|afvigelse|avvik|erotus|poikkeama|różnica|odchylenie|rozdíl|"
    "odchylka|eltérés|fark|sapma|разница|отклонение",
    inside="差",
)
"""How far one column is from another; beside counters it is what they counted."""
