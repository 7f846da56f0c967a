"""Points for each choice."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.fields import Code, Percent
from inkoop.domain.rules.base import Rule


class ChoiceRule(Rule):
    """Points for each choice."""

    kind: Literal["keuze"] = Field(alias="soort")
    percentages: dict[Code, Percent] = Field(
        alias="procenten", min_length=1, description="Per keuze het procent van de punten."
    )
