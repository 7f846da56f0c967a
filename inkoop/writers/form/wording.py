"""The Dutch sentences of the form, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion, Requirement, Tender
from inkoop.rules.dutch_format import listing
from inkoop.views.words.asked import CONSEQUENCES
from inkoop.views.words.price_notes import price_notes
from inkoop.views.words.weights import requirement_lots, threshold_text, weight_text

PROCEDURES = {
    "sas": "Procedure voor sociale en andere specifieke diensten",
    "openbaar": "Openbare procedure",
    "meervoudig_onderhands": "Meervoudig onderhandse procedure",
    "open_house": "Open house: iedereen die aan de eisen voldoet, mag meedoen",
}


def criterion_title(tender: Tender, chain: Sequence[Criterion]) -> str:
    """Code, title and weight of a criterion in one line."""
    title = f"{chain[-1].code} · {chain[-1].title}"
    weight = weight_text(tender, chain)
    return f"{title} — {weight}" if weight else title


def criterion_notes(tender: Tender, criterion: Criterion) -> str:
    """Why it counts, its threshold, and what the assessors look at."""
    parts = [criterion.explanation] if criterion.explanation else []
    if needed := threshold_text(tender, criterion):
        parts.append(needed)
    if isinstance(criterion.rule, PriceTerms):
        parts.append(price_notes(tender, criterion, criterion.rule))
    if isinstance(criterion.rule, AssessedRule):
        parts.append("Mensen beoordelen dit antwoord met een cijfer." + _looks_at(criterion.rule))
    return "\n".join(part for part in parts if part)


def _looks_at(rule: AssessedRule) -> str:
    if not rule.looks_at:
        return ""
    return " Zij letten hierop:" + "".join(f"\n   •  {point}" for point in rule.looks_at)


def requirement_notes(tender: Tender, requirement: Requirement) -> str:
    """The consequence of a requirement, why it is asked, and in which lots it holds."""
    where = requirement_lots(tender, requirement.code)
    parts = (requirement.explanation, where, CONSEQUENCES[requirement.consequence])
    return "\n".join(part for part in parts if part)


def general_notes(tender: Tender) -> str:
    """Whether the questions about the organisation earn points: those that a criterion rests on may."""
    by_question: dict[str, list[str]] = {question.code: [] for question in tender.general}
    for leaf, _ in tender.leaves:
        if isinstance(leaf.question, str) and leaf.question in by_question:
            by_question[tender.filled_in_at(leaf.question)].append(leaf.code)
    counting = [f"{code} (bij {listing(leaves)})" for code, leaves in by_question.items() if leaves]
    if not counting:
        return "Voor deze antwoorden krijgt u geen punten."
    return f"Deze vragen tellen mee: {listing(counting)}. Voor de andere antwoorden krijgt u geen punten."
