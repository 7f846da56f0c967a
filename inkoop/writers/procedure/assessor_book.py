"""An assessor's workbook: interests first, then a sheet a criterion. No price, and nobody else's grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_MOST_LINES = 24
"""A longer answer goes on in the row below: a row that is taller than a screen or a sheet is not read."""
_STEPS = (
    "Daarna heeft elk subcriterium een eigen blad: de vraag, waar u op let, de schaal, en de antwoorden. De "
    "antwoorden staan bij iedere beoordelaar in een andere volgorde.",
    "Kies bij elk antwoord een cijfer van de schaal, en schrijf op waarom. Schrijf bij elk antwoord een "
    "eigen toelichting. De inschrijver kan die later lezen, zonder uw naam.",
    "Beoordeel alleen, zonder overleg. Prijzen en cijfers van anderen staan hier niet in.",
    "Hieronder ziet u wat er nog te doen is. Staat overal 0? Bewaar het bestand en stuur het terug.",
)
INTEREST_NOTE = (
    "Een belang is wat u partijdig kan maken, of wat anderen zo kunnen zien: werk of een bestuursfunctie bij "
    "de inschrijver, familie, geld, een geschil, of dat u er zelf zorg krijgt. Twijfelt u, overleg dan met "
    "wie de aanbesteding leidt, voordat u begint."
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one assessor gets to do."""

    tender: Tender
    assessor: str
    stamp: str
    tasks: tuple[Task, ...]
    people: tuple[str, ...]
    """Everybody by name about whom an interest is declared."""

    @property
    def nameless(self) -> bool:
        """Whether a letter stands for each bidder."""
        return self.tender.assessors is not None and self.tender.assessors.anonymous

    @property
    def none_with_interest(self) -> bool:
        """Whether who has an interest grades nobody at all."""
        return self.tender.assessors is not None and self.tender.assessors.interest == "alles"

    @property
    def marked(self) -> bool:
        """Whether any answer tells whose it is."""
        return any(one.marks for task in self.tasks for one in task.answers)


def write_assessor_book(assignment: Assignment, path: Path) -> None:
    """Write the workbook of one assessor. Raises OSError."""
    kind = f"Beoordeling door {assignment.assessor}"
    with replacing_from_memory(path) as memory, new_workbook(memory, assignment.tender, kind) as workbook:
        _AssessorBook(workbook, assignment).write()


def interest_effect(assignment: Assignment) -> str:
    """What an interest does, for who reads the workbook."""
    if assignment.none_with_interest:
        return (
            "Hebt u een belang bij een inschrijver, dan geeft u niemand een cijfer: alle rijen worden grijs."
        )
    if assignment.nameless:
        return (
            "Op dat blad staan namen; daarna heten de inschrijvers A, B, C. Welke letter van wie is, ziet u "
            "niet. Geef elk antwoord een cijfer. Bij wie u een belang hebt, telt uw cijfer niet mee."
        )
    return "Hebt u een belang bij een inschrijver, dan geeft u die geen cijfer: de rij wordt grijs."


MARKED = (
    "Is een stuk van een antwoord onderstreept? Daar staat misschien wie de inschrijver is. Laat dat niet "
    "meetellen."
)


class _AssessorBook:
    def __init__(self, workbook: Any, assignment: Assignment) -> None:
        self.workbook, self.given = workbook, assignment
        self.tender, self.styles = assignment.tender, Styles(workbook)
        self.counters: list[Counter] = []
        self.interest_cells = ("", "")

    def write(self) -> None:
        """All sheets."""
        given = self.given
        guide = self._page(GUIDE_SHEET, GUIDE_WIDTHS, GREY)
        interests = self._page(INTERESTS_SHEET, INTEREST_WIDTHS, ACCENT)
        self._interests(interests)
        pages = [self._page(clean(task.criterion.code), WIDTHS, ACCENT) for task in given.tasks]
        for page, task in zip(pages, given.tasks, strict=True):
            self._task(page, task)
        begin = f"Begin met het blad {INTERESTS_SHEET}. {interest_effect(given)}"
        steps = (begin, *_STEPS[:1], *((MARKED,) if given.marked else ()), *_STEPS[1:])
        write_work_guide(guide, self.tender, "Beoordeling", given.assessor, steps, self.counters, given.stamp)
        footer = footer_text(f"{self.tender.info.reference} · {given.assessor}")
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
        if self.given.people:
            self.interest_cells = write_interests(page, self.given.people, 24)
            self.counters.append(
                counter_of(page, page.row - len(self.given.people), 3, len(self.given.people))
            )

    def _task(self, page: Page, task: Task) -> None:
        leaf = task.criterion
        assert isinstance(leaf.rule, AssessedRule)
        scale = self.tender.scales[leaf.rule.scale]
        self._asked(page, leaf, leaf.rule)
        grades = write_scale(page, scale, WIDTHS[ANSWER], SCALE_COLUMNS)
        page.gap()
        write_header(page, HEADERS)
        page.sheet.repeat_rows(page.row - 1)
        first = page.row
        last = first + sum(len(pieces(one.text, WIDTHS[ANSWER], _MOST_LINES)) for one in task.answers) - 1
        for one in task.answers:
            self._answer(page, leaf, one, grades, (first + 1, last + 1))
        if not task.answers:
            return
        page.sheet.data_validation(first, GRADE, last, GRADE, grade_choice(scale, f"={grades}"))
        grey = {"type": "formula", "criteria": f'=LEFT($F{first + 1},1)="{CLOSED}"'}
        off = self.workbook.add_format({"bg_color": OFF, "font_color": GREY})
        page.sheet.conditional_format(first, 0, last, CHECK, {**grey, "format": off})
        self.counters.append(
            counter_of(page, first, CHECK, sum(one.open for one in task.answers), len(task.answers))
        )

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
        for column, text in enumerate((one.name, leaf.code)):
            page.put(column, text, self.styles("label"))
        look = ("input", "input_text") if one.open else ("off", "off")
        page.put(GRADE, None, self.styles(look[0], valign="top"))
        page.put(COMMENT, None, self.styles(look[1]))
        if one.open:
            check = row_check(page.row + 1, grades, rows, ("D", "E"))
            if interest := interest_test(self.given, self.interest_cells, f"$A{page.row + 1}"):
                where = "" if self.given.none_with_interest else " hier"
                check = f'IF({interest},"{CLOSED} U hebt{where} een belang",{check})'
            page.put_formula(page.row, CHECK, check, self.styles("status"), TO_DO)
        else:
            page.put(CHECK, f"{CLOSED} Doet hier niet mee", self.styles("status"))
        for number, (start, end) in enumerate(pieces(one.text, WIDTHS[ANSWER], _MOST_LINES)):
            if number:
                page.fill(0, CHECK, self.styles("label"))
            text = one.text[start:end]
            page.put_marked(ANSWER, text, within(one.marks, start, end), self.styles("label"))
            page.end_row(height_of(max(count_lines(text, WIDTHS[ANSWER]), 4)))


