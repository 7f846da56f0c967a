"""The panel's workbook: what each assessor gave and wrote side by side, the largest differences first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inkoop.domain.cells import column_letters
from inkoop.domain.form_layout import GRADES_BETWEEN, GRADES_SHEET
from inkoop.domain.procedure.work_sheets import CHECK_HEADER, SPREAD_HEADER, TO_DO, SideBySide
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text
from inkoop.writers.atomic import replacing_from_memory
from inkoop.writers.form.book import new_workbook
from inkoop.writers.form.page import Page, count_lines, footer_text, height_of
from inkoop.writers.form.styles import ACCENT, GREY, Styles
from inkoop.writers.grades_form import (
    GUIDE_SHEET,
    SCALE_SHEET,
    SCALE_WIDTHS,
    grade_choice,
    write_scales,
)
from inkoop.writers.procedure.assessor_book import GUIDE_WIDTHS, comment_steps, row_check, steps_formula
from inkoop.writers.procedure.work_guide import Counter, counter_of, write_work_guide

STEPS = (
    "Op het blad Cijfers staat elk antwoord met wat iedere beoordelaar gaf en schreef. Waar de cijfers het "
    "verst uit elkaar liggen, staat bovenaan.",
    "Hieronder ziet u wat er nog te doen is. Staat er 0? Bewaar het bestand en lever het in.",
)
_TOGETHER = (
    "Bespreek het antwoord, niet de inschrijver. Kies samen een cijfer van de schaal, en schrijf op waarom. "
    "De inschrijver leest deze toelichting.",
    "Het gemiddelde hoeft het niet te worden: het cijfer is wat u samen vindt. Schrijf bij elk antwoord een "
    "eigen toelichting.",
)
_BY_MEAN = (
    "Bespreek het antwoord, niet de inschrijver. De cijfers staan er al, van laag naar hoog: hun gemiddelde "
    "telt. Verander ze niet.",
    "Schrijf bij elk antwoord samen op waarom dit past, met een eigen toelichting. De inschrijver leest die.",
)
_NO_LETTERS = (
    "Noem in een toelichting geen letter en geen beoordelaar: wie haar later leest, ziet de naam van de "
    "inschrijver."
)
_BEFORE = ("Inschrijver", "Criterium", "Antwoord", SPREAD_HEADER)
_BEFORE_WIDTHS = (20.0, 11.0, 50.0, 11.0)
_GIVEN_WIDTHS = (9.0, 30.0)
_AFTER_WIDTHS = (10.0, 44.0, 16.0)


def write_panel_book(
    tender: Tender, stamp: str, rows: Sequence[SideBySide], told: Sequence[str], path: Path
) -> None:
    """Write the workbook in which a panel writes down what it agreed on. Raises OSError.

    Args:
        rows: every answer, in the order in which they are talked over.
        told: what the agreement figures say.
    """
    with replacing_from_memory(path) as memory, new_workbook(memory, tender, "Overleg") as workbook:
        _PanelBook(workbook, tender, stamp, rows, told).write()


class _PanelBook:
    def __init__(
        self, workbook: Any, tender: Tender, stamp: str, rows: Sequence[SideBySide], told: Sequence[str]
    ) -> None:
        self.workbook, self.tender, self.stamp, self.rows, self.told = workbook, tender, stamp, rows, told
        self.styles = Styles(workbook)
        self.labels = sorted({given.label for row in rows for given in row.given}, key=lambda b: (len(b), b))
        self.first_own = len(_BEFORE) + 2 * len(self.labels)
        """The column of the grade that is agreed on."""

    def write(self) -> None:
        """All sheets."""
        guide = self._page(GUIDE_SHEET, GUIDE_WIDTHS, GREY)
        widths = (*_BEFORE_WIDTHS, *(_GIVEN_WIDTHS * len(self.labels)), *_AFTER_WIDTHS)
        grades = self._page(GRADES_SHEET, widths, ACCENT)
        scale = self._page(SCALE_SHEET, SCALE_WIDTHS, GREY)
        self._grades(grades, write_scales(scale, self.tender))
        counters = [self._counter(grades)]
        rules = self.tender.assessors
        nameless = (_NO_LETTERS,) if rules is not None and rules.anonymous else ()
        steps = (STEPS[0], *(_BY_MEAN if self.tender.counts_mean else _TOGETHER), *nameless, *STEPS[1:])
        write_work_guide(guide, self.tender, "Overleg", "Het panel", steps, counters, self.stamp, self.told)
        footer = footer_text(f"{self.tender.info.reference} · Overleg")
        for page in (guide, grades, scale):
            page.finish(footer, landscape=page is not guide)
        grades.sheet.activate()

    def _page(self, name: str, widths: tuple[float, ...], colour: str) -> Page:
        sheet = self.workbook.add_worksheet(name)
        sheet.set_tab_color(colour)
        return Page(sheet, name, self.styles, widths, blank=True)

    def _counter(self, page: Page) -> Counter:
        return counter_of(page, 1, self.first_own + 2, len(self.rows))

    def _grades(self, page: Page, scales: Mapping[str, str]) -> None:
        given = (text for label in self.labels for text in (label, f"{label} schreef"))
        headers = (*_BEFORE, *given, "Cijfer", "Toelichting", CHECK_HEADER)
        for column, header in enumerate(headers):
            page.put(column, header, self.styles("header"))
        page.end_row(30)
        page.sheet.freeze_panes(1, 2)
        page.sheet.repeat_rows(0)
        for row in self.rows:
            self._row(page, row, scales)

    def _row(self, page: Page, row: SideBySide, scales: Mapping[str, str]) -> None:
        spread = f"{decimal_text(row.spread)} %" if len(row.given) > 1 else ""
        for column, text in enumerate((row.name, row.criterion.code, row.text, spread)):
            page.put(column, text, self.styles("label"))
        by_label = {given.label: given for given in row.given}
        lines = count_lines(row.text, _BEFORE_WIDTHS[2])
        for number, label in enumerate(self.labels):
            column, given = len(_BEFORE) + 2 * number, by_label.get(label)
            page.put(column, given.grade if given else "–", self.styles("label"))
            page.put(column + 1, given.comment if given else "", self.styles("label"))
            lines = max(lines, count_lines(given.comment, _GIVEN_WIDTHS[1]) if given else 0)
        letters = (column_letters(self.first_own + 1), column_letters(self.first_own + 2))
        self._own(page, row, scales)
        page.put(self.first_own + 1, None, self.styles("input_text"))
        lines = max(lines, count_lines(_grades_text(row), _AFTER_WIDTHS[0]))
        page.put_formula(
            page.row,
            self.first_own + 2,
            self._check(page.row + 1, row, scales, letters),
            self.styles("status"),
            TO_DO,
        )
        page.end_row(height_of(max(lines, 3)))

    def _own(self, page: Page, row: SideBySide, scales: Mapping[str, str]) -> None:
        """The cell of what the panel gives; where the mean counts it says what each gave."""
        if self.tender.counts_mean:
            page.put(self.first_own, _grades_text(row), self.styles("label", bold=True))
            return
        page.put(self.first_own, None, self.styles("input", valign="top"))
        assert isinstance(row.criterion.rule, AssessedRule)
        name = row.criterion.rule.scale
        rule = grade_choice(self.tender.scales[name], scales[name])
        page.sheet.data_validation(page.row, self.first_own, page.row, self.first_own, rule)

    def _check(
        self, number: int, row: SideBySide, scales: Mapping[str, str], letters: tuple[str, str]
    ) -> str:
        rows = 2, len(self.rows) + 1
        assert isinstance(row.criterion.rule, AssessedRule)
        if not self.tender.counts_mean:
            return row_check(number, scales[row.criterion.rule.scale].removeprefix("="), rows, letters)
        comment, every = f"${letters[1]}{number}", f"${letters[1]}${rows[0]}:${letters[1]}${rows[1]}"
        return steps_formula(((f'TRIM({comment})=""', TO_DO), *comment_steps(comment, every)))


def _grades_text(row: SideBySide) -> str:
    """What each gave, from low to high, as the mean of it is typed."""
    return GRADES_BETWEEN.join(decimal_text(grade) for grade in sorted(one.grade for one in row.given))
