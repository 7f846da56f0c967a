"""Why a price earned what it did: the price, the numbers it is compared with, and the sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from inkoop.domain.evaluation import Price, ReasonKind
from inkoop.rules.dutch_format import decimal_text
from inkoop.views.words.price_words import price_text
from inkoop.views.words.sums import HUNDRED, Told, quotient, tail
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import money_text

ZERO = Decimal(0)


def _begin(told: Told) -> str:
    price = told.score.price or Price(told.values["prijs"], told.values["prijs"])
    return price_text(price, told.rule, told.tender)


def _numbers(told: Told, *names: str) -> tuple[Decimal, ...]:
    return tuple(told.values[name] for name in names)


def _lowest_price(told: Told) -> str:
    price, lowest = _numbers(told, "prijs", "laagste")
    begin = f"{_begin(told)} De laagste is {money_text(lowest)}."
    work = f"{decimal_text(lowest)} : {decimal_text(price)}"
    power = getattr(told.rule, "power", 1)
    if power > 1:
        work = f"({work}) tot de macht {power}"
    return f"{begin} {quotient(lowest**power, price**power, work, told)}"


def _above_lowest(told: Told) -> str:
    price, lowest, zero = _numbers(told, "prijs", "laagste", "nul")
    begin = (
        f"{_begin(told)} De laagste is {money_text(lowest)}."
        f" Bij {number_text(zero)} % boven de laagste is het 0 %."
    )
    if price == lowest:
        return f"{begin} {tail(HUNDRED, told)}"
    above, whole = lowest * zero - (price - lowest) * HUNDRED, lowest * zero
    if above <= 0 and told.score.points >= 0:
        return f"{begin} {tail(ZERO, told)}"
    low = decimal_text(lowest)
    divisor = low if zero == HUNDRED else f"({low} × {number_text(zero)} %)"
    return f"{begin} {quotient(above, whole, f'1 − ({decimal_text(price)} − {low}) : {divisor}', told)}"


def _lowest_to_highest(told: Told) -> str:
    price, low, high = _numbers(told, "prijs", "laagste", "hoogste")
    if low == high:
        return f"{_begin(told)} Alle prijzen zijn gelijk. {tail(HUNDRED, told)}"
    begin = f"{_begin(told)} De laagste is {money_text(low)}, de hoogste {money_text(high)}."
    return f"{begin} {_falling(price, low, high, told)}"


def _bandwidth(told: Told) -> str:
    price, low, high = _numbers(told, "prijs", "onder", "boven")
    begin = f"{_begin(told)} Bij {money_text(low)} is het 100 %, bij {money_text(high)} is het 0 %."
    if price < low:
        begin += " Lager telt als de ondergrens."
    if price > high:
        begin += " Hoger telt als de bovengrens."
    return f"{begin} {_falling(price, low, high, told)}"


def _ceiling(told: Told) -> str:
    price, low, high = _numbers(told, "prijs", "laagste", "plafond")
    begin = f"{_begin(told)} De laagste is {money_text(low)} en geeft 100 %."
    begin += f" Bij het plafond van {money_text(high)} is het 0 %."
    if price > high:
        return f"{begin} De prijs is hoger dan het plafond. {tail(ZERO, told)}"
    return f"{begin} {_falling(price, low, high, told)}"


def _falling(price: Decimal, low: Decimal, high: Decimal, told: Told) -> str:
    """The sum on a line that falls from 100 % at the low price to 0 % at the high one."""
    if price <= low:
        return tail(HUNDRED, told)
    if price >= high:
        return tail(ZERO, told)
    top = decimal_text(high)
    work = f"({top} − {decimal_text(price)}) : ({top} − {decimal_text(low)})"
    return quotient(high - price, high - low, work, told)


def _logarithmic(told: Told) -> str:
    price, lowest, factor = _numbers(told, "prijs", "laagste", "factor")
    begin = (
        f"{_begin(told)} De laagste is {money_text(lowest)}."
        f" Bij {number_text(factor)} keer de laagste prijs is het 0 %."
    )
    if price == lowest:
        return f"{begin} {tail(HUNDRED, told)}"
    if price >= lowest * factor and told.score.points >= 0:
        return f"{begin} {tail(ZERO, told)}"
    work = f"1 − ln({decimal_text(price)} : {decimal_text(lowest)}) : ln({number_text(factor)})"
    return f"{begin} {quotient(factor.ln() - (price / lowest).ln(), factor.ln(), work, told)}"


def _price_itself(told: Told) -> str:
    begin = f"{_begin(told)} " if told.score.price else "Er is geen prijs waarmee gerekend kan worden. "
    return f"{begin}De prijs geeft geen punten: de gunningsmethode rekent met de prijs zelf."


PRICE_SENTENCES: Mapping[ReasonKind, Callable[[Told], str]] = {
    ReasonKind.LOWEST_PRICE: _lowest_price,
    ReasonKind.ABOVE_LOWEST: _above_lowest,
    ReasonKind.LOWEST_TO_HIGHEST: _lowest_to_highest,
    ReasonKind.BANDWIDTH: _bandwidth,
    ReasonKind.CEILING: _ceiling,
    ReasonKind.LOGARITHMIC: _logarithmic,
    ReasonKind.PRICE_ITSELF: _price_itself,
}
