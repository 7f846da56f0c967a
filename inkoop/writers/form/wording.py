"""The Dutch sentences of the form, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion, Requirement, Tender, TenderInfo
from inkoop.domain.thresholds import Threshold
from inkoop.rules.dutch_format import decimal_text, euro, listing, moment_text
from inkoop.writers.form.prices import price_notes
from inkoop.writers.form.weights import requirement_lots, weight_text

PROCEDURES = {
    "sas": "Procedure voor sociale en andere specifieke diensten",
    "openbaar": "Openbare procedure",
    "meervoudig_onderhands": "Meervoudig onderhandse procedure",
    "open_house": "Open house: iedereen die aan de eisen voldoet, mag meedoen",
}
REQUIREMENT_KINDS = {
    "uitsluitingsgrond": (
        "Uitsluitingsgronden",
        "Deze vragen gaan over uw organisatie. U krijgt er geen punten voor.",
    ),
    "geschiktheidseis": (
        "Geschiktheidseisen",
        "Deze vragen gaan over wat uw organisatie kan. U krijgt er geen punten voor.",
    ),
    "minimumeis": (
        "Minimumeisen",
        "Deze vragen gaan over uw aanbod. U krijgt er geen punten voor.",
    ),
}
CONSEQUENCES = {
    "afwijzen": "Voldoet u niet? Dan valt uw inschrijving af.",
    "voorleggen": "Voldoet u niet? Dan beslist een mens wat er gebeurt.",
}
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def closing_text(info: TenderInfo) -> str:
    """The closing moment in words."""
    zone = "Nederlandse tijd" if info.timezone == "Europe/Amsterdam" else f"tijdzone {info.timezone}"
    return f"{WEEKDAYS[info.closes.weekday()]} {moment_text(info.closes)} ({zone})"


def criterion_title(tender: Tender, chain: Sequence[Criterion]) -> str:
    """Code, title and weight of a criterion in one line."""
    title = f"{chain[-1].code} · {chain[-1].title}"
    weight = weight_text(tender, chain)
    return f"{title} — {weight}" if weight else title


def _least(tender: Tender, criterion: Criterion) -> Iterator[str]:
    """What is needed at least, and in which lots something else."""
    if criterion.threshold is not None:
        yield _amount(tender, criterion.threshold)
    for lot in tender.lots.items if tender.lots else ():
        if criterion.code in lot.thresholds:
            yield f"in {lot.title} {_amount(tender, lot.thresholds[criterion.code])}"


def _amount(tender: Tender, needed: Threshold) -> str:
    if needed.percent:
        return f"{decimal_text(needed.amount)} % van wat er te halen is"
    by_value = tender.award is not None and tender.award.method == "gunnen_op_waarde"
    return euro(needed.amount) if by_value else f"{decimal_text(needed.amount)} punten"


def criterion_notes(tender: Tender, criterion: Criterion) -> str:
    """Why it counts, its threshold, and what the assessors look at."""
    parts = [criterion.explanation] if criterion.explanation else []
    if least := "; ".join(_least(tender, criterion)):
        parts.append(f"Drempel: u moet hier minstens {least} halen om kans te maken.")
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


def used_for(tender: Tender, code: str) -> str:
    """The criteria and requirements that rest on a question."""
    holders: list[Criterion | Requirement] = [leaf for leaf, _ in tender.leaves]
    holders += tender.requirements
    asked = ((holder, tender.question_of(holder)) for holder in holders)
    return ", ".join(
        f"{holder.code} ({holder.title})"
        for holder, question in asked
        if question is not None and tender.filled_in_at(question.code) == code
    )
