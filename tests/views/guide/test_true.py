"""What the guide says beside each principle and question, held against the raw YAML of the kader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from inkoop.readers.settings.kader import read_kader
from inkoop.views.guide.model import Grid
from inkoop.views.guide.view import guide_of
from tests.conftest import ROOT

KADERS = [*sorted((ROOT / "criteria").glob("*.yaml")), *sorted((ROOT / "tests" / "kaders").glob("*.yaml"))]


def grids(chapters: Any) -> Iterator[Grid]:
    for chapter in chapters:
        yield from (block for block in chapter.blocks if isinstance(block, Grid))
        yield from grids(chapter.parts)


def serving(parts: list[Mapping[str, Any]], principle: str) -> Iterator[str]:
    """The codes of requirements or criteria, groups too, that name a principle."""
    for part in parts:
        named = part.get("bron", [])
        if principle == named or (isinstance(named, list) and principle in named):
            yield part["code"]
        yield from serving(part.get("criteria", []), principle)


@pytest.mark.parametrize("path", KADERS, ids=lambda path: path.stem)
def test_beside_each_principle_stands_what_serves_it(path: Path) -> None:
    raw = YAML(typ="safe").load(path.read_text("utf-8"))
    tender = read_kader(path).value
    assert tender is not None
    shown = {
        row.cells[0]: row.cells[-1]
        for grid in grids(guide_of(tender).chapters)
        if grid.keys[0].endswith(".uitgangspunten")
        for row in grid.table.rows
    }
    expected = {
        each["code"]: ", ".join(
            [*serving(raw.get("eisen", []), each["code"]), *serving(raw.get("criteria", []), each["code"])]
        )
        or "–"
        for source in raw["bronnen"]
        for each in source["uitgangspunten"]
    }
    assert shown == expected


@pytest.mark.parametrize("path", KADERS, ids=lambda path: path.stem)
def test_no_cell_says_its_brackets_twice(path: Path) -> None:
    tender = read_kader(path).value
    assert tender is not None
    cells = [
        cell for grid in grids(guide_of(tender).chapters) for row in grid.table.rows for cell in row.cells
    ]
    assert cells
    assert [cell for cell in cells if "(kolom ‘ (" in cell or "’)’)" in cell] == []
