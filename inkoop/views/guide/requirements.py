"""The requirements: what is asked, when it is met, and what happens otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inkoop.domain.questions import TableQuestion
from inkoop.domain.tender import Condition, Requirement, Tender
from inkoop.rules.dutch_format import either, listing
from inkoop.views.guide.asked import question_blocks
from inkoop.views.guide.model import Block, Chapter, Said
from inkoop.views.words.asked import CONSEQUENCES, REQUIREMENT_KINDS
from inkoop.views.words.method_steps import admission_steps
from inkoop.views.words.weights import requirement_lots
from inkoop.views.words.wording import sentence
from inkoop.views.words.worth import in_unit


def requirements(tender: Tender) -> Iterator[Chapter]:
    """All requirements, by kind."""
    if not tender.requirements:
        return
    parts = []
    for kind, (title, explanation) in REQUIREMENT_KINDS.items():
        own = [requirement for requirement in tender.requirements if requirement.kind == kind]
        if own:
            said = Said((f"eisen.{kind}",), explanation)
            parts.append(
                Chapter(f"eisen.{kind}", title, (said,), tuple(_requirement(tender, each) for each in own))
            )
    begin = tuple(Said(("eisen",), step.text) for step in admission_steps(tender))
    yield Chapter("eisen", "De eisen", begin, tuple(parts))


def _requirement(tender: Tender, requirement: Requirement) -> Chapter:
    key = f"eisen[{requirement.code}]"
    blocks: list[Block] = []
    if requirement.explanation:
        blocks.append(Said((f"{key}.toelichting",), sentence(requirement.explanation)))
    if isinstance(requirement.question, str):
        asked = tender.filled_in_at(requirement.question)
        blocks.append(Said((f"{key}.vraag",), f"Zie vraag {asked}.", "Vraag"))
    else:
        blocks += question_blocks(tender, requirement.question)
    where = requirement_lots(tender, requirement.code)
    met = f"{met_text(tender, requirement)} {CONSEQUENCES[requirement.consequence]} {where}".rstrip()
    question = tender.question_of(requirement)
    if question is not None and question.show_when is not None:
        met += " Hoeft u deze vraag niet in te vullen? Dan voldoet u."
    blocks.append(Said((f"{key}.voldoet", f"{key}.gevolg"), met, "Wanneer u voldoet"))
    return Chapter(key, f"{requirement.code} · {requirement.title}", tuple(blocks))


def met_text(tender: Tender, requirement: Requirement) -> str:
    """When an answer is enough."""
    condition = requirement.met_when
    if condition is None:
        return "Een mens beoordeelt of uw antwoord voldoet."
    question = tender.question_of(requirement)
    if condition.column and isinstance(question, TableQuestion):
        column = question.column(condition.column)
        names = tender.choices_of(column)
        # What has to be offered may be offered in any row; a bound holds for each row.
        begin = "U voldoet als u" if condition.contains else "U voldoet als u in elke rij"
        return f"{begin} bij ‘{column.text}’ {_test(condition, names, column)}."
    return f"U voldoet als u {_test(condition, tender.choices_of(question), question)}."


def _test(condition: Condition, known: Mapping[str, str], asked: object) -> str:
    if condition.equals:
        return f"{either(f'‘{known.get(code, code)}’' for code in condition.equals)} invult"
    if condition.contains:
        return f"{listing(f'‘{known.get(code, code)}’' for code in condition.contains)} kiest"
    limits = []
    if condition.minimum is not None:
        limits.append(f"minstens {in_unit(condition.minimum, asked)}")
    if condition.maximum is not None:
        limits.append(f"hoogstens {in_unit(condition.maximum, asked)}")
    return f"{' en '.join(limits)} invult"
