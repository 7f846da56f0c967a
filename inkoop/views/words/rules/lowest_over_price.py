"""Words for: laagste prijs gedeeld door prijs."""

from __future__ import annotations

from inkoop.domain.rules.lowest_over_price import LowestOverPriceRule
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.scoring.kinds.lowest_over_price import LowestOverPriceReason
from inkoop.views.words.rules.priced import PriceWords, price_of
from inkoop.views.words.sums import Told, quotient
from inkoop.views.words.worth import money_text


class LowestOverPriceWords(PriceWords[LowestOverPriceRule, LowestOverPriceReason]):
    """Laagste prijs gedeeld door prijs."""

    of = LowestOverPriceRule
    title = "Laagste prijs gedeeld door prijs"
    general = "De laagste prijs krijgt 100 %. Hoe verder een prijs daarboven ligt, hoe minder punten."
    noun = "laagste prijs gedeeld door prijs"

    def formula(self, rule: LowestOverPriceRule) -> str:
        """The quotient, with its power."""
        work = "laagste prijs gedeeld door de eigen prijs"
        if rule.power > 1:
            work += f", tot de macht {rule.power}"
        return f"De laagste prijs van iedereen krijgt 100 %. Voor de anderen is het: {work}."

    def sentence(self, told: Told[LowestOverPriceRule, LowestOverPriceReason]) -> str:
        """The price, the lowest, and the quotient."""
        price, lowest, power = told.reason.price, told.reason.lowest, told.rule.power
        begin = f"{price_of(told, price)} De laagste is {money_text(lowest)}."
        work = f"{decimal_text(lowest)} : {decimal_text(price)}"
        if power > 1:
            work = f"({work}) tot de macht {power}"
        return f"{begin} {quotient(lowest**power, price**power, work, told)}"
