"""An assessor's workbook: interests first, then a sheet a criterion. No price, and nobody else's grade."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inkoop.domain.procedure.work_sheets import (
    CHECK_HEADER,
    CLOSED,
    DONE,
    INTERESTS_HEADERS,
    INTERESTS_SHEET,
    TO_DO,
    Answered,
    Task,
)
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.views.words.weights import weight_text
from inkoop.writers.atomic import replacing_from_memory
from inkoop.writers.form.book import new_workbook
from inkoop.writers.form.page import Page, clean, count_lines, footer_text, height_of
from inkoop.writers.form.registry import quoted
from inkoop.writers.form.styles import ACCENT, GREY, OFF, Styles
from inkoop.writers.grades_form import GUIDE_SHEET, grade_choice, write_scale
from inkoop.writers.procedure.work_guide import Counter, counter_of, write_work_guide

HEADERS = ("Inschrijver", "Criterium", "Antwoord", "Cijfer", "Toelichting", CHECK_HEADER)
WIDTHS = (20.0, 13.0, 44.0, 10.0, 32.0, 13.0)
"""Together the width of a sheet of paper that lies, so that a row is on one sheet."""
INTEREST_WIDTHS = (34.0, 10.0, 56.0, 24.0)
GUIDE_WIDTHS = (23.0, 68.0)
ANSWER, GRADE, COMMENT, CHECK = 2, 3, 4, 5
SCALE_COLUMNS = (0, 1, 3, 2)
STEPS = (
    "Begin met het blad Belangen. Hebt u een belang bij een inschrijver, dan geeft u die geen cijfer: de rij "
    "wordt grijs.",
    "Daarna heeft elk subcriterium een eigen blad: de vraag, waar u op let, de schaal, en de antwoorden. De "
    "antwoorden staan bij iedere beoordelaar in een andere volgorde.",
    "Kies bij elk antwoord een cijfer van de schaal, en schrijf op waarom. Schrijf bij elk antwoord een "
    "eigen toelichting.",
    "Beoordeel alleen, zonder overleg. Prijzen en cijfers van anderen staan hier niet in.",
    "Hieronder ziet u wat er nog te doen is. Staat overal 0? Bewaar het bestand en stuur het terug.",
)
INTEREST_NOTE = (
    "Een belang is wat u partijdig kan maken, of wat anderen zo kunnen zien: werk of een bestuursfunctie bij "
    "de inschrijver, familie, geld, een geschil, of dat u er zelf zorg krijgt. Twijfelt u, overleg dan met "
    "wie de aanbesteding leidt, voordat u begint."
)


def write_assessor_book(tender: Tender, assessor: str, stamp: str, tasks: Sequence[Task], path: Path) -> None:
    """Write the workbook of one assessor. Raises OSError."""
    kind = f"Beoordeling door {assessor}"
    with replacing_from_memory(path) as memory, new_workbook(memory, tender, kind) as workbook:
        _AssessorBook(workbook, tender, assessor, stamp, tasks).write()


class _AssessorBook:
    def __init__(
        self, workbook: Any, tender: Tender, assessor: str, stamp: str, tasks: Sequence[Task]
    ) -> None:
        self.workbook, self.tender, self.assessor, self.stamp = workbook, tender, assessor, stamp
        self.tasks, self.styles = tasks, Styles(workbook)
        self.names = sorted({one.name for task in tasks for one in task.answers}, key=str.casefold)
        self.counters: list[Counter] = []

    def write(self) -> None:
        """All sheets."""
        guide = self._page(GUIDE_SHEET, GUIDE_WIDTHS, GREY)
        interests = self._page(INTERESTS_SHEET, INTEREST_WIDTHS, ACCENT)
        self._interests(interests)
        pages = [self._page(clean(task.criterion.code), WIDTHS, ACCENT) for task in self.tasks]
        for page, task in zip(pages, self.tasks, strict=True):
            self._task(page, task)
        write_work_guide(guide, self.tender, "Beoordeling", self.assessor, STEPS, self.counters, self.stamp)
        footer = footer_text(f"{self.tender.info.reference} · {self.assessor}")
        for page in (guide, interests, *pages):
            page.finish(footer, landscape=page is not guide)
        guide.sheet.activate()

    def _page(self, name: str, widths: tuple[float, ...], colour: str) -> Page:
        sheet = self.workbook.add_worksheet(name)
        sheet.set_tab_color(colour)
        return Page(sheet, name, self.styles, widths, blank=True)

    def _interests(self, page: Page) -> None:
        page.line("Hebt u een belang bij een inschrijver?", "title", 3, size=16)
        page.line(INTEREST_NOTE, "text", 3)
        page.gap()
        self._header(page, (*INTERESTS_HEADERS, CHECK_HEADER))
        first = page.row
        for name in self.names:
            page.put(0, name, self.styles("label"))
            page.put(1, None, self.styles("input"))
            page.put(2, None, self.styles("input_text"))
            row = page.row + 1
            words = f'IF(TRIM(C{row})="","Schrijf op welk belang","{DONE}")'
            asked = f'IF(B{row}="ja",{words},IF(B{row}="nee","{DONE}","Kies ja of nee"))'
            page.put_formula(
                page.row, 3, f'IF(TRIM(B{row})="","{TO_DO}",{asked})', self.styles("status"), TO_DO
            )
            page.end_row(24)
        if not self.names:
            return
        choice = {
            "validate": "list",
            "source": ["ja", "nee"],
            "error_title": "ja of nee",
            "error_message": "Kies ja of nee.",
        }
        page.sheet.data_validation(first, 1, page.row - 1, 1, choice)
        self.interest_cells = tuple(f"{quoted(page.name)}!${c}${first + 1}:${c}${page.row}" for c in "AB")
        self.counters.append(counter_of(page, first, 3, len(self.names)))

    def _task(self, page: Page, task: Task) -> None:
        leaf = task.criterion
        assert isinstance(leaf.rule, AssessedRule)
        scale = self.tender.scales[leaf.rule.scale]
        self._asked(page, leaf, leaf.rule)
        grades = write_scale(page, scale, WIDTHS[ANSWER], SCALE_COLUMNS)
        page.gap()
        self._header(page, HEADERS)
        page.sheet.repeat_rows(page.row - 1)
        first, last = page.row, page.row + len(task.answers) - 1
        for one in task.answers:
            self._answer(page, leaf, one, grades, (first + 1, last + 1))
        if not task.answers:
            return
        page.sheet.data_validation(first, GRADE, last, GRADE, grade_choice(scale, f"={grades}"))
        grey = {"type": "formula", "criteria": f'=LEFT($F{first + 1},1)="{CLOSED}"'}
        off = self.workbook.add_format({"bg_color": OFF, "font_color": GREY})
        page.sheet.conditional_format(first, 0, last, CHECK, {**grey, "format": off})
        self.counters.append(counter_of(page, first, CHECK, sum(one.open for one in task.answers)))

    def _asked(self, page: Page, leaf: Criterion, rule: AssessedRule) -> None:
        """What was asked, what the assessors look at, and what it counts for."""
        question = self.tender.question_of(leaf)
        page.line(clean(f"{leaf.code}  {leaf.title}"), "title", CHECK, size=16)
        chain = next((*above, one) for one, above in self.tender.leaves if one.code == leaf.code)
        if worth := weight_text(self.tender, chain):
            page.line(clean(f"Dit {worth}."), "text", CHECK)
        if question is not None:
            page.line(clean(f"Vraag: {question.text}"), "text", CHECK)
            if question.hint:
                page.line(clean(f"Uitleg bij de vraag: {question.hint}"), "text", CHECK)
        for text in rule.looks_at:
            page.line(clean(f"Let op: {text}"), "text", CHECK)
        page.gap()

    def _answer(self, page: Page, leaf: Criterion, one: Answered, grades: str, rows: tuple[int, int]) -> None:
        for column, text in enumerate((one.name, leaf.code, one.text)):
            page.put(column, text, self.styles("label"))
        look = ("input", "input_text") if one.open else ("off", "off")
        page.put(GRADE, None, self.styles(look[0], valign="top"))
        page.put(COMMENT, None, self.styles(look[1]))
        if one.open:
            check = row_check(page.row + 1, grades, rows, ("D", "E"))
            names, answers = self.interest_cells
            interest = f'SUMPRODUCT(({names}=$A{page.row + 1})*({answers}="ja"))>0'
            closed = f'"{CLOSED} U hebt hier een belang"'
            page.put_formula(
                page.row, CHECK, f"IF({interest},{closed},{check})", self.styles("status"), TO_DO
            )
        else:
            page.put(CHECK, f"{CLOSED} Doet hier niet mee", self.styles("status"))
        page.end_row(height_of(max(count_lines(one.text, WIDTHS[ANSWER]), 4)))

    def _header(self, page: Page, headers: Sequence[str]) -> None:
        for column, header in enumerate(headers):
            page.put(column, header, self.styles("header"))
        page.end_row(30)


def row_check(row: int, grades: str, rows: tuple[int, int], columns: tuple[str, str]) -> str:
    """A formula that says what a row still misses: a grade of the scale, and a comment of its own.

    Args:
        grades: the cells with the grades of the scale.
        rows: the first and last row on the sheet, by which a comment is held against the others.
        columns: of the grade and of the comment.
    """
    grade, comment = (f"${column}{row}" for column in columns)
    every = f"${columns[1]}${rows[0]}:${columns[1]}${rows[1]}"
    steps = (
        (f'AND(TRIM({grade})="",TRIM({comment})="")', TO_DO),
        (f'TRIM({grade})=""', "Kies een cijfer"),
        (f"SUMPRODUCT(--({grades}={grade}))=0", "Niet op de schaal"),
        (f'TRIM({comment})=""', "Schrijf op waarom"),
        (f"SUMPRODUCT(--({every}={comment}))>1", "Zelfde toelichting als elders"),
    )
    formula = f'"{DONE}"'
    for test, words in reversed(steps):
        formula = f'IF({test},"{words}",{formula})'
    return formula
