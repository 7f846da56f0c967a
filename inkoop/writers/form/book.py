"""A form as a whole: opens the workbook, lets each part write its sheets, and saves it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
import xlsxwriter.worksheet  # type: ignore[import-untyped]

from inkoop.domain.tender import Tender
from inkoop.rules.carried import carried_text
from inkoop.writers.atomic import replacing
from inkoop.writers.form.carried import CarryingPackager
from inkoop.writers.form.check.sheet import WIDTHS as CHECK_WIDTHS
from inkoop.writers.form.check.sheet import CheckSheet
from inkoop.writers.form.conditions import add_greying
from inkoop.writers.form.inputs import Inputs
from inkoop.writers.form.lists import Lists
from inkoop.writers.form.page import Page, clean, footer_text
from inkoop.writers.form.plan import CHECK, GENERAL, LISTS, WELCOME, FormPlan, SheetPlan, plan_form
from inkoop.writers.form.questions import WIDTHS as QUESTION_WIDTHS
from inkoop.writers.form.questions import SectionWriter
from inkoop.writers.form.registry import Registry
from inkoop.writers.form.styles import ACCENT, FONT, GREY, SIZE, Styles
from inkoop.writers.form.tables import TableWriter
from inkoop.writers.form.welcome import WIDTHS as WELCOME_WIDTHS
from inkoop.writers.form.welcome import WelcomeWriter


class FormSheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]
    """A sheet whose formulas use only functions that every spreadsheet program has had for long.

    The library looks through every formula for newer functions, which takes half the time of a form.
    """

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("=")


def write_form(tender: Tender, path: Path, answers: Mapping[str, object] | None = None) -> None:
    """Write the provider's workbook for a kader, with answers filled in where they are given.

    Answers go by question code: yes/no as bool, a choice as its code, several choices as a list of
    codes, a table as a list of rows by column code. A text on a number or date question stays text.
    ValueError when an answer does not fit the kader; then nothing is written.
    """
    given = answers or {}
    unknown = sorted(set(given) - set(tender.filled_in))
    if unknown:
        raise ValueError(f"geen vragen van dit kader: {', '.join(unknown)}")
    with replacing(path) as temporary, new_workbook(temporary, tender, "Inschrijfformulier") as workbook:
        fill_form(workbook, tender, given)
        if kader := carried_text(tender):
            workbook._get_packager = partial(CarryingPackager, kader)


def new_workbook(path: Path, tender: Tender, kind: str) -> Any:
    """An empty workbook in which texts stay texts, with the same bytes for the same content."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
    }
    workbook = xlsxwriter.Workbook(path, options)
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


def fill_form(workbook: Any, tender: Tender, answers: Mapping[str, object]) -> Registry:
    """All sheets of the form; gives back where every answer stands."""
    plan = plan_form(tender)
    registry, lists, styles = Registry(), Lists(), Styles(workbook)
    footer = footer_text(f"{tender.info.reference} · {tender.info.title}")
    inputs = Inputs(tender, lists)
    sections = SectionWriter(tender, plan, inputs, registry, answers)
    tables = TableWriter(tender, inputs, registry, answers)

    def page(name: str, widths: tuple[float, ...], colour: str = ACCENT) -> Page:
        sheet = workbook.add_worksheet(name, FormSheet)
        sheet.set_tab_color(colour)
        registry.pages[name] = Page(sheet, name, styles, widths)
        return registry.pages[name]

    WelcomeWriter(tender, plan).write(page(WELCOME, WELCOME_WIDTHS, GREY))
    for sheet in plan.sheets:
        widths = tables.widths(sheet.table) if sheet.table else QUESTION_WIDTHS
        _write_sheet(page(sheet.name, widths), sheet, sections, tables)
    CheckSheet(tender, inputs, registry, page(CHECK, CHECK_WIDTHS)).write()
    lists.write(page(LISTS, (), GREY), workbook)
    add_greying(tender, registry)
    for name, made in registry.pages.items():
        made.finish(footer, landscape=name != WELCOME)
    registry.pages[WELCOME].sheet.activate()
    return registry


def _write_sheet(page: Page, plan: SheetPlan, sections: SectionWriter, tables: TableWriter) -> None:
    if plan.table is not None:
        tables.write(page, plan)
    elif plan.criterion is not None:
        sections.criterion(page, plan.criterion)
    elif plan.name == GENERAL:
        sections.general(page)
    else:
        sections.requirements(page)


__all__ = ["FormPlan", "fill_form", "new_workbook", "write_form"]
