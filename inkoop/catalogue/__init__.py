"""The one catalogue of finding codes: severity and every Dutch sentence about a finding.

The texts are data in `meldingen.toml`. Code makes findings with `finding` and never writes a sentence.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue knows about one code; `message` and both remedies are format strings."""

    code: str
    severity: Severity
    message: str
    remedy: str
    explanation: str
    example: str = ""
    buyer_remedy: str = ""
    """What the buyer can do, where only the provider can do what `remedy` says."""


WORDS = "woorden"
"""The table in the catalogue with the Dutch, per family of codes, for words that code puts in a context.
Under LEZEN stands why a file cannot be read, for all families."""
BUYER = "inkoper"
"""The table in the catalogue with what the buyer can do about several codes alike, by name."""

MENDED = "HERSTEL-01"
"""Of a cell that was mended after the opening, when somebody asked for that."""
NO_PRICE_BOOK = "FORM-35"
"""Of a submission whose workbook with the prices never came."""
NEEDS_ANSWER = ("nodig", "ja")
"""In the words of a finding: people cannot accept it as it is, since something rests on the answer."""
_READ, _NEEDED = "lees", "nodig"


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("meldingen.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def entries() -> dict[str, Entry]:
    """All entries by code, in the order of the file."""
    shared = _catalogue()[BUYER]
    return {
        code: Entry(
            code=code,
            severity=Severity(raw["ernst"]),
            message=raw["melding"],
            remedy=raw["herstel"],
            explanation=raw["uitleg"].strip(),
            example=raw.get("voorbeeld", "").strip(),
            buyer_remedy=shared.get(own := raw.get("herstel_inkoper", ""), own),
        )
        for code, raw in _catalogue().items()
        if code not in (WORDS, BUYER)
    }


_OURS = frozenset({"reden", "soort"})
"""What holds a word of the tables `woorden` instead of words of a stranger."""
_TWO_ENDS = re.compile(r"([.!?])\.(?=\s|$)")
"""A quoted text that ends a sentence has its own end already: n.v.t.."""


def finding(code: str, place: Place, /, **context: object) -> Finding:
    """A finding with the severity of its code; KeyError for a code the catalogue does not know."""
    pairs = tuple((key, str(value)) for key, value in context.items())
    return Finding(code, entries()[code].severity, place, pairs)


def message(found: Finding) -> str:
    """What is wrong, in one Dutch sentence."""
    return _TWO_ENDS.sub(r"\1", entries()[found.code].message.format_map(_words(found)))


def remedy(found: Finding, *, to_provider: bool = False) -> str:
    """How to mend it. Nobody but the provider may change a form: the buyer is told what to decide."""
    entry = entries()[found.code]
    text = entry.remedy if to_provider else entry.buyer_remedy or entry.remedy
    shared = _catalogue()[BUYER]
    if NEEDS_ANSWER in found.context and text == shared[_READ]:
        text = shared[_NEEDED]
    return text.format_map(_words(found))


def _words(found: Finding) -> dict[str, str]:
    words = _catalogue()[WORDS]
    dutch = words["LEZEN"] | words.get(found.code.partition("-")[0], {})
    # Only what the program itself gives as a word is one: what somebody typed stays as it was typed.
    return {key: dutch.get(value, value) if key in _OURS else value or "–" for key, value in found.context}
