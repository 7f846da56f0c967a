"""Words for: evenveel punten voor elke verdubbeling."""

from __future__ import annotations

from inkoop.domain.exact import ZERO
from inkoop.domain.rules.logarithmic import LogarithmicRule
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.scoring.kinds.logarithmic import LogarithmicReason
from inkoop.views.words.rules.priced import PriceWords, below_zero, price_of
from inkoop.views.words.sums import HUNDRED, Told, quotient, tail
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import money_text


class LogarithmicWords(PriceWords[LogarithmicRule, LogarithmicReason]):
    """Evenveel punten voor elke verdubbeling."""

    of = LogarithmicRule
    title = "Evenveel punten voor elke verdubbeling"
    general = (
        "De laagste prijs krijgt 100 %. Vooraf staat vast bij hoeveel keer die prijs het 0 % is. De lijn"
        " daartussen loopt eerst steil en daarna minder steil."
    )
    noun = "een logaritmische prijsformule"
    proof = (
        "Nee. Deze formule is logaritmisch, zonder ondergrens en zonder tussentijds afronden."
        " Verandert de laagste"
        " prijs, dan gaan de punten van iedereen evenveel omhoog of omlaag. De verschillen tussen twee"
        " inschrijvingen blijven gelijk. Alleen het afronden van het totaal kan nog een gelijke stand maken."
    )

    def formula(self, rule: LogarithmicRule) -> str:
        """How many times the lowest price gives nothing, and the formula."""
        return (
            f"De laagste prijs krijgt 100 %. Bij {number_text(rule.factor)} keer de laagste prijs is het 0 %."
            " Daartussen is het: 1 − ln(prijs : laagste prijs) : ln(factor). Twee keer zo duur kost dan"
            f" altijd evenveel punten. {below_zero(rule)}"
        )

    def sentence(self, told: Told[LogarithmicRule, LogarithmicReason]) -> str:
        """The price, the lowest, and the logarithms."""
        price, lowest, factor = told.reason.price, told.reason.lowest, told.reason.factor
        begin = (
            f"{price_of(told, price)} De laagste is {money_text(lowest)}."
            f" Bij {number_text(factor)} keer de laagste prijs is het 0 %."
        )
        if price == lowest:
            return f"{begin} {tail(HUNDRED, told)}"
        if price >= lowest * factor and told.score.points >= 0:
            return f"{begin} {tail(ZERO, told)}"
        work = f"1 − ln({decimal_text(price)} : {decimal_text(lowest)}) : ln({number_text(factor)})"
        return f"{begin} {quotient(factor.ln() - (price / lowest).ln(), factor.ln(), work, told)}"
