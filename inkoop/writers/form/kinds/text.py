"""Text with a word limit: a large cell in which everything stays as it is typed."""

from __future__ import annotations

from typing import Any

from inkoop.rules.dutch_format import number_of
from inkoop.writers.form.check.formulas import GOOD, WRONG, literal, words
from inkoop.writers.form.kinds.base import TEXT, FormKind, Listed


class Text(FormKind):
    """The cell of a question or column with text; what is read is the number of words."""

    read_style = 'read|[=1]0" woord";0" woorden"'

    def number_format(self, asked: Any) -> str:
        return TEXT

    def how(self, asked: Any) -> str:
        return f"Hoogstens {number_of(asked.max_words, 'woord', 'woorden')}."

    def value(self, ref: str, bare: str, listed: Listed | None) -> str:
        return words(ref)

    def faults(self, asked: Any, ref: str, value: str) -> list[tuple[str, str]]:
        limit = asked.max_words
        many = f'"{WRONG} te veel woorden: "&{value}&{literal(f" van hoogstens {limit}")}'
        return [(f"{value}>{limit}", many)]

    def good(self, asked: Any, value: str) -> str:
        limit = literal(f" van {number_of(asked.max_words, 'woord', 'woorden')}")
        return f'"{GOOD} in orde: "&{value}&{limit}'
