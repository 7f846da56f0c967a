"""Reads back what the list of a report tells of it, beside its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from inkoop.views.words.replaced import ReplacedData


class About(TypedDict):
    """What the list tells."""

    kenmerk: str
    """Of which tender."""
    zegels: dict[str, str]
    """The seal of each report by its name."""
    vervangt: dict[str, ReplacedData]
    """By the name of a report the one whose place it took; empty where there was none."""


def parse_about(given: Mapping[str, Any]) -> About:
    """What the list tells, or nothing where it cannot be used: anybody can have changed it."""
    try:
        return TypeAdapter(About).validate_python(given, strict=True)
    except ValidationError:
        return {"kenmerk": "", "zegels": {}, "vervangt": {}}
