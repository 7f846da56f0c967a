"""A number against the highest of all offers."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.rules.base import Measured


class RelativeQualityRule(Measured):
    """Maximum × the number / the highest number of all offers that are compared."""

    relative: ClassVar[bool] = True

    kind: Literal["kwaliteit_relatief"] = Field(alias="soort")
