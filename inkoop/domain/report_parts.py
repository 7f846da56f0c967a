"""What a report may be made of."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum


class Part(StrEnum):
    """What a report may be made of; the values are the words that a user types."""

    SUMMARY = "samenvatting"
    HTML = "html"
    PDF = "pdf"
    DATA = "gegevens"


Parts = AbstractSet[Part]
