"""A number in the Dutch trade register (KvK): eight digits."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Text, Value
from inkoop.domain.questions.base import Asked, BaseQuestion


class _Kvk(Asked):
    kind: Literal["kvk"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Text

    def specimen(self) -> Value:
        return Text("90000000")


class KvkQuestion(_Kvk, BaseQuestion):
    """A number in the Dutch trade register (KvK): eight digits."""


class KvkColumn(_Kvk):
    """A column with numbers in the trade register."""
