"""A whole number."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.questions.base import Asked, BaseQuestion, Numeric


class _Whole(Numeric, Asked):
    kind: Literal["geheel_getal"] = Field(alias="soort")


class WholeQuestion(_Whole, BaseQuestion):
    """A whole number."""


class WholeColumn(_Whole):
    """A column with whole numbers."""
