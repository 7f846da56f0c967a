"""The raw data of a kader, read leniently: nothing here raises on odd data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

RawPath = tuple[str | int, ...]


def mapping(value: Any) -> Mapping[str, Any]:
    """The value when it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: Any) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def number(value: Any) -> Decimal | None:
    """The value as an exact number, or None when it is not one."""
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def texts(value: Any) -> list[str]:
    """A text or a list of texts, as a list."""
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]
