"""Words of time columns, and of the columns that say whose a row is, in which unit and how good."""

from __future__ import annotations

from typing import Final

from energy_core.importers.spelling import words

TIME: Final = words(
    "date|time|datetime|timestamp|stamp|ts|dt|start|begin|from|end|to|until|day|month|period|hour|datum|"
    "uhrzeit|zeit|zeitpunkt|zeitstempel|zeitraum|tag|monat|tijd|tijdstip|vanaf|tot|von|bis|fecha|hora|"
    "heure|jour|mois|horodate|horodatage|data|ora|giorno|mese|dato|fra|til|tid|tidspunkt|tidpunkt|dag|kl|"
    "dia|dies|mes|messzeitpunkt|started at|ended at|last changed|last updated|interval start|"
    "interval end|ctime|epoch|unix|"
    "unix ?time|unix ?timestamp|time ?stamp|epoch ?(?:time|ms|seconds)|"
    "aika|päivä|pvm|päivämäärä|tunti|alkaa|godzina|dzień|czas|čas|den|"
    "hodina|deň|idő|időpont|dátum|nap|kuupäev|aeg|kell|algus|datums|laiks|laikas|diena|valanda|"
    "ημερομηνία|ώρα|ημ νία|tarih|saat|zaman|дата|время|час|день|дата и время|дата та час",
    inside="日時|日付|時刻|年月日|时间|日期|時間|시간|일시|날짜|תאריך|שעה",
)
START: Final = words(
    "start|starts|started|starting|begin|begins|beginning|from|vanaf|begintijd|startdatum|von|beginn|"
    "debut|début|desde|inicio|início|inici|inizio|fra|fran|från|fra dato|start tid|od|začátek|początek|"
    "začetek|početak|început|kezdet|kezdete|alku|alkaa|alkuaika|algus|alates|sākums|nuo|pradžia|από|"
    "έναρξη|başlangıç|від|начало|початок|de la|data început",
    inside="開始|开始|시작",
)
END: Final = words(
    "end|ends|ended|ending|until|till|to|thru|through|tot|eindtijd|einddatum|bis|ende|fin|hasta|fins|"
    "fine|fim|até|til|till|slut|slutt|slutdatum|do|konec|koniec|kraj|sfarsit|sfârșit|vége|vég|loppu|"
    "loppuu|päättyy|loppuaika|lõpp|kuni|līdz|beigas|iki|pabaiga|έως|λήξη|bitiş|до|кінець|конец|bill date|"
    "până la|pana la|până|data sfârșit|"
    "finish|finished|finishes|stopped|completed|disconnected|unplugged|plugged out|beendet|abgesteckt|"
    "read date|reading date",
    inside="終了|结束|結束|종료",
)
NOT_THE_STAMP: Final = words(
    "revision|revised|updated|created|published|modified|retrieved|export|exported|downloaded|download|"
    "uploaded|last reset|loaded|inserted|aktualisiert|erstellt|due|due date|invoice date|payment"
)

CHANNEL: Final = words(
    "appliance|appliances|device|channel|circuit|name|label|sensor|entity|entity id|friendly name|"
    "statistic id|register|meter|meter id|meter identifier|lclid|room|location|mpan|mprn|nmi|esiid|icp|"
    "metric|series|serie|field|variable|measurement|parameter|direction|flow|flow direction|stream|gerät|"
    "geraet|apparaat|apparat|aparato|appareil|dispositivo|dispositiu|enhed|enhet|laite|urządzenie|"
    "zařízení|kanal|canal|canale|zähler|zählpunkt|teller|kontor|måler|mätare|licznik|elektroměr|contador|"
    "contatore|compteur|mittari|arvesti|richtung|richting|energierichtung|sens|sentido|retning|riktning|"
    "kierunek|směr|type|typ|tipo|tipus|art|obis|obis code|obis kennzahl|kennzahl|register code|"
    "data stream|nimi|nazwa|navn|namn|nombre|nome|nom|naam|bezeichnung|consumption surplusgeneration|"
    "topic"
)
PLACE: Final = words(
    "room|location|area|floor|zone|raum|zimmer|kamer|pièce|estancia|habitación|stanza|rum|rom|huone|pokój"
)
APPLIANCE_COLUMN: Final = words(
    "appliance|appliances|device|circuit|gerät|geraet|apparaat|appareil|aparato|dispositivo|entity|"
    "entity id|statistic id|laite|apparat|urządzenie"
)
UNITS: Final = words(
    "unit|units|uom|unit code|unit of measure|unit of measurement|measurement unit|einheit|maßeinheit|"
    "eenheid|unidad|unidades|unitat|unité|unita|unità|unidade|enhed|måleenhed|enhet|mått|yksikkö|"
    "jednostka|jednotka|egység|mértékegység|unitate|enota|jedinica|ühik|mērvienība|vienetai|μονάδα|birim|"
    "единица|одиниця|measurement",
    inside="単位|单位|단위",
)
QUALITY: Final = words(
    "quality|quality method|quality flag|qualität|kwaliteit|kvalitet|kvalitetskod|qualité|calidad|"
    "qualità|qualidade|qualitat|laatu|jakość|kvalita|minőség|status|statut|state|estado|stato|stav|tila|"
    "flag|estimated|estimate|estimated actual|actual estimated|actual|actual or estimated|is estimated|"
    "estimation|validation|validated|validity|read type|reading type|readtype|ablesart|ableseart|"
    "messwertstatus|statuscode|wertestatus|geschätzt|schätzung|ersatzwert|geschat|estimado|estimada|"
    "estimé|estimée|stimato|estimeret|estimert|uppskattad|arvioitu|szacowany|odhad|método|metodo|"
    "metodo obtencion|método obtención|método de obtención|metodo de obtencion|obtencion|real estimado|"
    "kvantum status|kvantumstatus|nature|origin|provenance|usage flag|vee|inclusion code"
)
"""Columns that may say which readings are estimates."""
ESTIMATED: Final = words(
    "estimated?|estimation|est|geschätzt|schätzung|ersatzwert|ersatzwerte|rechnerisch|geschat|schatting|"
    "estimado|estimada|estimació|estimé|estimée|stimato|stimata|estimeret|estimert|beräknad|uppskattad|"
    "arvioitu|szacowany|szacunkowy|odhad|odhadnutá|becsült|procenjeno|ocenjeno|procijenjeno|hinnatud|"
    "aprēķināts|apskaičiuota|substituted?|interpolated|calculated|imputed|simulated|provisional|beregnet|geraamd|estimat|valutato",
    inside="推定|估算|추정",
)
MEASURED: Final = words(
    "actual|act|measured|metered|validated|valid|verified|real|reel|réel|réelle|reell|gemessen|abgelesen|"
    "gültig|good|ok|ist|werkelijk|gemeten|effettivo|effettiva|reale|målt|uppmätt|mitattu|zmierzony|"
    "rzeczywisty|naměřená|skutečný|tényleges|leitura|lectura|final|regular|raw|normal|gevalideerd|uitgelezen|opgenomen|abgerechnet|geprüft|normalt"
)
TEXT: Final = words(
    "note|notes|comment|comments|remark|remarks|bemerkung|opmerking|commentaire|observaciones"
)
