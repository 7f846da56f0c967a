"""How much of a published list is offered, with a bonus for combinations."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.fields import Code, KaderModel, Percent, Text, YesNo
from inkoop.domain.rules.base import Rule


class Bonus(KaderModel):
    """Extra percentage when all these codes are offered together."""

    name: Text = Field(alias="naam", description="Hoe de combinatie heet.")
    codes: tuple[Code, ...] = Field(
        alias="codes", min_length=2, strict=False, description="De codes die samen aangeboden worden."
    )
    percentage: Percent = Field(alias="procent", description="Hoeveel procent erbij komt.")
    same_row: YesNo = Field(
        default=False,
        alias="op_een_rij",
        description="Moeten de codes op één rij (één locatie) staan?",
    )


class CoverageRule(Rule):
    """Share of a code list that is offered, with a bonus for named combinations, at most 100 %."""

    kind: Literal["dekking"] = Field(alias="soort")
    column: Code | None = Field(
        default=None, alias="kolom", description="Bij een tabel: de kolom met de codes."
    )
    full_at: int | None = Field(
        default=None,
        ge=1,
        alias="vol_bij",
        description="Bij hoeveel codes het 100 procent is; zonder dit: alle codes van de lijst.",
    )
    bonuses: tuple[Bonus, ...] = Field(
        default=(), alias="bonus", strict=False, description="Extra voor combinaties."
    )
