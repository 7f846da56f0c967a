"""The sections of the form, for everybody who goes through a submission in the order of the form."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.domain.tender import Tender

GENERAL = "Organisatie"
REQUIREMENTS = "Eisen"


@dataclass(frozen=True, slots=True)
class Section:
    """A section with the codes of the questions that stand in it."""

    title: str
    questions: tuple[str, ...]


def sections(tender: Tender) -> tuple[Section, ...]:
    """Organisation, requirements, then a section for each top-level criterion that asks something."""
    found = [Section(GENERAL, tuple(question.code for question in tender.general))]
    own = [r.question.code for r in tender.requirements if not isinstance(r.question, str)]
    found.append(Section(REQUIREMENTS, tuple(own)))
    for top in tender.criteria:
        asked = [
            leaf.question.code
            for leaf, above in tender.leaves
            if (*above, leaf)[0] is top and leaf.question is not None and not isinstance(leaf.question, str)
        ]
        found.append(Section(f"{top.code} {top.title}", tuple(asked)))
    return tuple(section for section in found if section.questions)
