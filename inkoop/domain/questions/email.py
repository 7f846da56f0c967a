"""An e-mail address."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Text, Value
from inkoop.domain.questions.base import Asked, BaseQuestion


class _Email(Asked):
    kind: Literal["email"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Text

    def specimen(self) -> Value:
        return Text("inschrijver@voorbeeld.nl")


class EmailQuestion(_Email, BaseQuestion):
    """An e-mail address."""


class EmailColumn(_Email):
    """A column with e-mail addresses."""
