"""What a provider must know of a price before naming one: the VAT, what is added, and how low it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inkoop.domain.questions import TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import decimal_text, euro

VAT = {
    "inclusief": "De prijs is met btw.",
    "exclusief": "De prijs is zonder btw.",
    "vrijgesteld": "Over deze prijs wordt geen btw betaald.",
}
BELOW = "Biedt u minder? Dan kijkt een mens of dat kan. Een betere plaats krijgt u er niet door."


def price_notes(tender: Tender, criterion: Criterion, terms: PriceTerms) -> str:
    """Every term of the price of a criterion, one on a line; empty when the kader names none."""
    rows = _row_names(tender, criterion)
    parts = [VAT[terms.vat]] if terms.vat else []
    if terms.quantities:
        parts.append("We rekenen met deze hoeveelheden:" + _points(_quantities(terms, rows)))
    for added in terms.adjustments:
        parts.append(
            f"Bij de prijs tellen we {euro(added.per_unit)} op per eenheid van vraag {added.question}."
            if added.per_unit >= 0
            else f"Van de prijs gaat {euro(-added.per_unit)} af per eenheid van vraag {added.question}."
        )
    if terms.floors:
        parts.append("Dit zijn de minimumtarieven:" + _points(_floors(terms, rows)) + f"\n{BELOW}")
    elif terms.floor is not None:
        parts.append(f"Het minimumtarief is {euro(terms.floor)}. {BELOW}")
    return "\n".join(parts)


def _row_names(tender: Tender, criterion: Criterion) -> Mapping[str, str]:
    """The names of the fixed rows of a table with tariffs, by their code."""
    asked = tender.question_of(criterion)
    if not isinstance(asked, TableQuestion) or asked.fixed_rows is None:
        return {}
    return tender.choices_of(asked.column(asked.fixed_rows))


def _quantities(terms: PriceTerms, rows: Mapping[str, str]) -> Iterator[str]:
    for code, quantity in terms.quantities.items():
        yield f"{rows.get(code, code)}: {decimal_text(quantity)}"


def _floors(terms: PriceTerms, rows: Mapping[str, str]) -> Iterator[str]:
    """Every row that has a floor: its own, or the one that holds for all."""
    for code, name in rows.items():
        floor = terms.floors.get(code, terms.floor)
        if floor is not None:
            yield f"{name}: {euro(floor)}"


def _points(lines: Iterator[str]) -> str:
    return "".join(f"\n   •  {line}" for line in lines)
