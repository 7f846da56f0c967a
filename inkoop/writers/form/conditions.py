"""Questions that are only asked after a certain answer: in words, and as grey in the form."""

from __future__ import annotations

from inkoop.domain.questions import ChoiceQuestion, MultiChoiceQuestion, Question, YesNoQuestion
from inkoop.domain.tender import Tender
from inkoop.writers.form.registry import Registry

LONGEST_LITERAL = 255
"""A formula cannot hold a longer text."""


def add_greying(tender: Tender, registry: Registry) -> None:
    """Lay a grey colour over every question that does not apply, while the form is filled in."""
    for code, question in tender.filled_in.items():
        applies = applies_formula(tender, question, registry)
        if not applies:
            continue
        for area in registry.areas.get(code, []):
            page = registry.pages[area.sheet]
            page.sheet.conditional_format(
                area.first_row,
                area.first_column,
                area.last_row,
                area.last_column,
                {"type": "formula", "criteria": f"=NOT({applies})", "format": page.styles.greyed()},
            )


def applies_formula(tender: Tender, question: Question, registry: Registry) -> str:
    """A formula that is true when a conditional question applies; empty when there is no condition."""
    when = question.show_when
    if when is None:
        return ""
    parent = tender.questions[when.question]
    tests = [_test(tender, parent, value, registry) for value in when.values]
    if not all(tests):
        return ""
    here = f"OR({','.join(tests)})" if len(tests) > 1 else tests[0]
    above = applies_formula(tender, parent, registry)
    return f"AND({above},{here})" if above else here


def _test(tender: Tender, parent: Question, value: str, registry: Registry) -> str:
    if isinstance(parent, MultiChoiceQuestion):
        place = registry.options.get(parent.code, {}).get(value)
        return f'{place.formula()}<>""' if place else ""
    place = registry.answers.get(parent.code)
    if place is None or not isinstance(parent, YesNoQuestion | ChoiceQuestion):
        return ""
    text = tender.choices_of(parent).get(value, value)
    escaped = text.replace('"', '""')
    return f'{place.formula()}="{escaped}"' if len(escaped) <= LONGEST_LITERAL else ""
