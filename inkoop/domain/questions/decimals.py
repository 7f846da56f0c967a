"""A number with decimals."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.questions.base import Asked, BaseQuestion, Decimals


class _Decimal(Decimals, Asked):
    kind: Literal["decimaal"] = Field(alias="soort")


class DecimalQuestion(_Decimal, BaseQuestion):
    """A number with decimals."""


class DecimalColumn(_Decimal):
    """A column with decimal numbers."""
