"""The scores as CSV and as a workbook, for people who calculate further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inkoop.domain.evaluation import Award
from inkoop.views.record.document_model import Document, LotDoc
from inkoop.views.words.standing import Stand, Unranked
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
    """One row a score: lot, rank, tenderer, outcome, criterion, points, maximum, reason, cells.

    Whoever is not ranked has a row of its own besides, without a criterion, that says why.
    """
    return [row for lot in document.get("percelen", []) for row in _lot_rows(lot)]


def _lot_rows(lot: LotDoc) -> Iterator[dict[str, Any]]:
    for place in lot["rangorde"]:
        yield from _score_rows(lot, place["rang"], place["uitkomst"], place)
    for outside, holder in unranked_bids(lot):
        yield _row(lot, None, outside.outcome, outside.tenderer) | {
            "totaal": holder.get("totaal"),
            "reden": outside.why,
        }
        yield from _score_rows(lot, None, outside.outcome, holder)
    for missing in lot["wacht_op_cijfers"]:
        yield _row(lot, None, Unranked.WAITING, missing["inschrijver"]) | {
            "criterium": missing["criterium"],
            "reden": "Het cijfer ontbreekt nog.",
        }


class Outside(NamedTuple):
    """Somebody who bids on a lot and has no place in a ranking, and why."""

    tenderer: str
    outcome: Unranked
    why: str


def unranked_bids(lot: LotDoc) -> Iterator[tuple[Outside, Mapping[str, Any]]]:
    """Everybody who bids on a lot and is not ranked there, with what its scores stand in."""
    for rejected in lot["niet_toegelaten"]:
        why = " ".join(rejected["redenen"])
        yield Outside(rejected["inschrijver"], rejected["uitkomst"], why), rejected
    for undecided in lot["voor_te_leggen"]:
        why = " ".join(f"{found['code']}: {found['melding']}" for found in undecided["bevindingen"])
        yield Outside(undecided["inschrijver"], undecided["uitkomst"], why), {}
    for replaced in lot["vervangen"]:
        why = f"{replaced['besluit']['besluit']}: {replaced['besluit']['motivering']}"
        yield Outside(replaced["inschrijver"], replaced["uitkomst"], why), {}
    waiting = {Stand.WAITING: Unranked.WAITING, Stand.ADMISSION: Unranked.ADMITTED}.get(lot["stand"])
    if waiting is not None:
        for name in lot["toegelaten"]:
            yield Outside(name, waiting, ""), {}


def _score_rows(
    lot: LotDoc, rank: int | None, outcome: Award | Unranked, holder: Any
) -> Iterator[dict[str, Any]]:
    for score in holder.get("scores", []):
        yield _row(lot, rank, outcome, holder["inschrijver"]) | {
            "totaal": holder.get("totaal"),
            "criterium": score["criterium"],
            "punten": score["punten"],
            "maximum": score["maximum"],
            "reden": score["reden"],
            "cellen": "; ".join(_place(answer["vindplaats"]) for answer in score["antwoorden"]),
        }


def _row(lot: LotDoc, rank: int | None, outcome: Award | Unranked, tenderer: str) -> dict[str, Any]:
    return {
        "perceel": lot["perceel"],
        "rang": rank,
        "inschrijver": tenderer,
        "uitkomst": outcome.value,
    }


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
    """All scores as the bytes of a CSV file."""
    return rows_as_csv(score_rows(document))


def rows_as_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The bytes of a CSV file, with a mark that says UTF-8 to a spreadsheet program."""
    safe = [{key: _csv_value(key, value) for key, value in row.items()} for row in rows]
    text = _frame(safe, SCORE_COLUMNS).to_csv(sep=";", index=False, lineterminator="\r\n")
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
                "afgedaan": found.get("afgedaan", ""),
            }
            for found in document["bevindingen"]
        ],
    }
    columns_of = {
        "Rangorde": _ranking_columns(document),
        "Scores": SCORE_COLUMNS,
        "Bevindingen": ["code", "ernst", "vindplaats", "melding", "herstel", "afgedaan"]
        if document["bevindingen"]
        else [],
    }
    import pandas as pd

    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with replacing(path) as temporary:
        writer = pd.ExcelWriter(temporary.with_suffix(".xlsx"), engine="xlsxwriter", engine_kwargs=options)
        with writer:
            for name, rows in sheets.items():
                columns = columns_of[name] or ["(geen)"]
                _frame(rows, columns).to_excel(writer, sheet_name=name, index=False)
                _dress(writer.sheets[name], columns, len(rows))


def _dress(sheet: Any, columns: list[str], rows: int) -> None:
    widths = {
        "inschrijver": 36,
        "reden": 90,
        "uitleg": 70,
        "titel": 24,
        "cellen": 50,
        "melding": 80,
        "herstel": 60,
        "afgedaan": 60,
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


RANKING_COLUMNS = ("perceel", "titel", "rang", "inschrijver", "uitkomst", "gedeeld met", "totaal", *FIGURES)


def _ranking_rows(document: Document) -> list[dict[str, Any]]:
    return [row for lot in document.get("percelen", []) for row in _ranked_rows(lot)]


def _ranked_rows(lot: LotDoc) -> Iterator[dict[str, Any]]:
    """Everybody who bids on a lot: the ranking, then who is not in it."""
    for place in lot["rangorde"]:
        yield {
            **_ranking_row(lot, place["rang"], place["inschrijver"], place["uitkomst"], place),
            "gedeeld met": ", ".join(place["gedeeld_met"]),
            "uitleg": place["uitleg"],
        }
    for outside, holder in unranked_bids(lot):
        row = _ranking_row(lot, None, outside.tenderer, outside.outcome, holder)
        yield row | {"uitleg": outside.why or _missing(lot)}


def _ranking_row(
    lot: LotDoc, rank: int | None, tenderer: str, outcome: Award | Unranked, holder: Any
) -> dict[str, Any]:
    row = _row(lot, rank, outcome, tenderer) | {"titel": lot["titel"]}
    figures = {key: holder[key] for key in ("totaal", *FIGURES) if key in holder}
    points = {
        part["criterium"]: part["punten"] for part in (*holder.get("groepen", []), *holder.get("scores", []))
    }
    return row | {key: float(Decimal(value)) for key, value in (figures | points).items()}


def _missing(lot: LotDoc) -> str:
    number = len(lot["wacht_op_cijfers"])
    return f"Er is nog geen rangorde: {number} cijfers ontbreken." if number else ""


def _ranking_columns(document: Document) -> list[str]:
    """The columns of every lot: what all have, then the criteria in the order of the kader, then the sum."""
    rows = _ranking_rows(document)
    criteria = [c["criterium"] for lot in document.get("percelen", []) for c in lot.get("criteria", [])]
    used = {column for row in rows for column in row}
    return [c for c in dict.fromkeys((*RANKING_COLUMNS, *criteria, "uitleg")) if c in used]
