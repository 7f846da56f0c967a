"""Award criteria for open data: each sub-criterion with its weight, and where its points are told.

The award criteria extension has no levels, so the leaves stand in one list, each with its share of the
whole: the shares together are 100 %. The criterion above it stands in the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from inkoop.domain.award_rules import PRICE_METHODS
from inkoop.domain.evaluation import LotResult
from inkoop.domain.rules.fixed_tariff import FixedTariffRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.scoring.maxima import maxima, threshold_of, total_points, total_threshold
from inkoop.views.words.wording import plain
from inkoop.views.words.worth import money_text

TOTAL = "totaal"
"""The subject of the points together."""

_METHODS = {
    "gewogen_punten": "Gewogen punten: de meeste punten staat bovenaan.",
    "alleen_kwaliteit": "Alleen kwaliteit: de meeste punten staat bovenaan.",
    "qcbs": "Gewogen punten, waarbij de prijs alleen telt van wie de drempels haalt.",
    "gunnen_op_waarde": "Gunnen op waarde: de prijs min de waarde van de kwaliteit in euro; de laagste"
    " uitkomst staat bovenaan.",
    "prijs_per_kwaliteitspunt": "De prijs en de punten voor kwaliteit worden op elkaar gedeeld.",
    "utiliteitsindex": "Utiliteitsindex: kwaliteit en prijs naast de beste kwaliteit en de laagste prijs.",
    "laagste_prijs": "De laagste prijs staat bovenaan, van wie aan alle eisen voldoet.",
}

_VAT = {
    "inclusief": "De prijzen zijn met btw.",
    "exclusief": "De prijzen zijn zonder btw.",
    "vrijgesteld": "De prijzen zijn vrijgesteld van btw.",
}
"""A value in OCDS has no place for VAT, so the criterion says it."""


def is_price(leaf: Criterion) -> bool:
    """Whether the points of a sub-criterion come from a price that was offered."""
    return isinstance(leaf.rule, PriceTerms)


def award_criteria(tender: Tender) -> dict[str, Any]:
    """The criteria of one lot. Call only for a tender with award rules."""
    assert tender.award is not None
    made: dict[str, Any] = {"weightingDescription": _METHODS[tender.award.method]}
    needed = total_threshold(tender)
    if needed is not None:
        made["weightingDescription"] += f" Nodig zijn minstens {needed:f} punten in totaal."
    made["criteria"] = [_criterion(leaf, above, tender) for leaf, above in tender.leaves]
    return made


def _criterion(leaf: Criterion, above: tuple[Criterion, ...], tender: Tender) -> dict[str, Any]:
    fixed = isinstance(leaf.rule, FixedTariffRule)
    made: dict[str, Any] = {
        "type": "price" if fixed or is_price(leaf) else "quality",
        "name": " > ".join(f"{part.code} {plain(part.title)}" for part in (*above, leaf)),
    }
    explained = [plain(leaf.explanation)] if leaf.explanation else []
    if leaf.value is not None:
        explained.append(f"Het volle percentage is {money_text(leaf.value)} waard.")
    if isinstance(leaf.rule, PriceTerms) and leaf.rule.vat is not None:
        explained.append(_VAT[leaf.rule.vat])
    if explained:
        made["description"] = " ".join(explained)
    if numbers := list(_numbers(leaf, tender)):
        made["numbers"] = numbers
    return made


def _numbers(leaf: Criterion, tender: Tender) -> Iterator[dict[str, Any]]:
    if isinstance(leaf.rule, FixedTariffRule):
        # A set, in order: the same tariff for two products is one number.
        for amount in dict.fromkeys(_number(tariff.amount) for tariff in leaf.rule.tariffs):
            yield {"number": amount, "fixed": "unit"}
    points, whole = maxima(tender)[leaf.code], total_points(tender)
    # With gunnen op waarde a criterion has a value in euro, and a price that counts as itself has no
    # weight among the points: no code of the list fits, so no number claims one.
    method = tender.award.method if tender.award else ""
    if whole > 0 and method != "gunnen_op_waarde" and not isinstance(leaf.rule, PriceItselfRule):
        if method not in PRICE_METHODS:
            yield {"number": _number(points * 100 / whole), "weight": "percentageExact"}
        yield {"number": _number(points), "weight": "pointsExact"}
    needed = threshold_of(leaf, tender)
    if needed is not None:
        yield {"number": _number(needed), "threshold": "minimumScore"}


def _number(value: Decimal) -> Decimal:
    """Without zeros that say nothing, and never in powers of ten."""
    return Decimal(f"{value.normalize():f}")


def requirement_id(lot: str, subject: str) -> str:
    """The identifier by which points refer to what they are for."""
    return f"punten-{lot}-{subject}"


def scored_criteria(lot: LotResult, told: frozenset[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Per lot and subject (a sub-criterion, or the total) for which points are told: what they are for.

    The requirements extension lets a buyer answer a requirement about a bid: the answer is the points.
    """
    if lot.tender.award is None:
        return
    euro = lot.tender.award.method == "gunnen_op_waarde"
    most = maxima(lot.tender)
    for leaf, _ in lot.tender.leaves:
        if (lot.lot, leaf.code) in told:
            title = f"{'Waarde in euro' if euro else 'Punten'} voor {leaf.code} {plain(leaf.title)}"
            yield _scored(lot.lot, leaf.code, title, most[leaf.code])
    if (lot.lot, TOTAL) in told:
        yield _scored(lot.lot, TOTAL, "Uitkomst waarop de rangorde rust", None)


def _scored(lot: str, subject: str, title: str, most: Decimal | None) -> dict[str, Any]:
    own = requirement_id(lot, subject)
    requirement: dict[str, Any] = {"id": own, "title": title, "dataType": "number"}
    if most is not None:
        requirement["maxValue"] = _number(most)
    return {
        "id": f"criterium-{lot}-{subject}",
        "title": title,
        "source": "buyer",
        "relatedLots": [lot],
        "requirementGroups": [{"id": f"groep-{lot}-{subject}", "requirements": [requirement]}],
    }
