"""One workbook in several formats, made by a real LibreOffice."""

from __future__ import annotations

import random
import subprocess
from datetime import datetime, time
from pathlib import Path

import xlsxwriter

from inkoop.domain.cells import ExtraKind, RawCell, Workbook

Twins = tuple[Workbook, Workbook]
Difference = tuple[RawCell | None, RawCell | None]


def write_twin(path: Path) -> None:
    """A form with everything in it that both formats can say."""
    dice = random.Random(7)
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day, moment, hour, percentage, euro = (
            book.add_format({"num_format": code})
            for code in ("dd-mm-yyyy", "dd-mm-yyyy hh:mm:ss", "hh:mm", "0.0%", "[$€-413] #,##0.00")
        )
        sheet = book.add_worksheet("Vragen")
        for row in range(100):
            words = " ".join(
                dice.choice(["zorg", "", "  ", "é€", "<&>", "a\nb", "😀"]) for _ in range(dice.randint(1, 9))
            )
            sheet.write_string(row, 0, f"V{row:03}")
            sheet.write_string(row, 1, f"|{words}")
            sheet.write_number(row, 2, dice.choice([0.1, row, dice.randint(-(10**9), 10**9) / 100]))
            sheet.write_datetime(row, 3, datetime(2026, 1, 1 + row % 28), day)
            sheet.write_datetime(row, 4, datetime(2026, 1, 1, row % 24, 1, 2), moment)
            sheet.write_datetime(row, 5, time(row % 24, 30), hour)
            sheet.write_number(row, 6, row / 100, percentage)
            sheet.write_number(row, 7, row * 1.25, euro)
            sheet.write_boolean(row, 8, row % 2 == 0)
        sheet.write_formula("L1", "=C1*2", None, 0)
        sheet.write_formula("L3", '="tekst"&1', None, "tekst1")
        sheet.write_formula("L4", "=NA()", None, "#N/A")
        sheet.write_string("L6", "  binnen   spaties\t en een tab  ")
        sheet.merge_range("N1:O3", "samen")
        sheet.write_comment("A1", "opmerking")
        sheet.insert_textbox("Q1", "tekstvak")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column("M:N", None, None, {"hidden": True})
        book.add_worksheet("_inkoop").hide()
        book.add_worksheet("Leeg")


def convert(path: Path, kind: str) -> Path:
    """The file in another format, beside it, by LibreOffice."""
    profile = f"-env:UserInstallation=file://{path.parent / 'profiel'}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(path.parent),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{kind}")


def differences(left: Workbook, right: Workbook) -> dict[tuple[int, int], Difference]:
    """The cells of the first sheet that differ, after checking that all about the sheets is the same."""
    assert [(sheet.name, sheet.hidden) for sheet in left.sheets] == [
        (sheet.name, sheet.hidden) for sheet in right.sheets
    ]
    one, other = left.sheets[0], right.sheets[0]
    assert len(one.cells) > 900
    assert one.hidden_columns == {13, 14}
    for extras in (one.extras, other.extras):
        cells = [extra for extra in extras if extra.kind is not ExtraKind.HEADER]
        notes = [(ExtraKind.NOTE, "opmerking", 1, 1)]
        assert [(e.kind, e.text, e.row, e.column) for e in cells if e.kind is ExtraKind.NOTE] == notes
        drawn = [extra.kind for extra in cells if extra.kind is not ExtraKind.NOTE]
        assert drawn in ([ExtraKind.TEXT_BOX], [])  # of drawings in an .xls the library tells nothing
    assert (one.hidden_rows, one.hidden_columns, one.merged) == (
        other.hidden_rows, other.hidden_columns, other.merged,
    )  # fmt: skip
    recalculated = {(1, 12)}  # XlsxWriter was told 0 for this formula; LibreOffice worked it out
    return {
        place: (one.cells.get(place), other.cells.get(place))
        for place in (one.cells.keys() | other.cells.keys()) - recalculated
        if one.cells.get(place) != other.cells.get(place)
    }
