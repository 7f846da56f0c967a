"""Forms filled in at random from a kader: well, badly, partly, and in the odd ways people have."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from inkoop.domain.questions import MultiChoiceColumn, MultiChoiceQuestion, TableQuestion
from inkoop.domain.tender import Tender
from inkoop.writers.form.book import fill_form, new_workbook
from inkoop.writers.form.registry import CellRef, Registry

NUMERIC = ("geheel_getal", "decimaal", "bedrag", "percentage")
ERROR = "#N/A"
WORDS = ("huis", "werk", "kind", "én", "zorg", "2027", "een-op-een", "en/of", "(samen)", "mensen,", "wijk.")
JOINING = (
    *"/–—_,;.:+&|()'’\u2022\u200b\u200d\u2060\ufeff\u00ad\ufe0f\u202e\u0301\U000e0041",
    "--",
    "1,",
    " - ",
)
LOOSE = ("–", "-", "&", "•", "…", "/")
ODD_NUMBERS = (
    *(
        "12",
        "7,5",
        " 5 ",
        "€ 80,-",
        "€ 45,50",
        "1.234",
        "1.234,56",
        "12.5",
        "12 %",
        "1.500.000",
        "3,10",
        "50€",
    ),
    *(
        "vijf",
        "5 dagen",
        "ongeveer 5",
        "1,2,3",
        "-4",
        "1e3",
        "€",
        "5 tot 10",
        "1.23.456",
        "12.345.6",
        "0,5",
        ",5",
    ),
    *("5,", "1.2345,6", "10.", ".5", "1234.567", "999.999.999,99", "%5", "5€5", "5 % 5", "\u00a08\u00a0"),
    *(
        "60%",
        "100%",
        "0,5%",
        "12,5 %",
        "60 %",
        "1-4",
        "3/4",
        "12:30",
        "1-4-2026",
        "'60",
        "=1+1",
        "80,-",
        "0,6",
    ),
    *("WAAR", "ONWAAR", "'1.234", "'7,5", "'12.345,6"),
)
ODD_DAYS = (
    *(
        "1-4-2026",
        "01-04-2026",
        "1 april 2026",
        "2026-04-01",
        "03/04/2026",
        "31/12/2026",
        "5.5.2026",
        "morgen",
    ),
    *("1 apr. 2026", "2 mrt 2027", "3 SEPT. 2026", "4/13/2026", "13/13/2026", "5.31.2026", "2-30-2026"),
    *("31-2-2026", "1-13-2026", "april 2026", "1-4-26", "1 APRIL 2026", "1/4-2026", "29-2-2027", "1-4-1026"),
    *(
        "1-4",
        "1 apr",
        "60",
        "46113",
        "60%",
        "12:30",
        "1-4-2026 12:30",
        "'1-4-2026",
        "WAAR",
        "=1+1",
        "-1",
        "0,5",
    ),
)
ODD_FORMS: dict[str, tuple[Any, ...]] = {
    "kvk": (
        *(
            "9000 3026",
            "KvK 90003026",
            "kvk-nummer: 9000.3026",
            "01234567",
            "1234567",
            "volgt",
            "90003026 volgt",
        ),
        *(
            "000012345678",
            "00000000",
            "9000-3026\u00a0",
            "NL90003026",
            "'90003026",
            90003026,
            1234567,
            123456,
        ),
        *(
            9000302.5,
            "9000302a",
            "Kamer van Koophandel 90003026",
            "K.v.K. nr. 90003026",
            "90.00.30.26",
            "WAAR",
        ),
        *("12345678901234567890", 123456789),
        *(60003026.0, "nr. 1234567"),
    ),
    "email": (
        *(
            "a@b.nl",
            " a@b.nl ",
            "a@b",
            "a b@c.nl",
            "a@b.nl, c@d.nl",
            "a@b.nl;c@d.nl",
            "<a@b.nl>",
            "@b.nl",
            "a@.nl",
        ),
        *(
            "a@b.n",
            "a@b..nl",
            "a@@b.nl",
            "a@b.c.nl",
            "A@B.NL",
            "volgt",
            5,
            "a@b.nl.",
            "a@b.nl\u200b",
            "a@bn.l",
        ),
    ),
    "telefoon": (
        *(
            "038-1234567",
            "06 12345678",
            "+31 38 123 45 67",
            "+31 (0)38 1234567",
            "0031 38 1234567",
            "0800-1234",
        ),
        *(
            "0900 123 4567",
            "088 - 123.45.67",
            "tel. 038 1234567",
            "0381234567 / 0612345678",
            "volgt",
            "12345",
        ),
        *(
            "+49 30 123456",
            "0049 30 1234567890123",
            "'0612345678",
            612345678,
            61234567,
            "00",
            "+",
            "038 123456a",
        ),
        *("+310381234567",),
        *("0381234567", "(038) 123 45 67"),
    ),
    "postcode": (
        *(
            "1234 AB",
            "1234ab",
            " 1234  ab ",
            "1234",
            "0123 AB",
            "1234 A",
            "1234 A1",
            "12345 AB",
            "AB 1234",
            1234,
        ),
        *("1234\u00a0AB", "1234-AB"),
        *("volgt", "1234 éA"),
    ),
    "website": (
        *(
            "www.voorbeeld.nl",
            "https://voorbeeld.nl/over-ons",
            "HTTP://voorbeeld.nl",
            "voorbeeld.nl",
            "voorbeeld",
        ),
        *(
            "n.v.t.",
            "geen",
            "a b.nl",
            "www..nl",
            ".nl",
            "info@voorbeeld.nl",
            "voorbeeld.nl, ander.nl",
            12.5,
            "x.y",
        ),
        *("https://",),
        *("voorbeeld.nl?x=1/2", "wwwvoorbeeld.n/l"),
    ),
}
ODD_WORDS: dict[str, tuple[Any, ...]] = {
    "ja_nee": ("Ja", "J", "NEE ", "n", "misschien", "ja, soms", 1, ERROR, "\u00a0ja", "WAAR", "ONWAAR", "0"),
    "keuze": ("iets anders", 3, ERROR, "*", "?", "-"),
    "mark": (
        "X",
        " x",
        "ja",
        "nee",
        "-",
        "y",
        "*",
        1,
        ERROR,
        "✓",
        "√",
        "☑",
        "❌",
        "x x",
        "WAAR",
        "ONWAAR",
        "0",
    ),
}
BLANK = ("", " ", "\u00a0", "\n")


@dataclass
class Fill:
    """The answers of one form, and cells that are overwritten with something a form would not take."""

    answers: dict[str, Any] = field(default_factory=dict)
    raw: list[tuple[Callable[[Registry], CellRef], Any]] = field(default_factory=list)


@dataclass
class Filler:
    """Makes fills of one tender."""

    tender: Tender
    dice: random.Random

    def fill(self, faults: float) -> Fill:
        """A random fill; `faults` is the share of questions that something is done to."""
        made = Fill()
        for code, question in self.tender.filled_in.items():
            odd = self.dice.random() < faults
            if odd and self.dice.random() < 0.25:
                continue
            if isinstance(question, TableQuestion):
                self._table(made, question, odd)
            elif isinstance(question, MultiChoiceQuestion):
                options = list(self.tender.choices_of(question))
                made.answers[code] = self.dice.sample(options, self.dice.randint(1, len(options)))
                if odd:
                    self._odd_mark(made, code, self.dice.choice(options))
            else:
                made.answers[code] = self.value(question)
                if odd:
                    value = self.odd(question)
                    made.raw.append((lambda found, code=code: found.answers[code], value))
        return made

    def value(self, asked: Any) -> Any:
        """An answer that is right."""
        dice = self.dice
        if asked.kind == "tekst":
            return " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, asked.max_words)))
        if asked.kind in ODD_FORMS:
            return asked.specimen().typed
        if asked.kind == "ja_nee":
            return dice.random() < 0.75
        if asked.kind == "keuze":
            return dice.choice(list(self.tender.choices_of(asked)))
        if asked.kind == "datum":
            first = asked.earliest or date(2026, 1, 1)
            return first + timedelta(days=dice.randint(0, ((asked.latest or date(2027, 1, 1)) - first).days))
        low, high = Decimal(asked.minimum), Decimal(asked.maximum)
        share = Decimal(dice.randint(0, 1000)) / 1000 * Decimal(dice.choice(("0.01", "0.1", "1")))
        value = round(low + (high - low) * share, getattr(asked, "decimals", 0))
        return min(max(value, low), high)

    def odd(self, asked: Any) -> Any:
        """Something that may well be wrong, as a cell holds it."""
        dice = self.dice
        if dice.random() < 0.12:
            return dice.choice(BLANK)
        if asked.kind in NUMERIC:
            past = [float(asked.minimum) - 1, float(asked.maximum) + 1, float(asked.maximum) + 0.5]
            return dice.choice([*past, 0.25, 2.123, 7.0000001, ERROR, *ODD_NUMBERS])
        if asked.kind == "datum":
            return dice.choice([date(2020, 1, 1), date(2040, 1, 1), 5, ERROR, *ODD_DAYS])
        if asked.kind == "tekst":
            many = " ".join(WORDS[0] for _ in range(asked.max_words + dice.randint(0, 2)))
            loose = " ".join(f"{WORDS[0]} {dice.choice(LOOSE)}\n" for _ in range(asked.max_words))
            by, many_words = dice.choice(JOINING), range(dice.randint(1, asked.max_words + 3))
            joined = by.join(dice.choice(WORDS).strip(".,()") for _ in many_words)
            long = "zorg" * (asked.max_words * 3 + 20)
            odd = [
                many,
                many,
                loose,
                joined,
                joined,
                long,
                12.5,
                ERROR,
                "-",
                f"  {WORDS[0]}\u00a0{WORDS[1]} ",
            ]
            return dice.choice(odd)
        if asked.kind in ODD_FORMS:
            return dice.choice([ERROR, "60%", "1-4-2026", *ODD_FORMS[asked.kind]])
        if asked.kind == "keuze" and dice.random() < 0.4:
            code, name = dice.choice(list(self.tender.choices_of(asked).items()))
            return dice.choice([code, code.upper(), name.upper(), f" {name} "])
        return dice.choice(ODD_WORDS[asked.kind])

    def _odd_mark(self, made: Fill, code: str, option: str) -> None:
        value = self.dice.choice(ODD_WORDS["mark"])
        made.raw.append((lambda found: found.options[code][option], value))

    def _table(self, made: Fill, table: TableQuestion, odd: bool) -> None:
        dice = self.dice
        printed = [c.code for c in table.columns if c.code in (table.lot_column, table.fixed_rows)]
        choices = (self.tender.choices_of(table.column(code)) for code in printed)
        fixed = list(product(*choices)) if table.fixed_rows else []
        size = len(fixed) or table.max_rows
        count = len(fixed) or dice.randint(min(size, table.min_rows), min(size, 6))
        rows = [self._row(table) for _ in range(count)]
        for number, row in enumerate(rows[: len(fixed)]):
            row |= dict(zip(printed, fixed[number], strict=True))
        made.answers[table.code] = rows
        for _ in range(dice.randint(1, 3) if odd else 0):
            self._odd_cell(made, table, dice.randrange(size))

    def _row(self, table: TableQuestion) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for column in table.columns:
            options = list(self.tender.choices_of(column))
            many = isinstance(column, MultiChoiceColumn)
            row[column.code] = self.dice.sample(options, 1) if many else self.value(column)
        return row

    def _odd_cell(self, made: Fill, table: TableQuestion, number: int) -> None:
        column = self.dice.choice([column for column in table.columns if column.code not in table.printed])
        key, value = column.code, None
        if isinstance(column, MultiChoiceColumn):
            key = f"{key}:{self.dice.choice(list(self.tender.choices_of(column)))}"
            value = self.dice.choice([*ODD_WORDS["mark"], "", ""])
        else:
            value = self.odd(column)

        def place(found: Registry) -> CellRef:
            area = found.tables[table.code]
            return CellRef(area.sheet, area.first_row + number, area.columns[key])

        made.raw.append((place, value))


def write_fill(tender: Tender, path: Path, fill: Fill) -> Registry:
    """The workbook of a fill, with the raw values over the answers."""
    with new_workbook(path, tender, "Proef") as workbook:
        registry = fill_form(workbook, tender, fill.answers)
        for find, value in fill.raw:
            place = find(registry)
            sheet = registry.pages[place.sheet].sheet
            cell = sheet.table[place.row][place.column]
            put(sheet, place, value, getattr(cell, "format", None))
    return registry


def put(sheet: Any, place: CellRef, value: Any, style: Any) -> None:
    """A raw value in a cell, with the format that the cell has."""
    at = place.row, place.column
    if value == ERROR:
        sheet.write_formula(*at, "=NA()", style, ERROR)
    elif isinstance(value, str):
        (sheet.write_string if value else sheet.write_blank)(*at, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, style)
    else:
        sheet.write_number(*at, value, style)


def fills(tender: Tender, count: int, seed: int) -> Iterator[Fill]:
    """Many fills: first an empty one and some without a fault, then ever worse ones."""
    filler = Filler(tender, random.Random(seed))
    yield Fill()
    for number in range(1, count):
        yield filler.fill(0.0 if number < count // 10 else filler.dice.choice((0.05, 0.2, 0.6)))
