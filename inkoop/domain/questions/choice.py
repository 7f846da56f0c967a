"""One choice from a list."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Code, Value
from inkoop.domain.questions.base import Asked, BaseQuestion, Choosing


class _Choice(Choosing, Asked):
    kind: Literal["keuze"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Code


class ChoiceQuestion(_Choice, BaseQuestion):
    """One choice from a list."""


class ChoiceColumn(_Choice):
    """A column with one choice."""
