"""An answer as people read it, with its unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import day_text
from inkoop.views.words.wording import number_text, plain


def value_text(answer: Answer, question: Any, tender: Tender) -> str:
    """An answer as a reader expects it: names for codes, units with numbers, days in words."""
    value = answer.value
    choices = tender.choices_of(question)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return f"{number_text(value)} {getattr(question, 'unit', '')}".strip()
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple):
        return "; ".join(choices.get(str(code), str(code)) for code in value)
    return choices.get(str(value), plain(answer.raw))
