"""Words for rules on a price: what the price is, and what the formulas share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from inkoop.domain.evaluation import Price
from inkoop.domain.exact import ZERO
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.rules.price import Adjustment, MayGoNegative, PriceTerms
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text, listing
from inkoop.rules.scoring.kinds.base import Better
from inkoop.views.words.blocks import RuleWords
from inkoop.views.words.price_words import price_text
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.sums import HUNDRED, Q, Told, quotient, tail
from inkoop.views.words.wording import amount_text, number_text
from inkoop.views.words.worth import money_text

P = TypeVar("P", bound=PriceTerms)


class PriceWords(Words[P, Q]):
    """Words of one rule on a price."""

    def rule(self, told: Published[P]) -> RuleWords:
        """What the price of an offer is, and how it becomes points."""
        terms = " ".join(_terms(told.rule, told.question, told.tender))
        return RuleWords(f"{terms} {self.formula(told.rule)}")

    def formula(self, rule: P) -> str:
        """How a price becomes points."""
        raise NotImplementedError

    def better(self, better: Better, _: Told[P, Q]) -> str:
        """A better price."""
        assert better.price is not None, "a rule on a price names a better price"
        return f"De prijs {amount_text(better.price)}."


def price_of(told: Told[Any, Any], price: Decimal) -> str:
    """The price of the offer, step by step; bare where its steps are not at hand."""
    return price_text(told.score.price or Price(price, price), told.rule, told.tender)


def falling(price: Decimal, low: Decimal, high: Decimal, told: Told[Any, Any]) -> str:
    """The sum on a line that falls from 100 % at the low price to 0 % at the high one."""
    if price <= low:
        return tail(HUNDRED, told)
    if price >= high:
        return tail(ZERO, told)
    top = decimal_text(high)
    work = f"({top} − {decimal_text(price)}) : ({top} − {decimal_text(low)})"
    return quotient(high - price, high - low, work, told)


def below_zero(rule: MayGoNegative) -> str:
    """Whether less than nothing counts."""
    return "Minder dan 0 % kan niet." if rule.below_zero == "nul" else "Ook minder dan 0 % telt."


_VAT = {"inclusief": "met btw", "exclusief": "zonder btw", "vrijgesteld": "vrijgesteld van btw"}


def _terms(terms: PriceTerms, question: Question | None, tender: Tender) -> Iterator[str]:
    vat = f" ({_VAT[terms.vat]})" if terms.vat else ""
    if terms.quantities:
        names = _row_names(terms, question, tender)
        counted = "; ".join(f"{number_text(n)} × {names[code]}" for code, n in terms.quantities.items())
        yield f"De prijs is de som van tarief × vaste hoeveelheid{vat}: {counted}."
    else:
        yield f"De prijs telt{vat}."
    names = _row_names(terms, question, tender)
    floors = listing(f"{money_text(floor)} voor {names[code]}" for code, floor in terms.floors.items())
    if terms.floor is not None:
        own = f", en {floors}" if floors else ""
        yield f"Het minimumtarief is {money_text(terms.floor)}{own}. Lager levert niets extra op."
    elif floors:
        yield f"De minimumtarieven zijn {floors}. Lager levert niets extra op."
    for adjustment in terms.adjustments:
        yield _adjustment(adjustment, tender)


def _row_names(terms: PriceTerms, question: Question | None, tender: Tender) -> Mapping[str, object]:
    if isinstance(question, TableQuestion) and question.fixed_rows:
        return tender.choices_of(question.column(question.fixed_rows))
    return {code: code for code in (*terms.quantities, *terms.floors)}


def _adjustment(adjustment: Adjustment, tender: Tender) -> str:
    question: Any = tender.questions[adjustment.question]
    unit = getattr(question, "unit", "") or "eenheid"
    amount = money_text(abs(adjustment.per_unit))
    verb = "komt erbij" if adjustment.per_unit >= 0 else "gaat eraf"
    return f"Per eenheid bij vraag {adjustment.question} ({unit}) {verb}: {amount}."
