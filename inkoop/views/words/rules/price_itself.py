"""Words for: de prijs zelf."""

from __future__ import annotations

from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.rules.scoring.kinds.price_itself import PriceItselfReason
from inkoop.views.words.price_words import price_text
from inkoop.views.words.rules.priced import PriceWords
from inkoop.views.words.sums import Told


class PriceItselfWords(PriceWords[PriceItselfRule, PriceItselfReason]):
    """De prijs zelf."""

    of = PriceItselfRule
    title = "De prijs zelf"
    general = "De prijs geeft geen punten. De methode van gunnen rekent met het bedrag zelf."

    def formula(self, _: PriceItselfRule) -> str:
        """That it gives no points."""
        return "De prijs geeft geen punten: de gunningsmethode rekent met de prijs zelf."

    def sentence(self, told: Told[PriceItselfRule, PriceItselfReason]) -> str:
        """The price, and that it gives no points."""
        price = told.score.price
        begin = (
            price_text(price, told.rule, told.tender)
            if price
            else "Er is geen prijs waarmee gerekend kan worden."
        )
        return f"{begin} {self.formula(told.rule)}"