def write_header(page: Page, headers: Sequence[str], height: float = 30) -> None:
    """A row of headers."""
    for column, header in enumerate(headers):
        page.put(column, header, page.styles("header"))
    page.end_row(height)


def write_interests(page: Page, people: Sequence[str], height: float) -> tuple[str, str]:
    """A row for everybody about whom an interest is declared; gives the cells of names and of answers."""
    write_header(page, (*INTERESTS_HEADERS, CHECK_HEADER))
    first = page.row
    for name in people:
        row = page.row + 1
        page.put(0, name, page.styles("label"))
        page.put(1, None, page.styles("input"))
        page.put(2, None, page.styles("input_text"))
        words = f'IF(TRIM(C{row})="","Schrijf op welk belang","{DONE}")'
        asked = f'IF(B{row}="ja",{words},IF(B{row}="nee","{DONE}","Kies ja of nee"))'
        check = f'IF(TRIM(B{row})="","{TO_DO}",{asked})'
        page.put_formula(page.row, 3, check, page.styles("status"), TO_DO)
        page.end_row(max(height, height_of(count_lines(name, page.widths[0]))))
    choice = {
        "validate": "list",
        "source": ["ja", "nee"],
        "error_title": "ja of nee",
        "error_message": "Kies ja of nee.",
    }
    page.sheet.data_validation(first, 1, page.row - 1, 1, choice)
    names, answers = (f"{quoted(page.name)}!${c}${first + 1}:${c}${page.row}" for c in "AB")
    return names, answers


def interest_test(assignment: Assignment, cells: tuple[str, str], name: str) -> str:
    """A formula that says whether an interest closes the row of the bidder in a cell; empty for never."""
    names, answers = cells
    if assignment.none_with_interest:
        return f'COUNTIF({answers},"ja")>0'
    return "" if assignment.nameless else f'SUMPRODUCT(({names}={name})*({answers}="ja"))>0'


def pieces(text: str, width: float, most: int, size: float = 10) -> tuple[tuple[int, int], ...]:
    """Where a text is cut so that no piece takes more lines than this: after a line or a word."""
    found, start = [], 0
    while count_lines(text[start:], width, size) > most:
        end = 0
        for cut in _cuts(text, start):
            if count_lines(text[start:cut], width, size) > most:
                break
            end = cut
        end = end or start + int(width) * most // 2  # one word that is longer than that
        found.append((start, end))
        start = end
    return (*found, (start, len(text)))


def _cuts(text: str, start: int) -> Iterator[int]:
    """Every place after a space or a line end, from here on."""
    return (place + 1 for place in range(start, len(text)) if text[place] in " \n")


def within(marks: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The places in a piece of a text, counted from its beginning."""
    return tuple(
        (max(one, start) - start, min(other, end) - start)
        for one, other in marks
        if one < end and other > start
    )


def row_check(row: int, grades: str, rows: tuple[int, int], columns: tuple[str, str]) -> str:
    """A formula that says what a row still misses: a grade of the scale, and a comment of its own.

    Args:
        grades: the cells with the grades of the scale.
        rows: the first and last row on the sheet, by which a comment is held against the others.
        columns: of the grade and of the comment.
    """
    every = f"${columns[1]}${rows[0]}:${columns[1]}${rows[1]}"
    return cells_check(f"${columns[0]}{row}", f"${columns[1]}{row}", grades, every)


def cells_check(grade: str, comment: str, grades: str, every: str) -> str:
    """The same for a grade and a comment in any two cells, the comment held against these cells."""
    steps = (
        (f'AND(TRIM({grade})="",TRIM({comment})="")', TO_DO),
        (f'TRIM({grade})=""', "Kies een cijfer"),
        (f"SUMPRODUCT(--({grades}={grade}))=0", "Niet op de schaal"),
        *comment_steps(comment, every),
    )
    return steps_formula(steps)


def comment_steps(comment: str, every: str) -> tuple[tuple[str, str], ...]:
    """What can be amiss with a comment: it is not there, or also elsewhere."""
    return (
        (f'TRIM({comment})=""', "Schrijf op waarom"),
        (f"SUMPRODUCT(--({every}={comment}))>1", "Zelfde toelichting als elders"),
    )


def steps_formula(steps: Sequence[tuple[str, str]]) -> str:
    """The words of the first test that holds, else that it is done."""
    formula = f'"{DONE}"'
    for test, words in reversed(steps):
        formula = f'IF({test},"{words}",{formula})'
    return formula
