"""Reads back what the list of a report tells of it, beside its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from inkoop.views.record.pages import About


def parse_about(given: Mapping[str, Any]) -> About:
    """What the list tells, or nothing where it cannot be used: anybody can have changed it."""
    try:
        return TypeAdapter(About).validate_python(given, strict=True)
    except ValidationError:
        return {"kenmerk": "", "zegels": {}, "vervangt": {}}
