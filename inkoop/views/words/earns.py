"""What an answer to a question earns, and how, in the words of the rules."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.tender import Tender
from inkoop.views.words.rules import rule_words
from inkoop.views.words.weights import weight_text
from inkoop.views.words.wording import number_text


def earns_text(tender: Tender, code: str) -> str:
    """A line for each criterion and requirement on a question; without any that it earns nothing."""
    return "\n".join(_lines(tender, code)) or "Punten: geen."


def _lines(tender: Tender, code: str) -> Iterator[str]:
    for requirement in tender.requirements:
        question = tender.question_of(requirement)
        if question is not None and tender.filled_in_at(question.code) == code:
            yield f"Punten: geen. Dit is eis {requirement.code}."
    for leaf, above in tender.leaves:
        question = tender.question_of(leaf)
        if question is None or tender.filled_in_at(question.code) != code:
            continue
        words = rule_words(leaf, tender)
        steps = "; ".join(f"{step.label}: {step.text}" for step in words.steps)
        rule = f"{words.text} {steps}.".replace(":.", ".") if steps else words.text
        yield f"Punten: {leaf.code} {weight_text(tender, (*above, leaf), number_text)}. {rule}"
