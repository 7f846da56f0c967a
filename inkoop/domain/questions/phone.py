"""A telephone number, Dutch or from abroad."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Text, Value
from inkoop.domain.questions.base import Asked, BaseQuestion


class _Phone(Asked):
    kind: Literal["telefoon"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Text

    def specimen(self) -> Value:
        return Text("038 123 45 67")


class PhoneQuestion(_Phone, BaseQuestion):
    """A telephone number, Dutch or from abroad."""


class PhoneColumn(_Phone):
    """A column with telephone numbers."""
