"""A resident's workbook: plain words, large letters, and one answer a sheet of paper, with its question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inkoop.domain.procedure.work_sheets import (
    CARD,
    CLOSED,
    INTERESTS_SHEET,
    STAMP_WORK,
    TO_DO,
    Answered,
    Task,
)
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Criterion, Scale, Tender
from inkoop.writers.atomic import replacing_from_memory
from inkoop.writers.form.book import new_workbook
from inkoop.writers.form.page import CellContent, Page, clean, count_lines, footer_text, height_of
from inkoop.writers.form.registry import quoted
from inkoop.writers.form.styles import ACCENT, GREY, Styles
from inkoop.writers.form.welcome import write_stamp
from inkoop.writers.grades_form import GUIDE_SHEET, grade_choice
from inkoop.writers.procedure.assessor_book import (
    Assignment,
    cells_check,
    interest_test,
    pieces,
    within,
    write_interests,
)
from inkoop.writers.procedure.work_guide import Counter

SIZE, TITLE = 14, 20
"""Of the letters, in points."""
WIDTHS = (19.0, 54.0, 17.0)
"""Together the width of a sheet of paper that stands."""
_INTERESTS = (30.0, 12.0, 32.0, 16.0)
_LABEL, _VALUE, _CHECK = 0, 1, 2
_MOST_LINES = 20
_EVERY = "$B$1:$B$3000"
"""The cells against which a comment is held: all that is beside a label."""
_STEPS = (
    "Lees eerst het blad Belangen. Vul daar bij elke naam in: ja of nee.",
    "Daarna komt op elk blad één vraag van de gemeente. Onder de vraag staan de antwoorden van de "
    "inschrijvers. Dat zijn de organisaties die het werk willen doen.",
    "Lees een antwoord rustig. Kies dan een cijfer. Schrijf in uw eigen woorden waarom. De organisatie kan "
    "dat later lezen. Uw naam staat er niet bij.",
    "Doe dit alleen. Iemand mag u helpen met lezen of typen. Het cijfer kiest u zelf.",
    "Weet u het niet? Vraag het aan de gemeente. Er zijn geen foute cijfers.",
    "Klaar? Staat hieronder overal 0? Bewaar het bestand en geef het terug.",
)
_NOTE = (
    "Kent u een organisatie goed? Bijvoorbeeld omdat u er komt, er werkt of er familie hebt. Of omdat u er "
    "ruzie mee hebt. Dat heet een belang. Kies dan ja, en schrijf erbij wat het is. Kies anders nee."
)
_CLOSED_FOR_ALL = "Kiest u ergens ja? Dan geeft u nergens een cijfer. U bent dan klaar."
_CLOSED_FOR_ONE = "Kiest u ja? Dan geeft u die organisatie geen cijfer."
_UNKNOWN = (
    "Op de andere bladen ziet u geen namen. Daar heten de organisaties A, B, C. Zo kijkt iedereen alleen "
    "naar het antwoord. Geef ze allemaal een cijfer. Kiest u ergens ja, dan telt dat cijfer later niet mee."
)
_MARKED = "Is een stuk onderstreept? Daar staat misschien een naam. Let daar niet op."


def write_resident_book(assignment: Assignment, path: Path) -> None:
    """Write the workbook of a resident. Raises OSError."""
    kind = f"Beoordeling door {assignment.assessor}"
    with replacing_from_memory(path) as memory, new_workbook(memory, assignment.tender, kind) as workbook:
        _ResidentBook(workbook, assignment).write()


class _ResidentBook:
    def __init__(self, workbook: Any, assignment: Assignment) -> None:
        self.workbook, self.given = workbook, assignment
        self.tender: Tender = assignment.tender
        self.styles = Styles(workbook, SIZE)
        self.counters: list[Counter] = []
        self.interest_cells = ("", "")

    def write(self) -> None:
        """All sheets."""
        given = self.given
        guide = self._page(GUIDE_SHEET, (WIDTHS[0], sum(WIDTHS[1:])), GREY)
        interests = self._page(INTERESTS_SHEET, _INTERESTS, ACCENT)
        self._interests(interests)
        pages = [self._page(clean(task.criterion.code), WIDTHS, ACCENT) for task in given.tasks]
        for page, task in zip(pages, given.tasks, strict=True):
            self._task(page, task)
        self._guide(guide)
        footer = footer_text(f"{self.tender.info.reference} · {given.assessor}")
        for page in (guide, interests, *pages):
            page.finish(footer, landscape=False)
        guide.sheet.activate()

    def _page(self, name: str, widths: tuple[float, ...], colour: str) -> Page:
        sheet = self.workbook.add_worksheet(name)
        sheet.set_tab_color(colour)
        return Page(sheet, name, self.styles, widths, blank=True)

    def _title(self, page: Page, text: str) -> None:
        last = len(page.widths) - 1
        page.span(0, last, clean(text), self.styles("title", font_size=TITLE, text_wrap=True))
        page.end_row(height_of(count_lines(clean(text), sum(page.widths), TITLE), TITLE))

    def _text(self, page: Page, text: str) -> None:
        page.line(clean(text), "text", len(page.widths) - 1, size=SIZE)
        page.gap(6)

    def _guide(self, page: Page) -> None:
        self._title(page, f"Voor {self.given.assessor}: wat vindt u?")
        self._text(page, self.tender.info.title)
        if self.tender.info.fictional:
            page.line("FICTIEF VOORBEELD. Dit is geen echte aanbesteding.", "notice", 1, size=SIZE)
            page.gap(6)
        for number, text in enumerate(
            (*_STEPS[:3], *((_MARKED,) if self.given.marked else ()), *_STEPS[3:]), 1
        ):
            page.put(0, f"Stap {number}", self.styles("bold"))
            page.put(1, text, self.styles("text"))
            page.end_row(height_of(count_lines(text, page.widths[1], SIZE), SIZE))
        page.gap(10)
        page.put(0, "Blad", self.styles("header"))
        page.put(1, "Zoveel moet u nog doen", self.styles("header"))
        page.end_row(26)
        for each in self.counters:
            page.link(0, each.sheet, each.sheet, self.styles("link_label"))
            page.put_formula(page.row, 1, each.left, self.styles("counter"), each.rows)
            page.end_row(24)
        page.gap(14)
        small = Page(
            page.sheet, page.name, Styles(self.workbook), page.widths, page.row, page.heights, blank=True
        )
        write_stamp(small, self.tender)
        small.put(0, STAMP_WORK, small.styles("stamp"))
        small.put(1, self.given.stamp, small.styles("stamp", num_format="@"))
        small.end_row(15)
        page.row = small.row

    def _interests(self, page: Page) -> None:
        self._title(page, "Kent u een organisatie goed?")
        self._text(page, _NOTE)
        if self.given.none_with_interest:
            self._text(page, _CLOSED_FOR_ALL)
        else:
            self._text(page, _UNKNOWN if self.given.nameless else _CLOSED_FOR_ONE)
        if not self.given.people:
            return
        first = page.row + 1
        self.interest_cells = write_interests(page, self.given.people, 46)
        cells = f"{quoted(page.name)}!$D${first + 1}:$D${page.row}"
        self.counters.append(Counter(page.name, cells, len(self.given.people), len(self.given.people)))

    def _task(self, page: Page, task: Task) -> None:
        leaf = task.criterion
        assert isinstance(leaf.rule, AssessedRule)
        breaks = []
        for one in task.answers:
            self._card(page, leaf, leaf.rule, one)
            breaks.append(page.row)
        page.sheet.set_h_pagebreaks(breaks[:-1])
        if task.answers:
            cells = f"{quoted(page.name)}!$C$1:$C${page.row}"
            rows = sum(one.open for one in task.answers)
            self.counters.append(Counter(page.name, cells, rows, len(task.answers)))

    def _card(self, page: Page, leaf: Criterion, rule: AssessedRule, one: Answered) -> None:
        question = self.tender.question_of(leaf)
        self._title(page, leaf.title)
        name = f"$B${page.row + 1}"
        self._row(page, CARD["Inschrijver"], one.name, bold=True)
        self._row(page, CARD["Criterium"], leaf.code)
        if question is not None:
            self._row(page, "De vraag", f"{question.text}\n{question.hint}".strip(), bold=True)
        if rule.looks_at:
            self._row(page, "Let op", "\n".join(f"•  {text}" for text in rule.looks_at))
        for number, (start, end) in enumerate(pieces(one.text, WIDTHS[1] + WIDTHS[2], _MOST_LINES, SIZE)):
            self._answer(page, "" if number else "Het antwoord", one, start, end)
        page.gap(10)
        scale = self.tender.scales[rule.scale]
        grades = self._choices(page, scale)
        page.gap(10)
        self._fill_in(page, one, name, scale, grades)

    def _row(self, page: Page, label: str, value: CellContent, *, bold: bool = False) -> None:
        text = clean(str(value))
        page.put(_LABEL, label, self.styles("label", font_color=GREY))
        page.span(_VALUE, _CHECK, text, self.styles("label", bold=bold))
        page.end_row(height_of(count_lines(text, sum(WIDTHS[1:]), SIZE), SIZE))

    def _answer(self, page: Page, label: str, one: Answered, start: int, end: int) -> None:
        text = one.text[start:end]
        style = self.styles("text", align="left", indent=1)
        page.put(_LABEL, label, self.styles("label", font_color=GREY))
        page.span(_VALUE, _CHECK, "", style)
        page.put_marked(_VALUE, text, within(one.marks, start, end), style)
        page.end_row(height_of(max(2, count_lines(text, sum(WIDTHS[1:]), SIZE)), SIZE))

    def _choices(self, page: Page, scale: Scale) -> str:
        """What every grade means; gives the cells of the grades."""
        page.put(_LABEL, "U kunt kiezen", self.styles("header"))
        page.span(_VALUE, _CHECK, "Wanneer past dit cijfer?", self.styles("header"))
        page.end_row(26)
        first = page.row + 1
        for step in scale.steps:
            text = clean(f"{step.name}: {step.description}")
            page.put(_LABEL, step.grade, self.styles("printed", align="center", bold=True))
            page.span(_VALUE, _CHECK, text, self.styles("printed"))
            page.end_row(height_of(count_lines(text, sum(WIDTHS[1:]), SIZE), SIZE) + 2)
        return f"{quoted(page.name)}!$A${first}:$A${page.row}"

    def _fill_in(self, page: Page, one: Answered, name: str, scale: Scale, grades: str) -> None:
        """The two cells to fill in, and what is left to do there."""
        grade, comment = f"$B${page.row + 1}", f"$B${page.row + 2}"
        look = ("input", "input_text") if one.open else ("off", "off")
        page.put(_LABEL, CARD["Cijfer"], self.styles("label", bold=True, valign="vcenter"))
        page.put(_VALUE, None, self.styles(look[0], font_size=TITLE, align="left"))
        if one.open:
            check = cells_check(grade, comment, grades, _EVERY)
            if interest := interest_test(self.given, self.interest_cells, name):
                check = f'IF({interest},"{CLOSED} Geen cijfer: u kiest ja bij {INTERESTS_SHEET}",{check})'
            page.put_formula(page.row, _CHECK, check, self.styles("status"), TO_DO)
            choice = grade_choice(scale, f"={grades}")
            page.sheet.data_validation(page.row, _VALUE, page.row, _VALUE, choice)
        else:
            page.put(_CHECK, f"{CLOSED} Geen cijfer nodig", self.styles("status"))
        page.end_row(48)
        page.put(_LABEL, CARD["Toelichting"], self.styles("label", bold=True))
        page.span(_VALUE, _CHECK, "", self.styles(look[1]))
        page.end_row(height_of(5, SIZE))
