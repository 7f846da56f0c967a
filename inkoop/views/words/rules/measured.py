"""Words for rules on one number: the answer itself, or a number from a column of a table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from inkoop.domain.rules.base import Measured
from inkoop.rules.scoring.kinds.base import Better
from inkoop.views.words.sums import Told
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import in_unit

_FOUND: Mapping[str | None, str] = {
    None: "Het antwoord is ",
    "som": "De som is ",
    "laagste": "Het laagste getal is ",
    "hoogste": "Het hoogste getal is ",
}
_COUNTS: Mapping[str | None, str] = {
    None: "",
    "som": "De som van de kolom telt. ",
    "laagste": "Het laagste getal in de kolom telt. ",
    "hoogste": "Het hoogste getal in de kolom telt. ",
}


def which_counts(rule: Measured) -> str:
    """Which number of a column counts; empty for an answer that is a number itself."""
    return _COUNTS[rule.operation]


def measured(value: Decimal, told: Told[Any, Any]) -> str:
    """The number that was scored."""
    return f"{_FOUND[told.rule.operation]}{in_unit(value, told.part)}."


def better_number(better: Better, full: Decimal | None, told: Told[Any, Any]) -> str:
    """A better number, and where it gives everything; without that it is the best there is."""
    value = better.number
    whole = "" if full in (None, value) else f" Vol is het bij {number_text(full)}."
    return f"Het getal {in_unit(value, told.part)}.{whole}"
