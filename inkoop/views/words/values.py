"""An answer as people read it, with its unit."""

from __future__ import annotations

from typing import Any

from inkoop.domain.answers import NOTHING
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import day_text
from inkoop.views.words.wording import plain
from inkoop.views.words.worth import in_unit


def value_text(answer: Answer, question: Any, tender: Tender) -> str:
    """An answer as a reader expects it: names for codes, units with numbers, days in words."""
    value = answer.value or NOTHING
    choices = tender.choices_of(question)
    if value.number is not None:
        return in_unit(value.number, question)
    if value.day is not None:
        return day_text(value.day)
    return "; ".join(choices.get(code, code) for code in value.codes) or plain(answer.raw)
