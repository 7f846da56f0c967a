"""How many percent a price lies above the lowest."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.fields import Positive
from inkoop.domain.rules.price import MayGoNegative


class AboveLowestRule(MayGoNegative):
    """Maximum × (1 − percentage above the lowest / the percentage that gives zero)."""

    relative: ClassVar[bool] = True

    kind: Literal["percentage_boven_laagste"] = Field(alias="soort")
    zero_at: Positive = Field(
        default=Decimal(100),
        alias="nul_bij",
        description="Bij hoeveel procent boven de laagste prijs het 0 procent is.",
    )
