"""The published rules on a price in words: what the price is, and how it becomes points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from inkoop.domain.price_rules import Adjustment, PriceTerms
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import money_text

_VAT = {"inclusief": "met btw", "exclusief": "zonder btw", "vrijgesteld": "vrijgesteld van btw"}


def price_terms(terms: PriceTerms, question: Question | None, tender: Tender) -> str:
    """What the price of an offer is: the answer or the basket, its floors, and what is added."""
    return " ".join(_terms(terms, question, tender))


def _terms(terms: PriceTerms, question: Question | None, tender: Tender) -> Iterator[str]:
    vat = f" ({_VAT[terms.vat]})" if terms.vat else ""
    if terms.quantities:
        names = _row_names(terms, question, tender)
        counted = "; ".join(f"{number_text(n)} × {names[code]}" for code, n in terms.quantities.items())
        yield f"De prijs is de som van tarief × vaste hoeveelheid{vat}: {counted}."
    else:
        yield f"De prijs telt{vat}."
    if terms.floor is not None:
        yield f"Het minimumtarief is {money_text(terms.floor)}. Lager levert niets extra op."
    if terms.floors:
        names = _row_names(terms, question, tender)
        floors = listing(f"{money_text(floor)} voor {names[code]}" for code, floor in terms.floors.items())
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


def _lowest_price(rule: Any) -> str:
    work = "laagste prijs gedeeld door de eigen prijs"
    if rule.power > 1:
        work += f", tot de macht {rule.power}"
    return f"De laagste prijs van iedereen krijgt 100 %. Voor de anderen is het: {work}."


def _above_lowest(rule: Any) -> str:
    return (
        f"De laagste prijs van iedereen krijgt 100 %. Bij {number_text(rule.zero_at)} % boven de laagste"
        f" is het 0 %. Daartussen loopt het gelijk af. {_below_zero(rule)}"
    )


def _lowest_to_highest(_: Any) -> str:
    return "De laagste prijs krijgt 100 %, de hoogste prijs 0 %. Daartussen loopt het gelijk af."


def _bandwidth(rule: Any) -> str:
    outside = (
        "Een prijs daarbuiten telt als de grens zelf."
        if rule.outside == "begrenzen"
        else "Over een prijs daarbuiten besluit een mens."
    )
    return (
        f"Bij {money_text(rule.lower)} is het 100 %, bij {money_text(rule.upper)} is het 0 %."
        f" Daartussen loopt het gelijk af. {outside}"
    )


def _ceiling(rule: Any) -> str:
    outside = (
        "Een hogere prijs krijgt 0 %."
        if rule.outside == "begrenzen"
        else "Over een hogere prijs besluit een mens."
    )
    return (
        f"De laagste prijs krijgt 100 %. Bij het plafond van {money_text(rule.ceiling)} is het 0 %."
        f" Daartussen loopt het gelijk af. {outside}"
    )


def _logarithmic(rule: Any) -> str:
    return (
        f"De laagste prijs krijgt 100 %. Bij {number_text(rule.factor)} keer de laagste prijs is het 0 %."
        " Daartussen is het: 1 − ln(prijs : laagste prijs) : ln(factor). Twee keer zo duur kost dan altijd"
        f" evenveel punten. {_below_zero(rule)}"
    )


def _below_zero(rule: Any) -> str:
    return "Minder dan 0 % kan niet." if rule.below_zero == "nul" else "Ook minder dan 0 % telt."


def _price_itself(_: Any) -> str:
    return "De prijs geeft geen punten: de gunningsmethode rekent met de prijs zelf."


PRICE_WORDS: Mapping[str, Callable[[Any], str]] = {
    "laagste_prijs_gedeeld_door_prijs": _lowest_price,
    "percentage_boven_laagste": _above_lowest,
    "lineair_laagste_hoogste": _lowest_to_highest,
    "vaste_bandbreedte": _bandwidth,
    "plafond_met_beste_bod": _ceiling,
    "logaritmisch": _logarithmic,
    "prijs": _price_itself,
}
