"""The sheet that says, while one types, whether the form is ready to hand in and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inkoop.domain.questions import TableQuestion, TextQuestion
from inkoop.domain.tender import Tender
from inkoop.rules.submission.sections import Section, sections
from inkoop.writers.form.check.codes import ONLY_PROGRAM
from inkoop.writers.form.check.demands import Demands
from inkoop.writers.form.check.facts import Facts
from inkoop.writers.form.check.formulas import GOOD, LONGEST, NONE, NOTE, WRONG, joined, literal, starting
from inkoop.writers.form.check.prices import prices_of
from inkoop.writers.form.check.questions import QuestionChecks, Steps
from inkoop.writers.form.check.row_rules import sums_of
from inkoop.writers.form.check.rows import STEP_WIDTH, STEPS_TITLE, RowChecks, TableChecks
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

    def write(self) -> None:
        """The whole sheet; the question sheets have been written before it."""
        parts = sections(self.tender)
        self._plan(parts)
        places = {code: self._steps(row) for code, row in self.rows.items()}
        checks = QuestionChecks(self.tender, self.inputs, self.registry, places, self._tables())
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
        wrong, notes = (starting(self._states(), sign) for sign in (WRONG, NOTE))
        ready = literal(f"{GOOD} U bent klaar om in te dienen")
        left = f'{literal(f"{WRONG} Nog ")}&{wrong}&IF({wrong}=1," punt"," punten")&" te herstellen"'
        self._merged(VERDICT_ROW, f"IF({wrong}=0,{ready},{left})", page.styles("verdict"), 30)
        look = f'{literal(f"{NOTE} Kijk nog naar ")}&{notes}&IF({notes}=1," opmerking"," opmerkingen")'
        none = literal(f"{GOOD} Er zijn geen opmerkingen")
        self._merged(REMARK_ROW, f"IF({notes}=0,{none},{look})", page.styles("verdict", font_size=11), 22)
        for column, header in enumerate(HEADERS):
            page.put(column, header, page.styles("header"), HEADER_ROW)
        page.sheet.set_row(TITLE_ROW, 30)
        page.sheet.set_row(HEADER_ROW, 32)
        page.sheet.freeze_panes(HEADER_ROW + 1, 0)
        page.sheet.repeat_rows(HEADER_ROW)
        page.row = HEADER_ROW + 1
        page.line(INTRO, "note", READ)
        page.row = SUMMARY_ROW

    def _merged(self, row: int, formula: str, style: Any, height: float) -> None:
        self.page.sheet.merge_range(row, QUESTION, row, READ, "", style)
        self.page.sheet.write_formula(row, QUESTION, f"={formula}", style, "")
        self.page.sheet.set_row(row, height)

    def _states(self) -> str:
        """The area with the state of every question; section headings in between hold nothing."""
        first, last = min(self.rows.values()), max(self.rows.values())
        return f"$C${first + 1}:$C${last + 1}"

    def _summary(self, parts: tuple[Section, ...]) -> None:
        page = self.page
        for part in parts:
            area = f"$C${self.rows[part.questions[0]] + 1}:$C${self.rows[part.questions[-1]] + 1}"
            wrong, notes, off = (starting(area, sign) for sign in (WRONG, NOTE, NONE))
            total = len(part.questions)
            listed = self._codes(part)
            wrong_text = f'{literal(f"{WRONG} ")}&{wrong}&IF({wrong}=1," punt"," punten")&{listed}'
            done = f"({total}-{off})"
            good = f'{literal(f"{GOOD} volledig: ")}&{done}&IF({done}=1," antwoord"," antwoorden")'
            remarks = f'IF({notes}=0,"",", "&{notes}&IF({notes}=1," opmerking"," opmerkingen"))'
            page.put(QUESTION, clean(part.title), page.styles("state", bold=True))
            self._link(part.questions[0], "begin")
            self._formula(STATE, f"IF({wrong}=0,{good},{wrong_text})&{remarks}", "state")
            page.put(READ, None, page.styles("label"))
            page.end_row(32)

    def _codes(self, part: Section) -> str:
        """The codes of the questions with a fault, as far as a formula has room for them."""
        parts = [
            f'IF(LEFT($C${self.rows[code] + 1},1)="{WRONG}",{literal(f"{code}, ")},"")'
            for code in part.questions
        ]
        formula = f'": vraag "&{joined(parts)}'
        return formula if len(formula) < LONGEST // 2 else '""'

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
            self._formula(STATE, checks.status(question, found), "state")
            self._formula(READ, checks.value(question), KINDS[question.kind].read_style)
            if bare := checks.bare(question):
                self._formula(BARE, bare, "step")
            self._formula(OWN, checks.state(question), "step")
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

    def _formula(self, column: int, formula: str, style: str, row: int | None = None) -> None:
        if len(formula) >= LONGEST:
            raise ValueError(f"{self.page.name}: deze formule is te lang voor een werkblad")
        name, _, number_format = style.partition("|")
        made = self.page.styles(name, num_format=number_format) if number_format else self.page.styles(name)
        self.page.sheet.write_formula(self.page.row if row is None else row, column, f"={formula}", made, "")

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
            self._formula(STATE, fact.formula, "state")
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
                made.sheet.write_formula(row, STATUS, f"={place.formula()}", made.styles("status"), "")

    def _counters(self) -> None:
        """Above a long answer how many words it has, and how many it may have."""
        for code, place in self.registry.counters.items():
            question = self.tender.questions[code]
            assert isinstance(question, TextQuestion)
            read = CellRef(self.page.name, self.rows[code], READ).formula()
            limit = question.max_words
            count = f"IF(ISNUMBER({read}),{read},0)"
            many = f'IF({count}>{limit},"{WRONG} ","")'
            made = self.registry.pages[place.sheet]
            formula = f"={many}&{count}&{literal(f' van hoogstens {limit} woorden')}"
            made.sheet.write_formula(place.row, place.column, formula, made.styles("counter"), "")

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
