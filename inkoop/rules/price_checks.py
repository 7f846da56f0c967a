"""What a person should know about a price before it earns points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.scoring_rules import FixedBandwidthRule, LowestOverPriceRule
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import euro
from inkoop.rules.prices import basket


def price_findings(tender: Tender, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Prices outside the published bounds, and prices that no formula can compare."""
    for leaf, _ in tender.leaves:
        question = tender.question_of(leaf)
        answer = answers.get(question.code) if question else None
        if not isinstance(leaf.rule, FixedBandwidthRule | LowestOverPriceRule) or answer is None:
            continue
        price = basket(leaf.rule, answer.value)
        if price is None:
            continue
        words = {"vraag": answer.question, "criterium": leaf.code, "prijs": euro(price)}
        if price <= Decimal(0):
            yield finding("PRIJS-03", answer.place, **words)
        elif isinstance(leaf.rule, FixedBandwidthRule) and not leaf.rule.lower <= price <= leaf.rule.upper:
            code = "PRIJS-01" if leaf.rule.outside == "voorleggen" else "PRIJS-02"
            bounds = {"onder": euro(leaf.rule.lower), "boven": euro(leaf.rule.upper)}
            yield finding(code, answer.place, **words, **bounds)
