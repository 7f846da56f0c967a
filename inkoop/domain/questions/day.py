"""A calendar day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from inkoop.domain.answers import Day, Value
from inkoop.domain.questions.base import BaseQuestion


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("dag", "hier hoort een datum, zoals 2027-03-01") from None


CalendarDay = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


class DateQuestion(BaseQuestion):
    """A calendar day."""

    kind: Literal["datum"] = Field(alias="soort")
    holds: ClassVar[type[Value]] = Day

    earliest: CalendarDay | None = Field(default=None, alias="vanaf", description="De vroegste dag die mag.")
    latest: CalendarDay | None = Field(
        default=None, alias="tot_en_met", description="De laatste dag die mag."
    )

    def specimen(self) -> Value:
        return Day(self.earliest or self.latest or date(2027, 1, 1))
