"""The address of a website."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Text, Value
from inkoop.domain.questions.base import Asked, BaseQuestion


class _Website(Asked):
    kind: Literal["website"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Text

    def specimen(self) -> Value:
        return Text("www.voorbeeld.nl")


class WebsiteQuestion(_Website, BaseQuestion):
    """The address of a website."""


class WebsiteColumn(_Website):
    """A column with addresses of websites."""
