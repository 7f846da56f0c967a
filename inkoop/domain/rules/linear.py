"""A straight line between two published values."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.fields import Number
from inkoop.domain.rules.base import Measured


class LinearRule(Measured):
    """Straight line between two values; beyond them 0 or 100 %."""

    kind: Literal["lineair"] = Field(alias="soort")
    zero_at: Number = Field(alias="nul_bij", description="De waarde waarbij het 0 procent is.")
    full_at: Number = Field(alias="vol_bij", description="De waarde waarbij het 100 procent is.")
