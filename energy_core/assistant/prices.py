"""A price per kWh that a question carries: "at 0.30 per kWh", "£0.30/kWh", "30p per unit"."""

from __future__ import annotations

import re
from typing import Final

from energy_core.assistant.context import Price
from energy_core.assistant.outcome import UnclearError

SIGNS: Final = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "₹": "INR"}
CODES: Final = (
    "gbp",
    "eur",
    "usd",
    "aud",
    "cad",
    "nzd",
    "chf",
    "jpy",
    "inr",
    "sek",
    "nok",
    "dkk",
    "pln",
    "czk",
    "zar",
)
NAMES: Final = {
    "pounds": "GBP",
    "pound": "GBP",
    "euros": "EUR",
    "euro": "EUR",
    "dollars": "USD",
    "dollar": "USD",
    "francs": "CHF",
    "rupees": "INR",
    "yen": "JPY",
}
DOLLARS: Final = frozenset({"USD", "AUD", "CAD", "NZD", "SGD", "HKD"})
WITH_CENTS: Final = DOLLARS | {"EUR", "ZAR"}
_PENCE: Final = frozenset({"p", "pence", "penny"})
_CENTS: Final = frozenset({"c", "ct", "cts", "cent", "cents"})
_SIGN: Final = "[" + "".join(SIGNS) + "]"
_WORD: Final = "|".join(sorted((*CODES, *NAMES, *_PENCE, *_CENTS), key=len, reverse=True))
_AMOUNT: Final = rf"(?P<sign>{_SIGN})? ?(?P<amount>\d+(?:[.,]\d+)?) ?(?P<word>{_WORD}|{_SIGN})?"
_PER: Final = (
    r" ?(?:/|per|a|each|for (?:a|each|every)|every)(?: (?:a|one))? ?(?:kwh|kilowatt[ -]?hours?|units?)\b"
)
_PRICE: Final = re.compile(
    rf"(?:(?:if|when) (?:the |my |i |we )?(?:price|rate|electricity|tariff|pay|paid)(?: (?:is|was|of|"
    rf"costs?))? |(?:at|with|for|of|using|assuming|@)(?: a)?(?: (?:price|rate|tariff)(?: of)?)? "
    rf")?{_AMOUNT}{_PER}"
)
_BARE: Final = re.compile(
    rf"(?:\bat|@)(?: a)?(?: (?:price|rate|tariff)(?: of)?)? {_AMOUNT}(?![\w:.%]|\s?(?:am|pm|o'clock|"
    rf"kwh|kw)\b)"
)
_SUPPOSED: Final = re.compile(
    rf"\b(?:(?:when|and|that) )?(?:(?:the |my |our )?(?:everything|(?:electricity |unit )?prices?"
    rf"|rates?|tariff|it|"
    rf"electricity|energy|power|(?:a |every |each |the )?(?:kwh|unit))(?: (?:all|only|just))? (?:was"
    rf"|were|is|are|be|cost|"
    rf"costs|(?:would|will) (?:be|cost)|ris(?:es?|en) to|rose to|(?:goes|went|gone|go) up to|falls? to"
    rf"|fell to|drop(?:s|ped)? "
    rf"to|becomes?|of)|(?:i|we) (?:only |just )?(?:pay|paid)) (?:only |just )?{_AMOUNT}(?![\w:.%])"
)
"""A price that is supposed: "if everything was 20p"."""

_LONE_SIGN: Final = re.compile(
    rf"{_SIGN}(?!\d)|\bin (?:{'|'.join((*CODES, *(n for n in NAMES if n.endswith('s'))))})\b"
)


def price_in(text: str, home: Price | None, currency: str | None) -> tuple[Price | None, bool, str]:
    """The price to count with, whether the question said it, and the text without it.

    Raises UnclearError for a second price.
    """
    matches = list(_PRICE.finditer(text)) or [
        m for m in _BARE.finditer(text) if m["sign"] or m["word"] or "." in m["amount"]
    ]
    matches = matches or [m for m in _SUPPOSED.finditer(text) if m["sign"] or m["word"]]
    if len(matches) > 1:
        raise UnclearError("The question names more than one price. Which one shall I count with?")
    if not matches:
        return home, False, _LONE_SIGN.sub(lambda m: "·" * len(m[0]), text)
    match = matches[0]
    amount = float(match["amount"].replace(",", "."))
    word = match["word"] or ""
    sign = match["sign"] or word
    if word in _PENCE:
        price = Price(amount / 100, currency if currency not in (None, "GBP") else "GBP")
    elif word in _CENTS:
        if currency is not None and currency not in WITH_CENTS:
            raise UnclearError(
                f"The home's currency is {currency}, which has no cents. What is the price per kWh?"
            )
        price = Price(amount / 100, currency)
    else:
        price = Price(amount, _currency(sign, currency))
    return price, True, text[: match.start()] + "·" * len(match[0]) + text[match.end() :]


def asks_money(text: str, price: Price | None) -> bool:
    """Whether the question names a currency alone, as in "in euros".

    Raises UnclearError for one that the price is not in.
    """
    match = _LONE_SIGN.search(text)
    if match is None:
        return False
    word = match[0].removeprefix("in ")
    wanted = SIGNS.get(word) or NAMES.get(word) or word.upper()
    if price is not None and price.currency not in (None, wanted) and not {wanted, price.currency} <= DOLLARS:
        raise UnclearError(f"The price is in {price.currency}. Please give a price per kWh in {wanted}.")
    return True


def _currency(said: str, home: str | None) -> str | None:
    code = SIGNS.get(said) or NAMES.get(said) or (said.upper() if said in CODES else None)
    if code == "USD" and said != "usd" and home in DOLLARS:
        return home
    return code or home
