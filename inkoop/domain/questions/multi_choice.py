"""Several choices from a list."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Codes, Value
from inkoop.domain.questions.base import Asked, BaseQuestion, Choosing


class _MultiChoice(Choosing, Asked):
    kind: Literal["meerkeuze"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Codes


class MultiChoiceQuestion(_MultiChoice, BaseQuestion):
    """Several choices from a list."""


class MultiChoiceColumn(_MultiChoice):
    """A column with several choices: in the form one narrow column for each choice."""
