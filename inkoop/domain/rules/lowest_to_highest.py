"""A price between the lowest and the highest."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.rules.price import PriceTerms


class LowestToHighestRule(PriceTerms):
    """Maximum × (highest − price) / (highest − lowest), over the offers that are compared."""

    relative: ClassVar[bool] = True

    kind: Literal["lineair_laagste_hoogste"] = Field(alias="soort")
