"""Text with a word limit."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Text, Value
from inkoop.domain.fields import YesNo
from inkoop.domain.questions.base import Asked, BaseQuestion, Wordy


class _Text(Wordy, Asked):
    kind: Literal["tekst"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Text

    def specimen(self) -> Value:
        return Text("tekst")


class TextQuestion(_Text, BaseQuestion):
    """Text with a word limit."""

    personal_data: YesNo = Field(
        default=False,
        alias="persoonsgegevens",
        description="Vraagt deze vraag zelf om persoonsgegevens? Dan komt daar geen waarschuwing over.",
    )


class TextColumn(_Text):
    """A column with short text."""
