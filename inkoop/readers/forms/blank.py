"""The empty form of a kader: what stands in it before anybody wrote an answer, and what it can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from inkoop.domain.cells import (
    ExtraKind,
    RawCell,
    Sheet,
    Workbook,
)
from inkoop.domain.form_layout import STAMP_FINGERPRINT, STAMP_REFERENCE
from inkoop.readers.forms.alignment import Position
from inkoop.rules.submission.kinds.base import raw_text
from inkoop.rules.words import word_count

AnswerCells = Mapping[str, Mapping[Position, str]]
"""By name of a sheet the cells for answers, each with the code of its question."""

_STAMPS = frozenset((STAMP_REFERENCE, STAMP_FINGERPRINT))
_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]")
_LITERAL = re.compile('"((?:[^"]|"")*)"')
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Fixed:
    """One sheet of the empty form: what stands in it before anybody wrote an answer."""

    sheet: Sheet
    texts: Mapping[Position, str]
    formulas: Mapping[Position, str]
    answers: Mapping[Position, str]
    stamps: frozenset[Position]
    """What tells of which kader the form is: a stamp of another one has findings of its own."""

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.sheet.name

    def stands_in(self, sheet: Sheet) -> bool:
        """Whether every fixed cell stands where it stood, as it was: so it is in most files."""
        return all(sheet.cells.get(place) == self.sheet.cells[place] for place in self.texts)


@dataclass(frozen=True)
class BlankForm:
    """The empty form; made once for a tender."""

    workbook: Workbook
    answers: AnswerCells

    @cached_property
    def sheets(self) -> tuple[Fixed, ...]:
        """Its sheets, in the order of their tabs."""
        return tuple(self._fixed(sheet) for sheet in self.workbook.sheets)

    @cached_property
    def headers(self) -> frozenset[str]:
        """The words above and below its pages."""
        return frozenset(word for sheet in self.workbook.sheets for word in _header_words(sheet))

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word that the form can show of itself."""
        told = (text for each in self.sheets for f in each.formulas.values() for text in literals(f))
        fixed = (text for each in self.sheets for text in each.texts.values())
        return frozenset(word for text in (*told, *fixed) for word in words_of(text))

    @cached_property
    def _told(self) -> frozenset[str]:
        """Every text that a check of the form can tell."""
        return _wordy(text for each in self.sheets for f in each.formulas.values() for text in literals(f))

    def may_check(self, formula: str) -> bool:
        """Whether another formula may be a check of this form, as a version of the program before wrote it:
        it looks at a cell, and tells nothing that the form does not tell."""
        return bool(_REFERENCE.search(_LITERAL.sub("", formula))) and _wordy(literals(formula)) <= self._told

    def _fixed(self, sheet: Sheet) -> Fixed:
        own = self.answers.get(sheet.name, {})
        stamps = frozenset(
            (row, column + 1) for (row, column), cell in sheet.cells.items() if cell.value in _STAMPS
        )
        skipped = own.keys() | stamps | sheet.formulas.keys()
        texts = {place: plain(cell) for place, cell in sheet.cells.items() if place not in skipped}
        kept = {place: text for place, text in texts.items() if text}
        return Fixed(sheet, kept, sheet.formulas, own, stamps)

    def can_show(self, text: str, answers: Iterable[str]) -> bool:
        """Whether a check of the form can show this: its own words, and those of the answers.

        A check may leave out what sets the words of an answer apart.
        """
        words = set(words_of(text))
        rest = words - self._words
        typed = ["".join(words_of(answer)) for answer in answers] if rest else []
        return all(any(word in answer for answer in typed) for word in rest)


def plain(cell: RawCell | None) -> str:
    """The content of a cell as one line: programs change white space when they save a file."""
    return "" if cell is None else " ".join(raw_text(cell).split())


def literals(formula: str) -> frozenset[str]:
    """The texts that a formula can give."""
    return frozenset(_LITERAL.findall(formula)) - {""}


def _wordy(texts: Iterable[str]) -> frozenset[str]:
    """The texts with words in them, which a version of the program does not change without need."""
    return frozenset(text for text in texts if word_count(text))


def words_of(text: str) -> list[str]:
    """The words in a text, whatever their case."""
    return _WORD.findall(text.lower())


def _header_words(sheet: Sheet) -> Iterator[str]:
    for extra in sheet.extras:
        if extra.kind is ExtraKind.HEADER:
            yield from words_of(extra.text)
    yield from words_of(sheet.name)
