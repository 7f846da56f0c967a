"""The one catalogue of finding codes: severity and every Dutch sentence about a finding.

The texts are data in `meldingen.toml`. Code makes findings with `finding` and never writes a sentence.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue knows about one code; `message` and `remedy` are format strings."""

    code: str
    severity: Severity
    message: str
    remedy: str
    explanation: str
    example: str = ""


WORDS = "woorden"
"""The table in the catalogue with the Dutch, per family of codes, for words that code puts in a context."""


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("meldingen.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def entries() -> dict[str, Entry]:
    """All entries by code, in the order of the file."""
    return {
        code: Entry(
            code=code,
            severity=Severity(raw["ernst"]),
            message=raw["melding"],
            remedy=raw["herstel"],
            explanation=raw["uitleg"].strip(),
            example=raw.get("voorbeeld", "").strip(),
        )
        for code, raw in _catalogue().items()
        if code != WORDS
    }


def finding(code: str, place: Place, /, **context: object) -> Finding:
    """A finding with the severity of its code; KeyError for a code the catalogue does not know."""
    pairs = tuple((key, str(value)) for key, value in context.items())
    return Finding(code, entries()[code].severity, place, pairs)


def message(found: Finding) -> str:
    """What is wrong, in one Dutch sentence."""
    return entries()[found.code].message.format_map(_words(found))


def remedy(found: Finding) -> str:
    """How to mend it, in one Dutch sentence."""
    return entries()[found.code].remedy.format_map(_words(found))


def _words(found: Finding) -> dict[str, str]:
    dutch = _catalogue()[WORDS].get(found.code.partition("-")[0], {})
    return {key: dutch.get(value, value or "–") for key, value in found.context}
