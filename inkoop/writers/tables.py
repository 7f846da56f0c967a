"""The scores as CSV and as a workbook, for people who calculate further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from csv import DictWriter
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inkoop.domain.evaluation import Award
from inkoop.domain.outcome import Document, LotTold, NotAdmittedTold, RankedTold, Stand, Unranked
from inkoop.domain.records import PlaceRecord
from inkoop.domain.visible import visible
from inkoop.views.words.counting import no_ranking_yet
from inkoop.writers.atomic import replacing, replacing_from_memory

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
    return [row for lot in document.lots or () for row in _lot_rows(lot)]


def _lot_rows(lot: LotTold) -> Iterator[dict[str, Any]]:
    for place in lot.ranking:
        yield from _score_rows(lot, place.rank, place)
    for outside in unranked_bids(lot):
        bid = outside.bid
        why = {"totaal": bid.total if bid else None, "reden": outside.why}
        yield _row(lot, None, outside.outcome, outside.tenderer) | why
        if bid is not None:
            yield from _score_rows(lot, None, bid)
    for missing in lot.waiting:
        yield _row(lot, None, Unranked.WAITING, missing.tenderer) | {
            "criterium": missing.criterion,
            "reden": "Het cijfer ontbreekt nog.",
        }


class Outside(NamedTuple):
    """Somebody who bids on a lot and has no place in a ranking, and why; with its points if it has any."""

    tenderer: str
    outcome: Unranked
    why: str = ""
    bid: NotAdmittedTold | None = None
    file: str = ""
    """Its file; empty for who waits for grades, as the document only names them."""


def unranked_bids(lot: LotTold) -> Iterator[Outside]:
    """Everybody who bids on a lot and is not ranked there."""
    for rejected in lot.not_admitted:
        why = " ".join(rejected.reasons)
        yield Outside(rejected.tenderer, rejected.outcome, why, rejected, rejected.file)
    for undecided in lot.undecided:
        why = " ".join(f"{found.code}: {found.message}" for found in undecided.findings)
        yield Outside(undecided.tenderer, undecided.outcome, why, file=undecided.file)
    for replaced in lot.replaced:
        why = f"{replaced.decision.words}: {replaced.decision.motivation}"
        yield Outside(replaced.tenderer, replaced.outcome, why, file=replaced.file)
    waiting = {Stand.WAITING: Unranked.WAITING, Stand.ADMISSION: Unranked.ADMITTED}.get(lot.stand)
    if waiting is not None:
        yield from (Outside(name, waiting) for name in lot.admitted)


def _score_rows(
    lot: LotTold, rank: int | None, bid: RankedTold | NotAdmittedTold
) -> Iterator[dict[str, Any]]:
    for score in bid.scores or ():
        yield _row(lot, rank, bid.outcome, bid.tenderer) | {
            "totaal": bid.total,
            "criterium": score.criterion,
            "punten": score.points,
            "maximum": score.maximum,
            "reden": score.reason,
            "cellen": "; ".join(_place(answer.place) for answer in score.answers),
        }


def _row(lot: LotTold, rank: int | None, outcome: Award | Unranked, tenderer: str) -> dict[str, Any]:
    return {"perceel": lot.lot, "rang": rank, "inschrijver": tenderer, "uitkomst": outcome.value}


def _place(place: PlaceRecord) -> str:
    return " › ".join(part for part in (place.file, place.sheet, place.cell) if part)


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
    text = StringIO()
    writer = DictWriter(text, SCORE_COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _csv_value(key, value) for key, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_value(key: str, value: Any) -> Any:
    if key in NUMBERS:
        return "" if value is None else str(value).replace(".", ",")
    if not isinstance(value, str):
        return value
    return f"'{visible(value)}" if value.startswith(RISKY) else visible(value)


def write_xlsx(document: Document, path: Path) -> None:
    """A workbook with the ranking, all scores and all findings; no text in it can become a formula."""
    sheets = {
        "Rangorde": _ranking_rows(document),
        "Scores": [_numbers(row) for row in score_rows(document)],
        "Bevindingen": [
            {
                "code": found.code,
                "ernst": found.severity.value,
                "vindplaats": _place(found.place),
                "melding": found.message,
                "herstel": found.remedy,
                "afgedaan": found.settled or "",
                "ook bij": "; ".join(f"{one.tenderer} ({one.file}): {one.text}" for one in found.alike or ()),
            }
            for found in document.findings
        ],
    }
    columns_of = {
        "Rangorde": _ranking_columns(document),
        "Scores": SCORE_COLUMNS,
        "Bevindingen": ["code", "ernst", "vindplaats", "melding", "herstel", "afgedaan", "ook bij"]
        if document.findings
        else [],
    }
    _write_sheets(path, sheets, columns_of)


def write_rows_xlsx(rows: list[dict[str, Any]], path: Path, name: str) -> None:
    """A workbook with one sheet of texts; none of them can become a formula or a number."""
    _write_sheets(path, {name: rows}, {name: list(rows[0]) if rows else []})


def _write_sheets(
    path: Path, sheets: Mapping[str, list[dict[str, Any]]], columns_of: Mapping[str, list[str]]
) -> None:
    import pandas as pd

    options = {"options": {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}}
    with replacing_from_memory(path) as memory:
        writer = pd.ExcelWriter(memory, engine="xlsxwriter", engine_kwargs=options)
        with writer:
            for name, rows in sheets.items():
                columns = columns_of[name] or ["(geen)"]
                shown = [{key: _seen(value) for key, value in row.items()} for row in rows]
                _frame(shown, columns).to_excel(writer, sheet_name=name, index=False)
                _dress(writer.sheets[name], columns, len(rows))


def _seen(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value


def _dress(sheet: Any, columns: list[str], rows: int) -> None:
    widths = {
        "inschrijver": 36,
        "bestand": 28,
        "reden": 90,
        "uitleg": 70,
        "titel": 24,
        "cellen": 50,
        "melding": 80,
        "herstel": 60,
        "afgedaan": 60,
        "ook bij": 60,
        "vindplaats": 50,
        "deel": 40,
        "naam": 50,
        "waarde": 60,
        "ontbreekt": 70,
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


RANKING_COLUMNS = (
    "perceel",
    "titel",
    "rang",
    "inschrijver",
    "bestand",
    "uitkomst",
    "gedeeld met",
    "totaal",
    *FIGURES,
)


def _ranking_rows(document: Document) -> list[dict[str, Any]]:
    return [row for lot in document.lots or () for row in _ranked_rows(lot)]


def _ranked_rows(lot: LotTold) -> Iterator[dict[str, Any]]:
    """Everybody who bids on a lot: the ranking, then who is not in it."""
    for place in lot.ranking:
        own = _row(lot, place.rank, place.outcome, place.tenderer)
        shared = {"gedeeld met": ", ".join(place.shared_with), "uitleg": place.explained}
        yield own | {"bestand": place.file} | _figures(lot, place) | shared
    for outside in unranked_bids(lot):
        own = _row(lot, None, outside.outcome, outside.tenderer)
        more = {"bestand": outside.file, "uitleg": outside.why or _missing(lot)}
        yield own | _figures(lot, outside.bid) | more


def _figures(lot: LotTold, bid: RankedTold | NotAdmittedTold | None) -> dict[str, Any]:
    """Every number of a bid, by the name of its column."""
    if bid is None:
        return {"titel": lot.title}
    ranked = bid if isinstance(bid, RankedTold) else None
    found = {
        "totaal": bid.total,
        "kwaliteit": bid.quality,
        "prijs": ranked.price if ranked else None,
        "omvang": ranked.volume if ranked else None,
    }
    found |= {group.criterion: group.points for group in bid.groups or ()}
    found |= {score.criterion: score.points for score in bid.scores or ()}
    numbers = {column: float(Decimal(text)) for column, text in found.items() if text is not None}
    return {"titel": lot.title, **numbers}


def _missing(lot: LotTold) -> str:
    return no_ranking_yet(len(lot.waiting)) if lot.waiting else ""


def _ranking_columns(document: Document) -> list[str]:
    """The columns of every lot: what all have, then the criteria in the order of the kader, then the sum."""
    rows = _ranking_rows(document)
    criteria = [part.criterion for lot in document.lots or () for part in lot.criteria or ()]
    used = {column for row in rows for column in row}
    return [c for c in dict.fromkeys((*RANKING_COLUMNS, *criteria, "uitleg")) if c in used]
