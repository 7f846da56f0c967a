"""Kaders, filled-in forms, grades and draws as anybody can read them: plain YAML and openpyxl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
from ruamel.yaml import YAML

Kader = dict[str, Any]
NUMBERS = {"geheel_getal", "decimaal", "bedrag", "percentage"}


def _exact(value: Any) -> Any:
    """Numbers as they are written; a YAML float keeps its digits."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return Fraction(repr(value))
    if isinstance(value, dict):
        return {str(key): _exact(item) for key, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list) else value


def read_yaml(path: Path) -> Any:
    """A YAML file, with exact numbers and codes that are text."""
    return _exact(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))


def holders(criteria: list[Kader]) -> Iterator[Kader]:
    """Every criterion, groups and leaves, from above to below."""
    for criterion in criteria:
        yield criterion
        yield from holders(criterion.get("criteria", []))


def questions(kader: Kader) -> dict[str, Kader]:
    """Every question by its code, wherever it is written out."""
    inside = [*kader.get("eisen", []), *holders(kader.get("criteria", []))]
    written = [*kader["algemeen"], *(one["vraag"] for one in inside if isinstance(one.get("vraag"), dict))]
    return {question["code"]: question for question in written}


def question_code(holder: Kader) -> str | None:
    """The question that a requirement or criterion rests on."""
    asked = holder.get("vraag")
    return asked["code"] if isinstance(asked, dict) else asked


def choices(kader: Kader, question: Kader) -> dict[str, str]:
    """The codes of a choice with the names that a provider sees."""
    given = question["keuzes"]
    return dict(kader["codelijsten"][given]["waarden"] if isinstance(given, str) else given)


@dataclass
class Bid:
    """One submission: what stands in its cells, by the codes of the questions."""

    name: str
    file: str
    answers: dict[str, Any]
    lots: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()
    """The questions with an answer that nobody can read."""
    nowhere: bool = False
    """Whether it chose no lot, and is looked at as if it chose this one."""
    double: bool = False
    """Whether its tenderer handed in another file that may count as well."""


@dataclass(frozen=True)
class Unread:
    """An answer that cannot be read with certainty."""

    text: str


@dataclass
class Panel:
    """What people graded and decided, by the name of the tenderer or of its file."""

    grades: dict[tuple[str, str], tuple[Fraction, ...]] = field(default_factory=dict)
    """One, or what each assessor gave where the mean counts."""
    decisions: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """By who, what it is about and the lot; without a lot it holds in all."""

    def graded(self, bid: Bid, criterion: str) -> tuple[Fraction, ...]:
        """The grades of a bid; none where there is none yet."""
        return next(
            (self.grades[who, criterion] for who in _named(bid) if (who, criterion) in self.grades), ()
        )

    def decided(self, bid: Bid, subject: str, lot: str) -> str | None:
        """What was decided about a bid in a lot; what is about that lot alone goes first."""
        for where in (lot, ""):
            for who in _named(bid):
                if (who, subject, where) in self.decisions:
                    return self.decisions[who, subject, where]
        return None

    def about_lot(self, bid: Bid, subject: str, lot: str) -> bool:
        """Whether something was decided about a bid in this lot alone."""
        return any((who, subject, lot) in self.decisions for who in _named(bid))

    def subjects(self, bid: Bid) -> set[str]:
        """Everything that was decided about a bid."""
        return {subject for who, subject, _ in self.decisions if who in _named(bid)}


def _named(bid: Bid) -> tuple[str, ...]:
    return f"{bid.name} ({bid.file})", bid.file, bid.name


def cells_by_code(sheet: Any) -> dict[str, int]:
    """The row of each code in column A."""
    return {str(row[0].value): row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value is not None}


def table_head(sheet: Any) -> tuple[str, int] | None:
    """The code of the table that a sheet holds, and the row with the codes of its columns."""
    found = {code: row for code, row in cells_by_code(sheet).items() if code.startswith("tabel:")}
    return next(((code.removeprefix("tabel:"), row) for code, row in found.items()), None)


