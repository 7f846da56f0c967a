"""Words for: procent boven de laagste prijs."""

from __future__ import annotations

from inkoop.domain.exact import ZERO
from inkoop.domain.rules.above_lowest import AboveLowestRule
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.scoring.kinds.above_lowest import AboveLowestReason
from inkoop.views.words.rules.priced import PriceWords, below_zero, price_of
from inkoop.views.words.sums import HUNDRED, Told, quotient, tail
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import money_text


class AboveLowestWords(PriceWords[AboveLowestRule, AboveLowestReason]):
    """Procent boven de laagste prijs."""

    of = AboveLowestRule
    title = "Procent boven de laagste prijs"
    general = (
        "De laagste prijs krijgt 100 %. Hoeveel procent een prijs daarboven ligt, bepaalt wat eraf gaat."
    )
    noun = "percentage boven de laagste prijs"

    def formula(self, rule: AboveLowestRule) -> str:
        """How many percent above the lowest give nothing."""
        return (
            f"De laagste prijs van iedereen krijgt 100 %. Bij {number_text(rule.zero_at)} % boven de laagste"
            f" is het 0 %. Daartussen loopt het gelijk af. {below_zero(rule)}"
        )

    def sentence(self, told: Told[AboveLowestRule, AboveLowestReason]) -> str:
        """The price, the lowest, and what goes off."""
        price, lowest, zero = told.reason.price, told.reason.lowest, told.reason.zero
        begin = (
            f"{price_of(told, price)} De laagste is {money_text(lowest)}."
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
