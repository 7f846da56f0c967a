"""Words for: tussen de laagste en de hoogste prijs."""

from __future__ import annotations

from inkoop.domain.rules.lowest_to_highest import LowestToHighestRule
from inkoop.rules.scoring.kinds.lowest_to_highest import LowestToHighestReason
from inkoop.views.words.rules.priced import PriceWords, falling, price_of
from inkoop.views.words.sums import HUNDRED, Told, tail
from inkoop.views.words.worth import money_text


class LowestToHighestWords(PriceWords[LowestToHighestRule, LowestToHighestReason]):
    """Tussen de laagste en de hoogste prijs."""

    of = LowestToHighestRule
    title = "Tussen de laagste en de hoogste prijs"
    general = "De laagste prijs krijgt 100 % en de hoogste 0 %. De anderen krijgen een deel daartussen."
    noun = "een lijn tussen de laagste en de hoogste prijs"

    def formula(self, _: LowestToHighestRule) -> str:
        """A line between both."""
        return "De laagste prijs krijgt 100 %, de hoogste prijs 0 %. Daartussen loopt het gelijk af."

    def sentence(self, told: Told[LowestToHighestRule, LowestToHighestReason]) -> str:
        """The price, both ends, and the place between them."""
        price, low, high = told.reason.price, told.reason.lowest, told.reason.highest
        if low == high:
            return f"{price_of(told, price)} Alle prijzen zijn gelijk. {tail(HUNDRED, told)}"
        ends = f"De laagste is {money_text(low)}, de hoogste {money_text(high)}."
        return f"{price_of(told, price)} {ends} {falling(price, low, high, told)}"
