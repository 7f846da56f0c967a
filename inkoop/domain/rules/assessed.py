"""A grade of the panel on a published scale."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.fields import Text
from inkoop.domain.rules.base import Rule


class AssessedRule(Rule):
    """A panel grades the answer on a named scale."""

    kind: Literal["beoordeeld"] = Field(alias="soort")
    scale: str = Field(alias="schaal", description="De naam van een schaal uit `schalen`.")
    looks_at: tuple[Text, ...] = Field(
        default=(), alias="let_op", strict=False, description="Waar de beoordelaars op letten."
    )
