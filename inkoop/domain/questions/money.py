"""An amount in euro."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.questions.base import Asked, BaseQuestion, Decimals


class _Money(Decimals, Asked):
    kind: Literal["bedrag"] = Field(alias="soort")


class MoneyQuestion(_Money, BaseQuestion):
    """An amount in euro."""


class MoneyColumn(_Money):
    """A column with amounts in euro."""
