"""Tariffs that the buyer sets."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.fields import KaderModel, Number, Text
from inkoop.domain.rules.base import Rule


class FixedTariff(KaderModel):
    """One tariff that the buyer sets."""

    product: Text = Field(alias="product", description="Waarvoor het tarief is.")
    unit: Text = Field(alias="eenheid", description="Per wat: bijvoorbeeld per dagdeel.")
    amount: Number = Field(alias="bedrag", description="Het bedrag in euro.")


class FixedTariffRule(Rule):
    """The buyer sets the tariffs: price earns no points."""

    earns: ClassVar[bool] = False

    kind: Literal["vast_tarief"] = Field(alias="soort")
    tariffs: tuple[FixedTariff, ...] = Field(
        alias="tarieven", min_length=1, strict=False, description="De vaste tarieven."
    )
