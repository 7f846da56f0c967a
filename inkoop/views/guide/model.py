"""The guide as plain data: chapters of blocks, each of which knows the keys of the kader that it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inkoop.domain.guide_marks import CELL
from inkoop.views.words.blocks import Table


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph, with a word or two in front of it where it has a label."""

    keys: tuple[str, ...]
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list; with an order of its own where that counts."""

    keys: tuple[str, ...]
    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    keys: tuple[str, ...]
    table: Table
    coded: bool = False
    """The first column holds codes or grades, and the room goes to the words in the others."""


@dataclass(frozen=True, slots=True)
class Example:
    """A rule applied to made-up numbers, by the same functions that score."""

    keys: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Where the buyer may write: nothing of the kader stands here."""

    about: str


Block = Said | Points | Grid | Example | Room
"""The first key of a block that says something is its name: no two blocks of a guide share it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with what is below it. The key is its name, shared with no other heading."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Chapter, ...] = ()

    def walk(self, above: tuple[Chapter, ...] = ()) -> Iterator[tuple[Chapter, ...]]:
        """This chapter and all below it, each with those above it in front."""
        path = (*above, self)
        yield path
        for part in self.parts:
            yield from part.walk(path)


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide."""

    title: str
    reference: str
    buyer: str
    fingerprint: str
    published: str
    """The day on which the kader becomes public, as year-month-day."""
    fictional: bool
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading or a block as the text that a reader sees: what two guides are compared by."""

    name: str
    headings: tuple[str, ...]
    lines: tuple[str, ...]
    """A line for each paragraph, item or row."""
    heading: bool = False


def heading_name(key: str) -> str:
    """The name of the heading of a chapter."""
    return f"kop.{key}"


KIND_OF_DOCUMENT = "Leidraad"
TITLE = "titel"
"""The name of the title of a guide."""


def pieces(guide: Guide) -> tuple[Piece, ...]:
    """Everything that the guide says, in reading order."""
    found = [Piece(TITLE, (guide.title,), (KIND_OF_DOCUMENT, guide.title), heading=True)]
    for top in guide.chapters:
        for path in top.walk():
            here = path[-1]
            titles = tuple(chapter.title for chapter in path)
            found.append(Piece(heading_name(here.key), titles, (here.title,), heading=True))
            found += [
                Piece(block.keys[0], titles, tuple(lines_of(block)))
                for block in here.blocks
                if not isinstance(block, Room)
            ]
    return tuple(found)


def lines_of(block: Said | Points | Grid | Example) -> Iterator[str]:
    """A block as lines of text."""
    if isinstance(block, Said):
        yield f"{block.label}: {block.text}" if block.label else block.text
    elif isinstance(block, Points):
        yield from block.items
    elif isinstance(block, Example):
        yield from block.lines
    else:
        yield block.table.caption
        yield CELL.join(column.text for column in block.table.columns)
        for row in block.table.rows:
            yield CELL.join(row.cells)
