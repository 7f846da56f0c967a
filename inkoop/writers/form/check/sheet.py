"""The sheet that says, while one types, whether the form is ready to hand in and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inkoop.domain.questions import TableQuestion, TextQuestion
from inkoop.domain.tender import Tender
from inkoop.rules.submission.sections import Section, sections
from inkoop.writers.form.check.codes import ONLY_PROGRAM
from inkoop.writers.form.check.demands import Demands
from inkoop.writers.form.check.facts import Facts
from inkoop.writers.form.check.formulas import GOOD, LONGEST, NONE, NOTE, WRONG, literal, shown
from inkoop.writers.form.check.prices import prices_of
from inkoop.writers.form.check.questions import QuestionChecks, Steps
from inkoop.writers.form.check.row_rules import sums_of
from inkoop.writers.form.check.rows import STEP_WIDTH, STEPS_TITLE, RowChecks, TableChecks
from inkoop.writers.form.check.states import States
from inkoop.writers.form.check.told import Told
from inkoop.writers.form.inputs import Inputs
from inkoop.writers.form.kinds import KINDS
from inkoop.writers.form.page import Page, clean
from inkoop.writers.form.questions import STATUS
from inkoop.writers.form.registry import CellRef, Registry

QUESTION, PLACE, STATE, READ, GAP, BARE, OWN = range(7)
WIDTHS = (43.0, 14.0, 53.0, 23.0, 2.0, STEP_WIDTH, STEP_WIDTH)
HEADERS = ("Onderdeel of vraag", "Ga naar", "Controle", "Zo leest het formulier uw antwoord")
TITLE_ROW, VERDICT_ROW, REMARK_ROW, HEADER_ROW = range(4)
SUMMARY_ROW = 5
INTRO = (
    "Dit blad verandert mee terwijl u typt. ✓ is in orde, ✗ moet u nog herstellen, ! is iets om na te kijken,"
    " – hoeft niet. Ziet u hier niets staan? Open het bestand in Excel, LibreOffice of Google Spreadsheets."
)


@dataclass
class CheckSheet:
    """Writes the check sheet, and beside every question what it says about that question."""

    tender: Tender
    inputs: Inputs
    registry: Registry
    page: Page
    rows: dict[str, int] = field(default_factory=dict)
    """The row of every question on this sheet."""
    first: dict[str, str] = field(default_factory=dict)
    """The state of every question while nothing has been filled in."""

    def write(self) -> None:
        """The whole sheet; the question sheets have been written before it."""
        parts = sections(self.tender)
        self._plan(parts)
        places = {code: self._steps(row) for code, row in self.rows.items()}
        checks = QuestionChecks(self.tender, self.inputs, self.registry, places, self._tables())
        self.first = {code: checks.first_status(self.tender.questions[code]) for code in self.rows}
        self._top()
        self._summary(parts)
        for part in parts:
            self._section(part, checks)
        self._facts(checks)
        self._limits()
        self._beside()
        self._counters()
        self._colours()

    def _plan(self, parts: tuple[Section, ...]) -> None:
        row = SUMMARY_ROW + len(parts) + 1
        for part in parts:
            for number, code in enumerate(part.questions):
                self.rows[code] = row + 1 + number
            row += len(part.questions) + 2

    def _steps(self, row: int) -> Steps:
        cells = [CellRef(self.page.name, row, column) for column in (STATE, READ, BARE, OWN)]
        return Steps(*cells)

    def _tables(self) -> Mapping[str, TableChecks]:
        writer = RowChecks(self.tender, self.inputs, self.registry)
        found: dict[str, TableChecks] = {}
        for question in self.tender.filled_in.values():
            if isinstance(question, TableQuestion):
                found |= writer.write(question)
        return found

    def _top(self) -> None:
        page = self.page
        page.put(QUESTION, "Controle van uw inschrijving", page.styles("title"), TITLE_ROW)
        states = self._states(list(self.rows))
        self._merged(VERDICT_ROW, states.verdict(), page.styles("verdict"), 30)
        self._merged(REMARK_ROW, states.remarks(), page.styles("verdict", font_size=11), 22)
        for column, header in enumerate(HEADERS):
            page.put(column, header, page.styles("header"), HEADER_ROW)
        page.sheet.set_row(TITLE_ROW, 30)
        page.sheet.set_row(HEADER_ROW, 32)
        page.sheet.freeze_panes(HEADER_ROW + 1, 0)
        page.sheet.repeat_rows(HEADER_ROW)
        page.row = HEADER_ROW + 1
        page.line(INTRO, "note", READ)
        page.row = SUMMARY_ROW

    def _merged(self, row: int, told: Told, style: Any, height: float) -> None:
        self.page.sheet.merge_range(row, QUESTION, row, READ, "", style)
        self.page.put_formula(row, QUESTION, told.formula, style, told.first)
        self.page.sheet.set_row(row, height)

    def _states(self, codes: Sequence[str]) -> States:
        """The states of these questions; section headings in between hold nothing."""
        return States({code: f"$C${self.rows[code] + 1}" for code in codes}, self.first)

    def _summary(self, parts: tuple[Section, ...]) -> None:
        page = self.page
        for part in parts:
            page.put(QUESTION, clean(part.title), page.styles("state", bold=True))
            self._link(part.questions[0], "begin")
            self._formula(STATE, *self._states(part.questions).summary(), "state")
            page.put(READ, None, page.styles("label"))
            page.end_row(32)

    def _section(self, part: Section, checks: QuestionChecks) -> None:
        page = self.page
        page.row = self.rows[part.questions[0]] - 1
        page.fill(QUESTION, READ, page.styles("part"))
        page.put(QUESTION, clean(part.title), page.styles("part"))
        page.end_row(22)
        demands = Demands(checks)
        for code in part.questions:
            question = self.tender.questions[code]
            page.put(QUESTION, clean(question.text), page.styles("state"))
            self._link(code, code)
            found = [*demands.of(question), *prices_of(checks, question)]
            if isinstance(question, TableQuestion):
                found += sums_of(checks, question)
            self._formula(STATE, checks.status(question, found), self.first[code], "state")
            read_style = KINDS[question.kind].read_style
            self._formula(READ, checks.value(question), checks.first_value(question), read_style)
            if bare := checks.bare(question):
                self._formula(BARE, bare, "", "step")
            self._formula(OWN, checks.state(question), "", "step")
            page.end_row(32)

    def _link(self, code: str, text: str) -> None:
        place = self._first(code)
        sheet = place.sheet.replace("'", "''")
        target = f"internal:'{sheet}'!{place.formula().rpartition('!')[2].replace('$', '')}"
        shown = f"naar {text}"
        self.page.sheet.write_url(
            self.page.row, PLACE, target, self.page.styles("link_label", valign="vcenter"), shown
        )

    def _first(self, code: str) -> CellRef:
        """The first cell to fill in for a question."""
        if code in self.registry.tables:
            area = self.registry.tables[code]
            return CellRef(area.sheet, area.first_row, 1)
        if code in self.registry.options:
            return next(iter(self.registry.options[code].values()))
        return self.registry.answers[code]

    def _formula(self, column: int, formula: str, first: str | int, style: str) -> None:
        if len(formula) >= LONGEST:
            raise ValueError(f"{self.page.name}: deze formule is te lang voor een werkblad")
        name, _, number_format = style.partition("|")
        made = self.page.styles(name, num_format=number_format) if number_format else self.page.styles(name)
        self.page.put_formula(self.page.row, column, formula, made, first)

    def _facts(self, checks: QuestionChecks) -> None:
        page = self.page
        page.row = max(self.rows.values()) + 2
        lines = list(Facts(checks).all())
        if not lines:
            return
        page.span(QUESTION, READ, "Wat u aanbiedt (ter informatie)", page.styles("part"))
        page.end_row(22)
        for fact in lines:
            page.put(QUESTION, clean(fact.title), page.styles("state"))
            self._link(fact.question, fact.question)
            page.sheet.merge_range(page.row, STATE, page.row, READ, "", page.styles("state"))
            self._formula(STATE, *fact.told, "state")
            page.end_row(46)
        page.gap()

    def _limits(self) -> None:
        page = self.page
        title = "Dit controleert alleen het programma"
        page.span(QUESTION, READ, title, page.styles("part"))
        page.end_row(22)
        for line in ONLY_PROGRAM:
            page.line(f"•  {line}", "text", READ)
        page.put(BARE, STEPS_TITLE, page.styles("stamp"), HEADER_ROW - 1)
        page.put(BARE, "tekst", page.styles("step"), HEADER_ROW)
        page.put(OWN, "oordeel over het vak", page.styles("step"), HEADER_ROW)
        page.printed = READ
        page.fold(BARE, OWN, STEP_WIDTH)

    def _beside(self) -> None:
        """The state of a question beside its answer."""
        for code, row in self.registry.rows.items():
            if code in self.rows:
                place = CellRef(self.page.name, self.rows[code], STATE)
                made = self.registry.pages[self._first(code).sheet]
                made.put_formula(row, STATUS, place.formula(), made.styles("status"), self.first[code])

    def _counters(self) -> None:
        """Above a long answer how many words it has, and how many it may have."""
        for code, place in self.registry.counters.items():
            question = self.tender.questions[code]
            assert isinstance(question, TextQuestion)
            read = CellRef(self.page.name, self.rows[code], READ).formula()
            limit = question.max_words
            count = f"IF(ISNUMBER({read}),{read},0)"
            many = f'IF({count}>{limit},"{WRONG} ","")'
            made, most = self.registry.pages[place.sheet], literal(f" van hoogstens {limit} woorden")
            formula, first = f"{many}&{count}&{most}", f"0{shown(most)}"
            made.put_formula(place.row, place.column, formula, made.styles("counter"), first)

    def _colours(self) -> None:
        """Colour on top of the signs, on this sheet and beside the answers."""
        last = max(self.rows.values()) + 1
        areas = [
            (self.page, VERDICT_ROW, QUESTION, REMARK_ROW, QUESTION),
            (self.page, SUMMARY_ROW, STATE, last, STATE),
        ]
        for code, row in self.registry.rows.items():
            areas.append((self.registry.pages[self._first(code).sheet], row, STATUS, row, STATUS))
        for place in self.registry.counters.values():
            areas.append((self.registry.pages[place.sheet], place.row, place.column, place.row, place.column))
        for code in self.tender.filled_in.keys() & self.registry.tables.keys():
            table = self.registry.tables[code]
            column = table.last_column + 1
            areas.append((self.registry.pages[table.sheet], table.first_row, column, table.last_row, column))
        for page, first_row, first_column, last_row, last_column in areas:
            for sign in (GOOD, WRONG, NOTE, NONE):
                rule = {
                    "type": "text",
                    "criteria": "begins with",
                    "value": sign,
                    "format": page.styles.signal(sign),
                }
                page.sheet.conditional_format(first_row, first_column, last_row, last_column, rule)
