"""Long tables in parts that fit a page, each with its own caption and headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from inkoop.views.words.blocks import Table

ROWS_ON_PAGE = 20


def parts(table: Table) -> Iterator[Table]:
    """The table, or its parts of at most twenty rows."""
    for start in range(0, len(table.rows), ROWS_ON_PAGE):
        caption = f"{table.caption} (vervolg)" if start else table.caption
        yield replace(table, caption=caption, rows=table.rows[start : start + ROWS_ON_PAGE])
