"""Where the cells of the empty form have gone in a sheet that somebody worked in.

Programs and people insert rows and columns and rename sheets. A text that stands once in both sheets tells
for its row and its column where they are now; rows without one lie between their neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Position = tuple[int, int]
"""Row and column, both from 1."""
Texts = Mapping[Position, str]

_ENOUGH_SHARED = 3
"""A sheet of another name is the same sheet from this part (one in three) of the texts that it shares."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """By row and by column of the form where they stand now."""

    rows: Mapping[int, int]
    columns: Mapping[int, int]

    def moved(self, position: Position) -> Position:
        """Where a cell of the form stands now."""
        row, column = position
        return self.rows.get(row, row), self.columns.get(column, column)


UNMOVED = Alignment({}, {})


def align(form: Texts, found: Texts, others: Iterable[Position]) -> Alignment:
    """How a sheet moved, by the texts that stand once in the form and once in the sheet.

    `others` are cells of the form without a text, which move along.
    """
    here, there = _only_once(form), _only_once(found)
    pairs = [(here[text], there[text]) for text in here.keys() & there.keys()]
    every = [*form, *others]
    rows = _voted((one[0], other[0]) for one, other in pairs)
    columns = _voted((one[1], other[1]) for one, other in pairs)
    return Alignment(
        _filled_in(form, found, rows, {row for row, _ in every}, 0),
        _filled_in(form, found, columns, {column for _, column in every}, 1),
    )


class Named(Protocol):
    """A sheet by its name, with its texts when they are asked for."""

    @property
    def name(self) -> str:
        """The name of the sheet."""

    @property
    def texts(self) -> Texts:
        """What stands in it, but for answers."""


def pair_sheets(form: Sequence[Named], found: Sequence[Named]) -> dict[int, int]:
    """By number of a sheet of the form the number of the sheet that it is now: by name, else by its texts."""
    names = {sheet.name.casefold(): number for number, sheet in enumerate(found)}
    pairs = {
        number: names[sheet.name.casefold()]
        for number, sheet in enumerate(form)
        if sheet.name.casefold() in names
    }
    for number, sheet in enumerate(form):
        if number in pairs or not sheet.texts:
            continue
        own = set(sheet.texts.values())
        free = [other for other in range(len(found)) if other not in pairs.values()]
        shared = {other: len(own & set(found[other].texts.values())) for other in free}
        best = max(free, key=lambda other: shared[other], default=None)
        if best is not None and shared[best] * _ENOUGH_SHARED >= len(own):
            pairs[number] = best
    return pairs


def _only_once(texts: Texts) -> dict[str, Position]:
    often = Counter(texts.values())
    return {text: position for position, text in texts.items() if often[text] == 1}


def _voted(moves: Iterable[tuple[int, int]]) -> dict[int, int]:
    """By old line the new one that most texts tell; lines keep their order, so what breaks it is left out."""
    votes: dict[int, Counter[int]] = {}
    for old, new in moves:
        votes.setdefault(old, Counter())[new] += 1
    won = {
        old: max(counted, key=lambda new: (counted[new], -abs(new - old))) for old, counted in votes.items()
    }
    order: list[tuple[int, int]] = []
    for old in sorted(won):
        while order and order[-1][1] >= won[old] and len(votes[order[-1][0]]) < len(votes[old]):
            order.pop()
        if not order or order[-1][1] < won[old]:
            order.append((old, won[old]))
    return dict(order)


def _filled_in(
    form: Texts, found: Texts, known: Mapping[int, int], lines: set[int], axis: int
) -> dict[int, int]:
    """Every line of the form: those that are known, and the others at the same distance of a neighbour."""
    filled = dict(known)
    for line in sorted(lines - known.keys()):
        before = max((other for other in known if other < line), default=None)
        after = min((other for other in known if other > line), default=None)
        guesses = [known[other] + line - other for other in (before, after) if other is not None]
        filled[line] = max(
            guesses or [line], key=lambda guess: _agreement(form, found, line, guess, axis), default=line
        )
    return filled


def _agreement(form: Texts, found: Texts, line: int, guess: int, axis: int) -> int:
    """How many texts of a line of the form stand in a line of the sheet."""
    here = [text for position, text in form.items() if position[axis] == line]
    there = {text for position, text in found.items() if position[axis] == guess}
    return sum(text in there for text in here)
