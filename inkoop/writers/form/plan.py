"""Which sheets a form has, and on which sheet every question stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.tender import Criterion, Requirement, Tender
from inkoop.writers.form.sheet_names import SheetNames

Chain = tuple[Criterion, ...]

WELCOME = "Welkom"
GENERAL = "Organisatie"
REQUIREMENTS = "Eisen"
LISTS = "Lijsten"
CHECK = "Controle"


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: a section with questions, or one table (then `table` is set)."""

    name: str
    criterion: Criterion | None = None
    table: TableQuestion | None = None
    chain: Chain = ()
    """For a table that a criterion asks: that criterion with those above it."""


@dataclass(frozen=True)
class FormPlan:
    """The sheets in order, and the sheet of each question by its code."""

    sheets: tuple[SheetPlan, ...]
    home: Mapping[str, str]


@dataclass
class _Planner:
    names: SheetNames = field(default_factory=SheetNames)
    sheets: list[SheetPlan] = field(default_factory=list)
    home: dict[str, str] = field(default_factory=dict)

    def section(
        self, wish: str, questions: list[tuple[Question, Chain]], criterion: Criterion | None
    ) -> None:
        name = self.names.take(wish)
        tables = [(question, chain) for question, chain in questions if isinstance(question, TableQuestion)]
        if criterion is not None and not criterion.children and tables:
            self._table(tables[0][0], tables[0][1], name)
            return
        self.sheets.append(SheetPlan(name, criterion))
        self.home |= {q.code: name for q, _ in questions if not isinstance(q, TableQuestion)}
        for table, chain in tables:
            self._table(table, chain, self.names.take(_table_name(table.code)))

    def _table(self, table: TableQuestion, chain: Chain, name: str) -> None:
        self.sheets.append(SheetPlan(name, table=table, chain=chain))
        self.home[table.code] = name


def plan_form(tender: Tender) -> FormPlan:
    """The sheets of the form of this kader, without the welcome, the lists and the checks."""
    planner = _Planner()
    for fixed in (WELCOME, LISTS, CHECK):
        planner.names.take(fixed)
    general = [question for question in tender.general if question.code in tender.filled_in]
    planner.section(GENERAL, [(question, ()) for question in general], None)
    if tender.requirements:
        planner.section(REQUIREMENTS, list(_own_questions(tender.requirements)), None)
    for top in tender.criteria:
        inside = [
            (leaf.question, (*above, leaf))
            for leaf, above in tender.leaves
            if (*above, leaf)[0] is top and leaf.question is not None and not isinstance(leaf.question, str)
        ]
        planner.section(f"{top.code} {top.title}", inside, top)
    return FormPlan(tuple(planner.sheets), planner.home)


def _own_questions(requirements: tuple[Requirement, ...]) -> Iterator[tuple[Question, Chain]]:
    for requirement in requirements:
        if not isinstance(requirement.question, str):
            yield requirement.question, ()


def _table_name(code: str) -> str:
    plain = code.replace("_", " ")
    if len(code) > 3 and plain.replace(" ", "").isalpha():
        return plain[0].upper() + plain[1:]
    return f"Tabel {code}"