def read_bid(kader: Kader, path: Path) -> Bid:
    """The answers in a filled-in form."""
    book = openpyxl.load_workbook(path, data_only=True)
    found: dict[str, Any] = {}
    for sheet in book:
        if head := table_head(sheet):
            found[head[0]] = _table(kader, questions(kader)[head[0]], sheet, head[1])
        elif sheet.title not in ("Welkom", "Controle", "Lijsten"):
            found |= _single(kader, sheet)
    lots = found.get(kader["percelen"]["vraag"]) if "percelen" in kader else None
    return Bid(found["naam"] or "", path.name, found, tuple(lots or ()))


def _single(kader: Kader, sheet: Any) -> dict[str, Any]:
    rows, found = cells_by_code(sheet), {}
    for code, question in questions(kader).items():
        if code not in rows or question["soort"] == "tabel":
            continue
        if question["soort"] == "meerkeuze":
            marked = [one for one in choices(kader, question) if sheet.cell(rows[f"{code}:{one}"], 3).value]
            found[code] = marked or None
        else:
            found[code] = _value(kader, question, sheet.cell(rows[code], 3).value)
    return found


def _table(kader: Kader, question: Kader, sheet: Any, top: int) -> list[dict[str, Any]] | None:
    columns = {column["code"]: column for column in question["kolommen"]}
    heads = {str(cell.value): cell.column for cell in sheet[top] if cell.value in columns}
    rows = []
    for number in range(top + 2, sheet.max_row + 1):
        if not isinstance(sheet.cell(number, 1).value, int):
            break
        row = {
            code: _value(kader, columns[code], sheet.cell(number, column).value)
            for code, column in heads.items()
        }
        typed = [value for code, value in row.items() if code != question.get("vaste_rijen")]
        if any(value is not None for value in typed):
            rows.append(row)
    return rows or None


def _value(kader: Kader, question: Kader, cell: Any) -> Any:
    if cell is None or cell == "":
        return None
    if question["soort"] in NUMBERS:
        if isinstance(cell, str):
            return Unread(cell)
        return Fraction(repr(cell)) if isinstance(cell, float) else Fraction(str(cell))
    if question["soort"] == "keuze":
        return {name: code for code, name in choices(kader, question).items()}.get(
            str(cell), Unread(str(cell))
        )
    if question["soort"] == "meerkeuze":
        names = {name: code for code, name in choices(kader, question).items()}
        return [names[part.strip()] for part in str(cell).split(";")]
    if question["soort"] == "ja_nee" and cell not in ("ja", "nee"):
        return Unread(str(cell))
    return str(cell)


def sheet_rows(sheet: Any) -> Iterator[dict[str, Any]]:
    """The rows of a sheet by the heads in its first row."""
    heads, *rows = sheet.iter_rows(values_only=True)
    yield from (dict(zip(heads, row, strict=True)) for row in rows if any(cell is not None for cell in row))


def read_panel(path: Path) -> Panel:
    """The grades with a comment and the decisions with a reason."""
    book, panel = openpyxl.load_workbook(path, data_only=True), Panel()
    for row in sheet_rows(book["Cijfers"]):
        if row["Cijfer"] is not None and row["Toelichting"]:
            each = str(row["Cijfer"]).split(";")
            panel.grades[row["Inschrijver"], row["Criterium"]] = tuple(Fraction(one.strip()) for one in each)
    for row in sheet_rows(book["Besluiten"]):
        if row["Besluit"] and row["Motivering"]:
            who, lot = row["Bestand"] or row["Inschrijver"], row["Perceel"] or ""
            panel.decisions[who, row["Onderwerp"], lot] = row["Besluit"]
    return panel


def read_draws(folder: Path) -> dict[str, list[list[str]]]:
    """The drawn orders by lot, from the records of the draws."""
    found: dict[str, list[list[str]]] = {}
    for path in sorted(folder.glob("loting-*.yaml")):
        record = read_yaml(path)
        found.setdefault(record["perceel"], []).append(record["uitkomst"])
    return found
