"""Yes or no."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.answers import Value, YesNo
from inkoop.domain.questions.base import Asked, BaseQuestion


class _YesNo(Asked):
    kind: Literal["ja_nee"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = YesNo


class YesNoQuestion(_YesNo, BaseQuestion):
    """Yes or no."""


class YesNoColumn(_YesNo):
    """A yes/no column of a table."""
