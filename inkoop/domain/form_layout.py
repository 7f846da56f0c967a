"""The words and marks by which a form is written and found again.

The form writer and the form reader share these, and nothing else. Codes stand in column A of a sheet,
answers in the column under the header `Antwoord`; rows, columns and sheets may move.
"""

from __future__ import annotations

CODE_HEADER = "Code"
ANSWER_HEADER = "Antwoord"
"""The header row of a question sheet holds these two texts."""

OPTION_SEPARATOR = ":"
OPTION_MARK = "x"
"""An option of a multiple choice is the code `question:option`; a chosen one is marked with an x."""

YES = "ja"
NO = "nee"

TABLE_PREFIX = "tabel:"
ROW_HEADER = "Nr."
"""A table starts with the marker `tabel:<question code>`, with the column codes beside it. The readable
headers stand in the row that starts with `Nr.`, the numbered data rows below that."""

STAMP_REFERENCE = "inkoop-kenmerk"
STAMP_FINGERPRINT = "inkoop-vingerafdruk"
STAMP_VERSION = "inkoop-formulier"
STAMP_BOOK = "inkoop-deel"
"""Which of its workbooks this is; only in a form that consists of two."""
FORM_VERSION = "1"
"""The stamp: each label with its value in the cell to its right."""

SPELLING = (
    "Stap 9",
    "Spelling controleren kan niet in dit formulier, omdat het beveiligd is. Schrijf een lang antwoord in"
    " Word of LibreOffice Writer, controleer daar de spelling, en plak het hier als tekst.",
)
LATER_TEXTS = frozenset(SPELLING)
"""What a form of an earlier version of the program does not have: there nothing was taken away."""

CARRIED_NAMESPACE, CARRIED_KADER = "urn:inkoop:kader:1", "kader"
"""An .xlsx form carries its kader in a custom part: one element of this name, with the text of the kader."""

REFERENCE_STARTS = ("Zie vraag ", "Vul de tabel in op blad ")
"""How the form refers, in the answer column, to a question that is asked elsewhere."""

CHECK_TITLE = "Controle"
"""The heading over the form's own checks, right of a table: from its column on nothing is the provider's.
Also the first cell of the sheet with all checks."""

GRADES_SHEET = "Cijfers"
GRADES_BETWEEN = "; "
"""Where the mean counts: stands between the grades of different assessors in one cell."""
GRADES_HEADERS = (
    "Inschrijver",
    "Criterium",
    "Titel",
    "Antwoord van de inschrijver",
    "Cijfer",
    "Toelichting",
)
DECISIONS_SHEET = "Besluiten"
DECISIONS_HEADERS = ("Inschrijver", "Onderwerp", "Besluit", "Motivering", "Door", "Bestand", "Perceel")
FOUND_HEADER = "Wat is gevonden"
"""Beside a decision what it is about; nobody has to fill it in."""
"""The panel's workbook; the subject of a decision is a requirement code or `inschrijving`."""


def option_code(code: str, option: str) -> str:
    """The code of one option of a multiple choice question or column."""
    return f"{code}{OPTION_SEPARATOR}{option}"


def table_marker(question: str) -> str:
    """The marker that a table starts with."""
    return f"{TABLE_PREFIX}{question}"
