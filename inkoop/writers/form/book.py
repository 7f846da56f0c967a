"""A form as a file: opens the workbook, has it filled, and saves it.

The library that writes it is imported here when a file is written, as a check of a form needs none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from inkoop.domain.price_vault import Book
from inkoop.domain.tender import Tender
from inkoop.rules.carried import carried_text
from inkoop.rules.form_books import book_of
from inkoop.writers.atomic import replacing_from_memory
from inkoop.writers.form.page import clean
from inkoop.writers.form.sheets import fill_form
from inkoop.writers.form.styles import FONT, SIZE
from inkoop.writers.form.welcome import TITLES


def write_form(
    tender: Tender, path: Path, answers: Mapping[str, object] | None = None, book: Book = Book.WHOLE
) -> None:
    """Write a workbook of the provider's form for a kader, with answers filled in where they are given.

    Answers go by question code: yes/no as bool, a choice as its code, several choices as a list of
    codes, a table as a list of rows by column code. A text on a number or date question stays text.
    ValueError when an answer does not fit the kader; then nothing is written.
    """
    from inkoop.writers.form.package import CarryingPackager, FormSheet

    given = answers or {}
    unknown = sorted(set(given) - set(book_of(tender, book).filled_in))
    if unknown:
        raise ValueError(f"geen vragen van dit kader: {', '.join(unknown)}")
    with (
        replacing_from_memory(path) as memory,
        new_workbook(memory, tender, TITLES[book]) as workbook,
    ):
        workbook.worksheet_class = FormSheet
        fill_form(workbook, tender, given, book)
        if kader := carried_text(tender):
            workbook._get_packager = partial(CarryingPackager, kader)


def new_workbook(file: BytesIO | Path, tender: Tender, kind: str) -> Any:
    """An empty workbook in which texts stay texts, with the same bytes for the same content."""
    import xlsxwriter  # type: ignore[import-untyped]

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
    }
    workbook = xlsxwriter.Workbook(file, options)
    info = tender.info
    workbook.set_properties(
        {
            "title": clean(f"{kind} {info.title}")[:255],
            "subject": clean(f"Aanbesteding {info.reference}")[:255],
            "author": clean(info.buyer)[:255],
            "company": clean(info.buyer)[:255],
            "comments": "Taal van dit document: Nederlands (nl-NL).",
            "created": info.published,
        }
    )
    return workbook


__all__ = ["fill_form", "new_workbook", "write_form"]
