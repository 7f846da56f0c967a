"""Text with a limit: a large cell in which everything stays as it is typed."""

from __future__ import annotations

from typing import Any

from inkoop.rules.dutch_format import number_of
from inkoop.rules.words import usual_characters
from inkoop.writers.form.check.formulas import EMPTY, GOOD, WRONG, literal, note, words
from inkoop.writers.form.kinds.base import TEXT, FormKind, Listed


class Text(FormKind):
    """The cell of a question or column with text; what is read is the number of words."""

    read_style = 'read|[=1]0" woord";0" woorden"'

    def number_format(self, asked: Any) -> str:
        return TEXT

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        return words(ref, none=EMPTY if asked.required else "0")

    def faults(self, asked: Any, ref: str, value: str) -> list[tuple[str, str]]:
        limit, characters, length = asked.max_words, asked.max_characters, f"LEN(TRIM({ref}))"
        many = f'"{WRONG} te veel woorden: "&{value}&{literal(f" van hoogstens {limit}")}'
        pairs = [(f"{value}>{limit}", many)]
        if characters:
            long = f'"{WRONG} te veel tekens: "&{length}&{literal(f" van hoogstens {characters}")}'
            return [*pairs, (f"{length}>{characters}", long)]
        odd = note("dit is heel lang voor zo weinig woorden: ontbreekt er een spatie?")
        return [*pairs, (f"{length}>{usual_characters(limit)}", odd)]

    def good(self, asked: Any, value: str) -> str:
        limit = literal(f" van {number_of(asked.max_words, 'woord', 'woorden')}")
        return f'"{GOOD} in orde: "&{value}&{limit}'
