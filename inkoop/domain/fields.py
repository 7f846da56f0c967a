"""The small field types the kader is made of: yes/no, exact numbers, codes, moments."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

CODE_PATTERN = r"^[A-Za-z][A-Za-z0-9._-]{0,23}(@[A-Za-z][A-Za-z0-9._-]{0,23})?$"
BEFORE_LOT = "@"
"""Stands in a code before the lot that it is about: K1@noord."""
MAX_DIGITS = 6
MOMENT_PATTERN = r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$"


class KaderModel(BaseModel):
    """Common rules of every part of the kader: frozen, strict, no unknown keys, Dutch aliases."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        populate_by_name=False,
        validate_default=False,
        # What reads a part is made with the whole that is read, and not for each part when it is imported.
        defer_build=True,
    )


def _yes_no(value: Any) -> bool:
    if value in ("ja", "nee"):
        return bool(value == "ja")
    raise PydanticCustomError("ja_nee", "hier hoort ja of nee")


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("getal", "hier hoort een getal, met een punt als decimaalteken")
    return Decimal(value)


def _digits_or_none(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if value == "geen" or (whole and 0 <= value <= MAX_DIGITS):
        return value
    raise PydanticCustomError("cijfers", "hier hoort een heel getal van 0 tot en met 6, of geen")


def moment(value: Any) -> datetime | None:
    """The moment in a text such as 2027-03-01 12:00; None when it is not one. The zone is its own key."""
    if isinstance(value, str) and re.fullmatch(MOMENT_PATTERN, value):
        try:
            return datetime.strptime(value, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the zone is its own key
        except ValueError:
            return None
    return None


def _moment(value: Any) -> datetime:
    found = moment(value)
    if found is None:
        raise PydanticCustomError("moment", "hier hoort een datum en tijd, zoals 2027-03-01 12:00")
    return found


def text_or_mapping(text: str, mapping: str) -> Callable[[Any], str]:
    """A discriminator: the first tag for a text, the second for anything else."""

    def choose(value: Any) -> str:
        return text if isinstance(value, str) else mapping

    return choose


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _absent(value: Any) -> bool:
    return value is None


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


T = TypeVar("T")
Maybe = Annotated[T | SkipJsonSchema[None], Field(exclude_if=_absent, json_schema_extra=_without_default)]
"""In a document that is written: left out where there is nothing, never null."""
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"type": "string", "enum": ["ja", "nee"]})]
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Percent = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(ge=0, le=100),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
SignedPercent = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(ge=-100, le=100),
    WithJsonSchema({"type": "number", "minimum": -100, "maximum": 100}),
]
Positive = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(gt=0),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]
DigitsOrNone = Annotated[
    int | Literal["geen"],
    BeforeValidator(_digits_or_none),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0, "maximum": 6}, {"const": "geen"}]}),
]
Moment = Annotated[
    datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "pattern": MOMENT_PATTERN})
]
Code = Annotated[str, Field(pattern=CODE_PATTERN)]
Text = Annotated[str, Field(min_length=1)]
OneOrMoreCodes = Annotated[
    tuple[Code, ...],
    Field(strict=False),
    BeforeValidator(_one_or_more),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": CODE_PATTERN},
                {"type": "array", "items": {"type": "string", "pattern": CODE_PATTERN}},
            ]
        }
    ),
]
