"""Just enough Markdown to check the manuals: fenced blocks, tables and the comments above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (
    *(ROOT / f"{name}.md" for name in ("README", "CHANGELOG", "CONTRIBUTING")),
    *sorted(DOCS.glob("*.md")),
)
_FENCE = re.compile(r"^```(\S*) ?(.*)$")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the words behind that, its text and its first line in the page."""

    language: str
    words: str
    text: str
    line: int


@dataclass(frozen=True)
class Table:
    """A table: the comment right above it (or an empty text), its header, its rows and its first line."""

    comment: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int


def blocks(page: str) -> Iterator[Block]:
    """All fenced blocks of a page, in order."""
    opened: tuple[str, str, int] | None = None
    inside: list[str] = []
    for number, line in enumerate(page.splitlines(), 1):
        fence = _FENCE.match(line)
        if opened is None and fence:
            opened, inside = (fence[1], fence[2], number), []
        elif opened is not None and line == "```":
            yield Block(opened[0], opened[1], "\n".join(inside) + "\n", opened[2])
            opened = None
        elif opened is not None:
            inside.append(line)
    assert opened is None, f"het blok van regel {opened} is niet gesloten"


def tables(page: str) -> Iterator[Table]:
    """All tables of a page, in order."""
    lines = page.splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("|") or (number and lines[number - 1].startswith("|")):
            continue
        above = lines[number - 1] if number else ""
        comment = above[4:-3].strip() if above.startswith("<!--") else ""
        end = next((i for i in range(number, len(lines)) if not lines[i].startswith("|")), len(lines))
        cells = [tuple(cell.strip() for cell in _CELL.split(row)[1:-1]) for row in lines[number:end]]
        yield Table(comment, cells[0], tuple(cells[2:]), number + 1)


def codes(page: str) -> set[str]:
    """Everything that stands between single backquotes."""
    return set(re.findall(r"`([^`\n]+)`", page))


def kader_of(page: str) -> str:
    """The complete kader of a page: its `yaml kader` blocks, one after another."""
    return "\n".join(b.text for b in blocks(page) if (b.language, b.words) == ("yaml", "kader"))
