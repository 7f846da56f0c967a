"""A percentage: 12.5 means 12.5 %."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.questions.base import BaseQuestion, Decimals


class PercentageQuestion(Decimals, BaseQuestion):
    """A percentage: 12.5 means 12.5 %."""

    kind: Literal["percentage"] = Field(alias="soort")
