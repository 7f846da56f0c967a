"""The price vault: whether prices come in a workbook of their own, and which of them are opened."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from inkoop.domain.fields import KaderModel, OneOrMoreCodes


class PriceVault(KaderModel):
    """What the rules say about prices that stay shut until the quality is fixed."""

    opens: Literal["alle", "boven_drempel"] = Field(
        alias="openen",
        description="Welke prijzen opengaan: van ieder die meedoet, of alleen van wie de drempels haalt.",
    )
    along: OneOrMoreCodes = Field(
        default=(),
        alias="ook",
        description="Vragen die ook in het prijsblad staan, naast die van de prijscriteria.",
    )


class Book(StrEnum):
    """Which workbook of a form it is; the values stand in its stamp."""

    WHOLE = ""
    """The one workbook of a tender without a vault."""
    QUALITY = "kwaliteit"
    PRICE = "prijs"
