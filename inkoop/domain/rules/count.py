"""How many there are, against a published number."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.rules.base import Rule


class CountRule(Rule):
    """Number of chosen codes, or of filled rows of a table, against a number that gives 100 %."""

    kind: Literal["aantal"] = Field(alias="soort")
    full_at: int = Field(alias="vol_bij", ge=1, description="Bij welk aantal het 100 procent is.")
