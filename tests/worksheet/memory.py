"""A kader through the rows of a workbook without a file, and how two kaders are held side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from inkoop.domain.cells import column_letters
from inkoop.domain.places import CellPlace
from inkoop.domain.remarks import Remark, Remarks
from inkoop.rules.worksheet.fold import Filled, Folded, ReadLine, ReadRow, fold
from inkoop.rules.worksheet.unfold import Line, Row, Unfolded, unfold
from inkoop.rules.worksheet.values import Content, shown
from tests.docs.pages import DOCS, ROOT, kader_of

KADERS = [*sorted((ROOT / "criteria").glob("*.yaml")), *sorted((ROOT / "tests" / "kaders").glob("*.yaml"))]
PAGE = (DOCS / "kader.md").read_text("utf-8")
TEXTS = {path.stem: path.read_text("utf-8") for path in KADERS} | {"kader.md": kader_of(PAGE)}
"""Every kader that is right in this project, by its name."""


def through_rows(
    data: dict[str, Any], remarks: Remarks, change: Callable[[Unfolded], None] = lambda _: None
) -> Folded:
    """The kader after its rows were made, changed and read, as they would be from a file."""
    made = unfold(data, remarks)
    change(made)
    lines = {
        title: [_line(title, n, line) for n, line in enumerate(all_)] for title, all_ in made.lines.items()
    }
    rows = {title: [_row(title, n, row) for n, row in enumerate(all_)] for title, all_ in made.rows.items()}
    return fold(lines, rows, CellPlace("kader.xlsx"))


def _filled(content: Content, title: str, row: int, column: str) -> Filled:
    return Filled(shown(content), CellPlace("kader.xlsx", title, f"{column}{row + 5}"))


def _line(title: str, number: int, line: Line) -> ReadLine:
    filled = None if line.content is None else _filled(line.content, title, number, "C")
    owner = _filled(line.owner, title, number, "A") if line.owner else None
    place = CellPlace("kader.xlsx", title, f"B{number + 5}")
    return ReadLine(place, line.path, filled, owner, line.remark, line.alone)


def _row(title: str, number: int, row: Row) -> ReadRow:
    filled = enumerate(row.cells.items(), 3)
    cells = {key: _filled(content, title, number, column_letters(at)) for at, (key, content) in filled}
    owner = _filled(row.owner, title, number, "B") if row.owner else None
    other = (
        (_filled(row.other[0], title, number, "X"), _filled(row.other[1], title, number, "Y"))
        if row.other
        else None
    )
    kind = _filled(row.kind, title, number, "A")
    return ReadRow(kind.place, kind, owner, cells, other, row.remark, row.order)


def exact(value: Any) -> Any:
    """A value in which everything counts: the order of keys, and how a number is written."""
    if isinstance(value, dict):
        return [(key, exact(deep)) for key, deep in value.items()]
    if isinstance(value, list):
        return [exact(deep) for deep in value]
    return (isinstance(value, str), isinstance(value, bool), str(value))


def words(remarks: Remarks) -> list[str]:
    """Every line of every remark, sorted: wherever it stands."""
    return sorted(line for remark in remarks.values() for line in _lines(remark))


def _lines(remark: Remark) -> list[str]:
    return [line for line in (*remark.above, remark.beside, *remark.below) if line]


def path_of(name: str, folder: Path) -> Path:
    """A kader as a file."""
    file = folder / f"{name.removesuffix('.md')}.yaml"
    file.write_text(TEXTS[name], "utf-8")
    return file
