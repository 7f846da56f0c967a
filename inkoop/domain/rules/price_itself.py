"""The price itself, with which the award method reckons."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.rules.price import PriceTerms


class PriceItselfRule(PriceTerms):
    """The price earns no points: the award method reckons with the price itself."""

    earns: ClassVar[bool] = False

    kind: Literal["prijs"] = Field(alias="soort")
