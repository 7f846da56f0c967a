"""Points for yes or no."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from inkoop.domain.fields import Percent
from inkoop.domain.rules.base import Rule


class YesNoRule(Rule):
    """Points for yes or no."""

    kind: Literal["ja_nee"] = Field(alias="soort")
    yes: Percent = Field(default=Decimal(100), alias="ja", description="Procent van de punten bij ja.")
    no: Percent = Field(default=Decimal(0), alias="nee", description="Procent van de punten bij nee.")
