"""A document of Word as it was read: its paragraphs and tables, with the marks that stand at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordPart:
    """A paragraph, or a table."""

    lines: tuple[str, ...]
    """The text of a paragraph; of a table a line for each row."""
    tags: tuple[str, ...] = ()
    """The tags of the content controls around it, the outermost first."""
    bookmarks: tuple[str, ...] = ()
    """The bookmarks that begin in it."""
    table: bool = False

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document."""

    file: str
    parts: tuple[WordPart, ...]
    properties: Mapping[str, str]
    """Its own properties, by name."""
    unread: tuple[str, ...] = ()
    """What stands in it that is no text of a paragraph or a table, in words."""
