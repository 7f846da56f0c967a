"""The question sheets: organisation, requirements, and one for each criterion."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inkoop.domain.form_layout import ANSWER_HEADER, CODE_HEADER, option_code
from inkoop.domain.questions import MultiChoiceQuestion, Question, TableQuestion, TextQuestion
from inkoop.domain.rules.fixed_tariff import FixedTariffRule
from inkoop.domain.tender import Criterion, Requirement, Tender
from inkoop.rules.dutch_format import euro
from inkoop.views.words.asked import (
    CONFIDENTIAL,
    OPTIONAL,
    REQUIREMENT_KINDS,
    condition_text,
    how,
    precisely,
)
from inkoop.views.words.earns import earns_text
from inkoop.writers.form.inputs import Inputs, marks_of
from inkoop.writers.form.page import CHARACTERS_PER_UNIT, MAX_HEIGHT, Page, clean, count_lines, height_of
from inkoop.writers.form.plan import Chain, FormPlan
from inkoop.writers.form.registry import CellRef, Range, Registry
from inkoop.writers.form.wording import (
    criterion_notes,
    criterion_title,
    general_notes,
    requirement_notes,
)

CODE, QUESTION, ANSWER, HOW, STATUS = range(5)
"""The columns; in the last one the form says what it finds of an answer."""
WIDTHS = (12.0, 40.0, 60.0, 19.0, 30.0)
HEADERS = (CODE_HEADER, "Vraag", ANSWER_HEADER, "Hoe vult u dit in?", "Controle")
CHARACTERS_PER_WORD = 6.6
TITLE_SIZE = 16
ROOM_FROM_WORDS = 11
"""Answers of fewer words fit on one line."""
BLOCK = 200.0
"""How high the rows are of which an answer has several that is too long for one: paper is divided by rows."""
COUNTED_FROM_WORDS = 50
"""From so many words on, how many there are stands above the answer, where one sees it while typing."""


@dataclass
class SectionWriter:
    """Writes question sheets and remembers where every answer goes."""

    tender: Tender
    plan: FormPlan
    inputs: Inputs
    registry: Registry
    answers: Mapping[str, object]

    def general(self, page: Page) -> None:
        """The sheet about the organisation."""
        self._start(page, "Uw organisatie", general_notes(self.tender))
        for question in self.tender.general:
            if question.code in self.tender.filled_in:
                self._question(page, question)

    def requirements(self, page: Page) -> None:
        """The sheet with the requirements, grouped by kind."""
        intro = "Een eis geeft geen punten: u voldoet of u voldoet niet."
        self._start(page, "Eisen", intro)
        for kind, (title, explanation) in REQUIREMENT_KINDS.items():
            group = [requirement for requirement in self.tender.requirements if requirement.kind == kind]
            if group:
                self._band(page, title)
                page.line(explanation, "note", HOW, QUESTION)
            for requirement in group:
                self._part(
                    page,
                    f"{requirement.code} · {requirement.title}",
                    requirement_notes(self.tender, requirement),
                )
                self._ask(page, requirement)

    def criterion(self, page: Page, top: Criterion) -> None:
        """The sheet of one top-level criterion."""
        chain = (top,)
        self._start(
            page,
            criterion_title(self.tender, chain),
            criterion_notes(self.tender, top),
            bool(list(_inside(chain))),
        )
        if top.children:
            self._children(page, chain)
        else:
            self._ask(page, top)

    def _children(self, page: Page, chain: Chain) -> None:
        for child in chain[-1].children:
            below = (*chain, child)
            title = criterion_title(self.tender, below)
            if child.children:
                self._band(page, title)
                if criterion_notes(self.tender, child):
                    page.line(clean(criterion_notes(self.tender, child)), "note", HOW, QUESTION)
                self._children(page, below)
            else:
                self._part(page, title, criterion_notes(self.tender, child))
                self._ask(page, child)

    def _start(self, page: Page, title: str, intro: str, asks: bool = True) -> None:
        page.printed = HOW
        self._title(page, clean(title))
        if intro:
            page.line(clean(intro), "intro", HOW)
        if asks:
            page.gap()
            for column, header in enumerate(HEADERS):
                page.put(column, header, page.styles("header"))
            page.end_row(22)
            page.sheet.freeze_panes(page.row, 0)
            page.sheet.repeat_rows(page.row - 1)

    def _title(self, page: Page, title: str) -> None:
        """One line, or as many as a weight for every lot takes."""
        lines = count_lines(title, sum(WIDTHS[: HOW + 1]), TITLE_SIZE)
        if lines == 1:
            page.put(CODE, title, page.styles("title"))
            page.end_row(30)
        else:
            page.span(CODE, HOW, title, page.styles("title", text_wrap=True))
            page.end_row(height_of(lines, TITLE_SIZE))

    def _band(self, page: Page, title: str) -> None:
        page.gap()
        page.fill(CODE, HOW, page.styles("band"))
        page.span(QUESTION, HOW, clean(title), page.styles("band"))
        page.end_row(24)

    def _part(self, page: Page, title: str, notes: str) -> None:
        page.gap()
        page.fill(CODE, HOW, page.styles("part"))
        page.span(QUESTION, HOW, clean(title), page.styles("part"))
        page.end_row(height_of(count_lines(title, sum(WIDTHS[1:4])), 11) + 4)
        if notes:
            page.line(clean(notes), "note", HOW, QUESTION)

    def _ask(self, page: Page, holder: Requirement | Criterion) -> None:
        """The question of a requirement or leaf: here, or a line that says where it stands."""
        if isinstance(holder, Criterion) and isinstance(holder.rule, FixedTariffRule):
            self._tariffs(page, holder.rule)
        if isinstance(holder.question, str):
            asked = self.tender.filled_in_at(holder.question)
            self._referral(page, asked, f"Zie vraag {asked} op blad")
        elif holder.question is not None:
            self._question(page, holder.question)

    def _question(self, page: Page, question: Question) -> None:
        if isinstance(question, TableQuestion):
            self._referral(page, question.code, "Vul de tabel in op blad", question)
        elif isinstance(question, MultiChoiceQuestion):
            self._multiple_choice(page, question)
        else:
            self._single(page, question)

    def _referral(self, page: Page, code: str, words: str, table: TableQuestion | None = None) -> None:
        sheet = self.plan.home[code]
        page.fill(CODE, HOW, page.styles("label"))
        if table is not None:
            page.put_rich(QUESTION, clean(table.text), _help(self.tender, table), "label")
        style = page.styles("link_label")
        page.link(ANSWER, sheet, f"{words} {sheet}", style)
        lines = count_lines(f"{table.text}\n{_help(self.tender, table)}", WIDTHS[QUESTION]) if table else 1
        page.end_row(height_of(lines) + 4)

    def _single(self, page: Page, question: Question) -> None:
        value = self.answers.get(question.code)
        top = page.row
        if isinstance(question, TextQuestion) and question.max_words >= COUNTED_FROM_WORDS:
            self.registry.counters[question.code] = CellRef(page.name, page.row, ANSWER)
            page.fill(CODE, HOW, page.styles("label"))
            page.end_row(height_of(1))
        height = self._height(question, value)
        first, rows = page.row, math.ceil(height / BLOCK) if height > MAX_HEIGHT else 1
        if rows > 1:
            for column, style in enumerate(("code", "label", "input_text", "how")):
                page.sheet.merge_range(first, column, first + rows - 1, column, "", page.styles(style))
        self._labels(page, question)
        self.inputs.cell(page, ANSWER, question, value, question.code)
        self.registry.answers[question.code] = CellRef(page.name, first, ANSWER)
        for _ in range(rows):
            page.end_row(height / rows)
        self._remember(page, question.code, first, top)

    def _multiple_choice(self, page: Page, question: MultiChoiceQuestion) -> None:
        options = self.tender.choices_of(question)
        chosen = marks_of(self.answers.get(question.code), options, question.code)
        first = page.row
        self._labels(page, question)
        page.put(ANSWER, None, page.styles("label"))
        page.end_row(self._height(question, None))
        places = self.registry.options.setdefault(question.code, {})
        for option, name in options.items():
            code = option_code(question.code, option)
            page.put(CODE, code, page.styles("option_code"))
            page.put(QUESTION, clean(name), page.styles("option"))
            self.inputs.mark(page, ANSWER, option in chosen, f"Vraag {question.code}")
            page.put(HOW, None, page.styles("label"))
            places[option] = CellRef(page.name, page.row, ANSWER)
            lines = max(count_lines(name, WIDTHS[QUESTION] - 2), count_lines(code, WIDTHS[CODE]))
            page.end_row(height_of(lines) + 3)
        self._remember(page, question.code, first)

    def _labels(self, page: Page, question: Question) -> None:
        page.put(CODE, question.code, page.styles("code"))
        page.put_rich(QUESTION, clean(question.text), _help(self.tender, question), "label")
        page.put(HOW, _how(question), page.styles("how"))

    def _remember(self, page: Page, code: str, first: int, top: int | None = None) -> None:
        """Where a question stands, in the rows that were written; `top` is above its first row."""
        begin = first if top is None else top
        area = Range(page.name, begin, QUESTION, page.row - 1, ANSWER)
        self.registry.areas.setdefault(code, []).append(area)
        self.registry.rows[code] = first

    def _height(self, question: Question, value: object) -> float:
        text = f"{question.text}\n{_help(self.tender, question)}".strip()
        lines = [
            count_lines(text, WIDTHS[QUESTION]),
            count_lines(_how(question), WIDTHS[HOW]),
            _room(question),
        ]
        if isinstance(value, str) and isinstance(question, TextQuestion):
            lines.append(count_lines(value, WIDTHS[ANSWER]))
        return height_of(max(lines), bounded=False) + 4

    def _tariffs(self, page: Page, rule: FixedTariffRule) -> None:
        page.gap()
        for column, header in ((QUESTION, "Product"), (ANSWER, "Vast tarief")):
            page.put(column, header, page.styles("header"))
        page.end_row(22)
        for tariff in rule.tariffs:
            page.put(QUESTION, clean(tariff.product), page.styles("printed"))
            page.put(ANSWER, clean(f"{euro(tariff.amount)} {tariff.unit}"), page.styles("printed"))
            page.end_row(20)


def _inside(chain: Chain) -> Iterator[Criterion]:
    """The leaves below a criterion that ask or refer to a question."""
    last = chain[-1]
    if not last.children and last.question is not None:
        yield last
    for child in last.children:
        yield from _inside((*chain, child))


def _room(question: Question) -> int:
    """How many lines an answer of the longest permitted length needs."""
    words = getattr(question, "max_words", 0)
    if words < ROOM_FROM_WORDS:
        return 1
    return int(words * CHARACTERS_PER_WORD / (WIDTHS[ANSWER] * CHARACTERS_PER_UNIT)) + 2


def _help(tender: Tender, question: Question) -> str:
    """The grey text under a question: when it applies, the hint, and what exactly is counted."""
    earns = earns_text(tender, question.code) if tender.form.shows_points else ""
    parts = [condition_text(tender, question), question.hint, precisely(question), earns]
    return clean("\n".join(part for part in parts if part))


def _how(question: Question) -> str:
    parts = [how(question)]
    if not question.required:
        parts.append(OPTIONAL)
    if question.confidential:
        parts.append(CONFIDENTIAL)
    return clean("\n".join(part for part in parts if part))
