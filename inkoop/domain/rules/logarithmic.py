"""Equally many points off for every time as dear."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from inkoop.domain.fields import Number
from inkoop.domain.rules.price import MayGoNegative


class LogarithmicRule(MayGoNegative):
    """Maximum × (1 − ln(price / lowest) / ln(factor))."""

    relative: ClassVar[bool] = True

    kind: Literal["logaritmisch"] = Field(alias="soort")
    factor: Annotated[Number, Field(gt=1)] = Field(
        alias="factor", description="Bij hoeveel keer de laagste prijs het 0 procent is."
    )
