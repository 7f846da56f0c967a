"""All sheets of a form, on whatever takes them: a workbook that is written, or one that only remembers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inkoop.domain.price_vault import Book
from inkoop.domain.tender import Tender
from inkoop.rules.form_books import book_of
from inkoop.writers.form.check.sheet import WIDTHS as CHECK_WIDTHS
from inkoop.writers.form.check.sheet import CheckSheet
from inkoop.writers.form.conditions import add_greying
from inkoop.writers.form.inputs import Inputs
from inkoop.writers.form.lists import Lists
from inkoop.writers.form.page import Page, footer_text
from inkoop.writers.form.plan import CHECK, GENERAL, LISTS, WELCOME, SheetPlan, plan_form
from inkoop.writers.form.questions import WIDTHS as QUESTION_WIDTHS
from inkoop.writers.form.questions import SectionWriter
from inkoop.writers.form.registry import Registry
from inkoop.writers.form.styles import ACCENT, GREY, Styles
from inkoop.writers.form.tables import TableWriter
from inkoop.writers.form.welcome import WIDTHS as WELCOME_WIDTHS
from inkoop.writers.form.welcome import WelcomeWriter


def fill_form(
    workbook: Any, whole: Tender, answers: Mapping[str, object], book: Book = Book.WHOLE
) -> Registry:
    """All sheets of one workbook of the form; gives back where every answer stands."""
    tender = book_of(whole, book)
    plan = plan_form(tender)
    registry, lists, styles = Registry(), Lists(), Styles(workbook)
    footer = footer_text(f"{tender.info.reference} · {tender.info.title}")
    inputs = Inputs(tender, lists)
    sections = SectionWriter(tender, plan, inputs, registry, answers)
    tables = TableWriter(tender, inputs, registry, answers)

    def page(name: str, widths: tuple[float, ...], colour: str = ACCENT) -> Page:
        sheet = workbook.add_worksheet(name)
        sheet.set_tab_color(colour)
        registry.pages[name] = Page(sheet, name, styles, widths, blank=not answers)
        return registry.pages[name]

    WelcomeWriter(tender, plan, whole, book).write(page(WELCOME, WELCOME_WIDTHS, GREY))
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
