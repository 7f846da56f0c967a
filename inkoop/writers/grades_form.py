"""The panel's workbook: a grade for every open answer, and decisions where a person must judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from inkoop.domain.cells import column_letters
from inkoop.domain.form_layout import (
    DECISIONS_HEADERS,
    DECISIONS_SHEET,
    FOUND_HEADER,
    GRADES_HEADERS,
    GRADES_SHEET,
)
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.submission import JUDGING, WHOLE_SUBMISSION, Ruling
from inkoop.domain.tender import Criterion, Scale, Tender
from inkoop.rules.dutch_format import decimal_text
from inkoop.views.words.weights import weight_text
from inkoop.views.words.wording import number_text
from inkoop.writers.atomic import replacing_from_memory
from inkoop.writers.form.book import new_workbook
from inkoop.writers.form.page import Page, clean, count_lines, footer_text, height_of
from inkoop.writers.form.registry import quoted
from inkoop.writers.form.styles import ACCENT, GREY, Styles
from inkoop.writers.form.welcome import write_stamp

GUIDE_SHEET = "Uitleg"
SCALE_SHEET = "Schaal"
GUIDE = (
    (
        GRADES_SHEET,
        "Geef elk antwoord een cijfer van de schaal. Schrijf op waarom: zonder toelichting telt het niet. "
        "Bij de titel staat wat er gevraagd is, waar u op let, hoeveel het telt en welke cijfers er zijn. Is "
        "een regel grijs, dan gold die vraag niet voor deze inschrijver: daar geeft u geen cijfer.",
    ),
    (
        DECISIONS_SHEET,
        "Hier staat elk punt waarover u moet besluiten. Kies voldoet of voldoet niet, of typ lees als met "
        "het antwoord erachter (lees als 39,90). Bij een meerkeuzevraag typt u de keuzes met komma's "
        "ertussen. Bij een tabel staat de cel bij het onderwerp. Telt een bestand niet omdat er een ander "
        "is, kies dan vervangen, met inschrijving als onderwerp. Zonder motivering telt een besluit niet.",
    ),
    (SCALE_SHEET, "De cijfers die u kunt geven, met wat ze betekenen."),
    (
        "Prijzen",
        "Die staan niet in dit bestand: u beoordeelt de kwaliteit zonder de prijs te kennen. Moet iemand een "
        "prijs lezen (lees als), vul dat dan pas in als alle cijfers vaststaan, of in een apart werkblad.",
    ),
)
_SEVERAL = "Het cijfer van elke beoordelaar, met een puntkomma ertussen: het gemiddelde telt. "
GRADE_WIDTHS = (26.0, 10.0, 52.0, 80.0, 10.0, 60.0)
NOT_ASKED = "Niet gevraagd: deze vraag gold niet voor deze inschrijver."
DECISION_WIDTHS = (32.0, 16.0, 20.0, 60.0, 18.0, 32.0, 12.0, 60.0)
SCALE_WIDTHS = (10.0, 26.0, 14.0, 80.0)
SPARE_DECISIONS = 20
"""Empty rows for decisions, besides those that are given."""
TITLE, GRADE, COMMENT = 2, 4, 5
LONGEST_SOURCE = 255
"""A drop-down that holds its own words cannot be longer."""


@dataclass(frozen=True, slots=True)
class TendererAnswers:
    """A tenderer by name, with the raw text of the answers by question code."""

    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    """The criteria that this tenderer was not asked about: nothing is graded there."""


@dataclass(frozen=True, slots=True)
class GivenGrade:
    """A grade that is already known; a grade that is text is written as that text."""

    grade: Decimal | int | str | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """A decision, or with an empty one a point that waits for it; the subject is a code or `inschrijving`."""

    tenderer: str
    subject: str
    decision: str
    motivation: str = ""
    by: str = ""
    file: str = ""
    lot: str = ""
    found: str = ""
    """What it is about, for who decides."""


def write_grades_form(
    tender: Tender,
    tenderers: Sequence[TendererAnswers],
    path: Path,
    grades: Mapping[tuple[str, str], GivenGrade] | None = None,
    decisions: Sequence[GivenDecision] | None = None,
) -> None:
    """Write the panel's workbook, with grades by (tenderer, criterion) and decisions where given.

    It holds the answers to assessed criteria only: no prices, and no other tenderer's grade is computed.
    ValueError when a grade is for a tenderer or criterion that is not assessed; then nothing is written.
    """
    known = {(one.name, leaf.code) for one in tenderers for leaf in tender.assessed}
    unknown = sorted(" / ".join(key) for key in set(grades or {}) - known)
    if unknown:
        raise ValueError(f"geen cijfer te geven voor: {', '.join(unknown)}")
    with replacing_from_memory(path) as memory, new_workbook(memory, tender, "Beoordeling") as workbook:
        _GradesForm(workbook, tender, tenderers, grades or {}, decisions or ()).write()


def write_scales(page: Page, tender: Tender) -> Mapping[str, str]:
    """Write the scales; gives the cells with the grades of each, for the drop-downs."""
    cells: dict[str, str] = {}
    for name, scale in tender.scales.items():
        cells[name] = f"={write_scale(page, scale, SCALE_WIDTHS[3])}"
        page.gap(16)
    return cells


def write_scale(
    page: Page, scale: Scale, width: float, columns: tuple[int, int, int, int] = (0, 1, 2, 3)
) -> str:
    """Write one scale; gives the cells of its grades.

    Args:
        width: of the column that says what a step means.
        columns: of the grade, its name, its share of the points, and what it means.
    """
    grade, name, share, meaning = columns
    page.put(0, clean(scale.title), page.styles("title"))
    page.end_row(30)
    headers = ("Cijfer", "Naam", "Deel van de punten", "Wanneer past dit?")
    for column, header in zip(columns, headers, strict=True):
        page.put(column, header, page.styles("header"))
    page.end_row(height_of(count_lines(headers[2], page.widths[share])) + 6)
    first = page.row + 1
    for step in scale.steps:
        page.put(grade, step.grade, page.styles("printed"))
        page.put(name, clean(step.name), page.styles("printed"))
        page.put(share, f"{decimal_text(step.percentage)} %", page.styles("printed"))
        page.put(meaning, clean(step.description), page.styles("printed"))
        lines = max(count_lines(step.description, width), count_lines(step.name, page.widths[name]))
        page.end_row(height_of(lines) + 4)
    letter = column_letters(grade + 1)
    return f"{quoted(page.name)}!${letter}${first}:${letter}${page.row}"


def grade_choice(scale: Scale, source: str, *, several: bool = False) -> dict[str, Any]:
    """The rule of a cell for a grade: a list to choose from, that says what each step is called.

    Args:
        several: the cell holds what each assessor gave, so that it is no choice.
    """
    steps = "; ".join(f"{decimal_text(step.grade)} = {step.name}" for step in scale.steps)
    if several:
        return {"validate": "any", "input_title": "Cijfers", "input_message": clean(_SEVERAL + steps)[:255]}
    return {
        "validate": "list",
        "source": source,
        "input_title": "Cijfer",
        "input_message": clean(steps)[:255],
        "error_title": "Kies uit de schaal",
        "error_message": "Kies een cijfer van de schaal. Wat elk cijfer betekent, staat bij de schaal.",
    }


class _GradesForm:
    def __init__(
        self,
        workbook: Any,
        tender: Tender,
        tenderers: Sequence[TendererAnswers],
        grades: Mapping[tuple[str, str], GivenGrade],
        decisions: Sequence[GivenDecision],
    ) -> None:
        self.workbook, self.tender, self.tenderers = workbook, tender, tenderers
        self.grades, self.decisions = grades, decisions
        self.styles = Styles(workbook)
        self.pages: list[Page] = []

    def write(self) -> None:
        """All sheets."""
        guide = self._page(GUIDE_SHEET, (28.0, 88.0), GREY)
        grades = self._page(GRADES_SHEET, GRADE_WIDTHS, ACCENT)
        decisions = self._page(DECISIONS_SHEET, DECISION_WIDTHS, ACCENT)
        scale = self._page(SCALE_SHEET, SCALE_WIDTHS, GREY)
        self._guide(guide)
        self._grades(grades, write_scales(scale, self.tender))
        self._decisions(decisions)
        footer = footer_text(f"{self.tender.info.reference} · Beoordeling")
        for page in self.pages:
            page.finish(footer, landscape=page is not guide)
        grades.sheet.activate()

    def _page(self, name: str, widths: tuple[float, ...], colour: str) -> Page:
        sheet = self.workbook.add_worksheet(name)
        sheet.set_tab_color(colour)
        self.pages.append(Page(sheet, name, self.styles, widths))
        return self.pages[-1]

    def _guide(self, page: Page) -> None:
        info = self.tender.info
        page.put(0, "Beoordeling", self.styles("kicker"))
        page.end_row(18)
        page.line(clean(info.title), "title", 1, size=16)
        if info.fictional:
            page.line("FICTIEF VOORBEELD. Dit is geen echte aanbesteding.", "notice", 1)
        page.gap()
        for label, text in GUIDE:
            page.put(0, label, self.styles("bold"))
            page.put(1, text, self.styles("text"))
            page.end_row(height_of(count_lines(text, 88.0)))
        page.gap(14)
        write_stamp(page, self.tender)

    def _grades(self, page: Page, scale_cells: Mapping[str, str]) -> None:
        self._header(page, GRADES_HEADERS)
        for tenderer in self.tenderers:
            for leaf in self.tender.assessed:
                self._grade_row(page, tenderer, leaf, scale_cells)

    def _grade_row(
        self, page: Page, tenderer: TendererAnswers, leaf: Criterion, scale_cells: Mapping[str, str]
    ) -> None:
        question = self.tender.question_of(leaf)
        answer = tenderer.answers.get(question.code, "") if question else ""
        given = self.grades.get((tenderer.name, leaf.code), GivenGrade(None))
        closed = leaf.code in tenderer.closed and given.grade is None
        for column, text in enumerate((tenderer.name, leaf.code, "", NOT_ASKED if closed else answer)):
            page.put(column, text, self.styles("off" if closed else "label"))
        about = self._about(leaf)
        page.put_rich(TITLE, clean(leaf.title), about, "label")
        page.put(GRADE, given.grade, self.styles("off") if closed else self.styles("input", valign="top"))
        page.put(COMMENT, given.comment, self.styles("off" if closed else "input_text"))
        assert isinstance(leaf.rule, AssessedRule)
        name, several = leaf.rule.scale, self.tender.counts_mean
        rule = grade_choice(self.tender.scales[name], scale_cells[name], several=several)
        if not closed:
            page.sheet.data_validation(page.row, GRADE, page.row, GRADE, rule)
        lines = max(
            count_lines(answer, GRADE_WIDTHS[3]),
            count_lines(f"{leaf.title}\n{about}", GRADE_WIDTHS[TITLE]),
            count_lines(given.comment, GRADE_WIDTHS[5]),
            2,
        )
        page.end_row(height_of(lines) + 4)

    def _about(self, leaf: Criterion) -> str:
        """What was asked, what to look at, what it counts for, and the grades that there are."""
        assert isinstance(leaf.rule, AssessedRule)
        question = self.tender.question_of(leaf)
        path = next((*above, part) for part, above in self.tender.leaves if part is leaf)
        scale = self.tender.scales[leaf.rule.scale]
        parts = [
            f"Vraag: {question.text}" if question else "",
            "".join(("Let op:", *(f"\n   •  {point}" for point in leaf.rule.looks_at)))
            if leaf.rule.looks_at
            else "",
            f"Dit {weight_text(self.tender, path, number_text)}.",
            f"Schaal: {'; '.join(f'{decimal_text(step.grade)} = {step.name}' for step in scale.steps)}.",
        ]
        return clean("\n".join(part for part in parts if part))

    def _decisions(self, page: Page) -> None:
        self._header(page, (*DECISIONS_HEADERS, FOUND_HEADER))
        blank = GivenDecision("", "", "")
        first = page.row
        for one in (*self.decisions, *(blank for _ in range(SPARE_DECISIONS))):
            texts = (one.tenderer, one.subject, one.decision, one.motivation, one.by, one.file, one.lot)
            for column, text in enumerate(texts):
                page.put(column, text, self.styles("input_text"))
            page.put(len(texts), one.found, self.styles("label"))
            lines = max(
                count_lines(one.motivation, DECISION_WIDTHS[3]), count_lines(one.found, DECISION_WIDTHS[7])
            )
            page.end_row(height_of(lines) + 8)
        subjects = [r.code for r in self.tender.requirements if r.consequence == "voorleggen"]
        lots = [lot.code for lot in self.tender.lots.items] if self.tender.lots else []
        rulings = [ruling.value for ruling in Ruling if ruling in {*JUDGING, Ruling.WITHDRAWN}]
        columns: list[tuple[int, list[str], str]] = [
            (0, [], "De naam zoals die op het blad Cijfers staat."),
            (
                1,
                [*subjects, WHOLE_SUBMISSION],
                "De code van een eis of vraag, bij een tabel met de cel erbij. Of inschrijving: het geheel.",
            ),
            (2, rulings, "Kies, of typ lees als met het antwoord erachter: lees als 39,90."),
            (4, [], "Wie dit besloot."),
            (5, [], "Het bestand, als twee inschrijvingen dezelfde naam hebben."),
            (6, lots, "Leeg als het besluit voor alle percelen geldt."),
        ]
        for column, source, message in columns:
            fits = source and len(",".join(source)) <= LONGEST_SOURCE
            rule: dict[str, Any] = {
                **({"validate": "list", "source": source} if fits else {"validate": "any"}),
                "input_title": DECISIONS_HEADERS[column],
                "input_message": message,
                # The list helps; what else may be typed, the program says when it reads it.
                "show_error": False,
            }
            page.sheet.data_validation(first, column, page.row - 1, column, rule)

    def _header(self, page: Page, headers: Sequence[str]) -> None:
        for column, header in enumerate(headers):
            page.put(column, header, self.styles("header"))
        page.end_row(22)
        page.sheet.freeze_panes(1, 2 if headers is GRADES_HEADERS else 1)
        page.sheet.repeat_rows(0)
