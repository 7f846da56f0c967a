"""The scores as CSV and as a workbook, for people who calculate further."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inkoop.views.record.document_model import Document
from inkoop.writers.atomic import replacing

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = frozenset({"totaal", "punten", "maximum"})
"""Columns that hold a number, kept as text with a point in the document."""
FIGURES = ("kwaliteit", "prijs", "omvang")
"""What stands beside the total, where the method or the capacity has it."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins with one of these could run as a formula when a CSV is opened."""


def score_rows(document: Document) -> list[dict[str, Any]]:
    """One row a score: lot, rank, tenderer, outcome, criterion, points, maximum, reason, cells."""
    rows: list[dict[str, Any]] = []
    for lot in document.get("percelen", []):
        for place in lot["rangorde"]:
            rows += _rows(lot["perceel"], place["rang"], place["uitkomst"], place)
        for rejected in lot["niet_toegelaten"]:
            rows += _rows(lot["perceel"], None, "niet in de rangorde", rejected)
    return rows


def _rows(lot: str, rank: int | None, outcome: str, holder: Any) -> list[dict[str, Any]]:
    return [
        {
            "perceel": lot,
            "rang": rank,
            "inschrijver": holder["inschrijver"],
            "uitkomst": outcome,
            "totaal": holder.get("totaal"),
            "criterium": score["criterium"],
            "punten": score["punten"],
            "maximum": score["maximum"],
            "reden": score["reden"],
            "cellen": "; ".join(_place(answer["vindplaats"]) for answer in score["antwoorden"]),
        }
        for score in holder.get("scores", [])
    ]


def _place(place: Any) -> str:
    return " › ".join(part for part in (place["bestand"], place.get("blad"), place.get("cel")) if part)


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns, dtype=object)


SCORE_COLUMNS = [
    "perceel",
    "rang",
    "inschrijver",
    "uitkomst",
    "totaal",
    "criterium",
    "punten",
    "maximum",
    "reden",
    "cellen",
]


def write_csv(document: Document, path: Path) -> None:
    """All scores as CSV: semicolons and decimal commas, as a Dutch spreadsheet program expects."""
    with replacing(path) as temporary:
        temporary.write_bytes(csv_bytes(document))


def csv_bytes(document: Document) -> bytes:
    """All scores as the bytes of a CSV file, with a mark that says UTF-8 to a spreadsheet program."""
    rows = [{key: _csv_value(key, value) for key, value in row.items()} for row in score_rows(document)]
    text = _frame(rows, SCORE_COLUMNS).to_csv(sep=";", index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def _csv_value(key: str, value: Any) -> Any:
    if key in NUMBERS:
        return "" if value is None else str(value).replace(".", ",")
    if isinstance(value, str) and value.startswith(RISKY):
        return f"'{value}"
    return value


def write_xlsx(document: Document, path: Path) -> None:
    """A workbook with the ranking, all scores and all findings; no text in it can become a formula."""
    sheets = {
        "Rangorde": _ranking_rows(document),
        "Scores": [_numbers(row) for row in score_rows(document)],
        "Bevindingen": [
            {
                "code": found["code"],
                "ernst": found["ernst"],
                "vindplaats": _place(found["vindplaats"]),
                "melding": found["melding"],
                "herstel": found["herstel"],
            }
            for found in document["bevindingen"]
        ],
    }
    import pandas as pd

    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with replacing(path) as temporary:
        writer = pd.ExcelWriter(temporary.with_suffix(".xlsx"), engine="xlsxwriter", engine_kwargs=options)
        with writer:
            for name, rows in sheets.items():
                columns = _columns(rows) or (SCORE_COLUMNS if name == "Scores" else ["(geen)"])
                _frame(rows, columns).to_excel(writer, sheet_name=name, index=False)
                _dress(writer.sheets[name], columns, len(rows))


def _columns(rows: list[dict[str, Any]]) -> list[str]:
    """Every column of any row, in the order in which they first come: lots can have other criteria."""
    return list(dict.fromkeys(column for row in rows for column in row))


def _dress(sheet: Any, columns: list[str], rows: int) -> None:
    widths = {
        "inschrijver": 36,
        "reden": 90,
        "uitleg": 70,
        "titel": 24,
        "cellen": 50,
        "melding": 80,
        "herstel": 60,
        "vindplaats": 50,
    }
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, widths.get(column, 13))
    if rows:
        sheet.autofilter(0, 0, rows, len(columns) - 1)


def _numbers(row: dict[str, Any]) -> dict[str, Any]:
    """Points as numbers: a workbook stores doubles, which hold the published digits."""
    return {
        key: float(Decimal(value)) if key in NUMBERS and value is not None else value
        for key, value in row.items()
    }


def _ranking_rows(document: Document) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for lot in document.get("percelen", []):
        for place in lot["rangorde"]:
            row: dict[str, Any] = {
                "perceel": lot["perceel"],
                "titel": lot["titel"],
                "rang": place["rang"],
                "inschrijver": place["inschrijver"],
                "uitkomst": place["uitkomst"],
                "gedeeld met": ", ".join(place["gedeeld_met"]),
                "totaal": float(Decimal(place["totaal"])),
            }
            row |= {key: float(Decimal(str(place.get(key)))) for key in FIGURES if key in place}
            row |= {group["criterium"]: float(Decimal(group["punten"])) for group in place["groepen"]}
            rows.append(row | {"uitleg": place["uitleg"]})
        for rejected in lot["niet_toegelaten"]:
            rows.append(
                {
                    "perceel": lot["perceel"],
                    "titel": lot["titel"],
                    "inschrijver": rejected["inschrijver"],
                    "uitkomst": " ".join(rejected["redenen"]),
                }
            )
    return rows
