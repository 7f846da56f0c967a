"""A Dutch postcode."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Text, Value
from inkoop.domain.questions.base import Asked, BaseQuestion


class _Postcode(Asked):
    kind: Literal["postcode"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Text

    def specimen(self) -> Value:
        return Text("1234 AB")


class PostcodeQuestion(_Postcode, BaseQuestion):
    """A Dutch postcode."""


class PostcodeColumn(_Postcode):
    """A column with postcodes."""
