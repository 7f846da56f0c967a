"""The state of every question: what was read, what is wrong, whether it applies and is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from inkoop.domain.questions import (
    ChoiceQuestion,
    MultiChoiceQuestion,
    Question,
    TableQuestion,
    YesNoQuestion,
)
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import number_of
from inkoop.writers.form.check.cells import fault_formula, marks_formula, value_formula
from inkoop.writers.form.check.demand import Demand
from inkoop.writers.form.check.formulas import (
    EMPTY,
    GOOD,
    NONE,
    NOTE,
    WRONG,
    all_of,
    any_of,
    cell_area,
    choose,
    counted,
    is_marked,
    joined,
    literal,
    marked,
    note,
    shown,
    starting,
    wrong,
)
from inkoop.writers.form.check.rows import TableChecks
from inkoop.writers.form.inputs import Inputs
from inkoop.writers.form.kinds import KINDS
from inkoop.writers.form.registry import CellRef, Registry

NOT_ASKED = literal(f"{NONE} niet van toepassing")
BELOW = literal(f"{NONE} de controle staat hieronder, voor elk perceel")
LISTED_ROWS = 60
"""In a longer table the numbers of the wrong rows are left out: the formula would grow too long."""


@dataclass(frozen=True)
class Steps:
    """The cells of one question on the check sheet."""

    status: CellRef
    value: CellRef
    bare: CellRef
    state: CellRef


@dataclass
class QuestionChecks:
    """Makes the formulas of the question lines."""

    tender: Tender
    inputs: Inputs
    registry: Registry
    places: Mapping[str, Steps]
    tables: Mapping[str, TableChecks] = field(default_factory=dict)

    def bare(self, question: Question) -> str:
        """The text of the answer without signs; empty where no help is needed."""
        place = self.registry.answers.get(question.code)
        return KINDS[question.kind].bare(place.formula()) if place else ""

    def value(self, question: Question) -> str:
        """What is read in the answer."""
        if isinstance(question, TableQuestion):
            status = self.tables[question.code].status
            return f"SUMPRODUCT(--({status}<>{EMPTY}))" if status else "0"
        if isinstance(question, MultiChoiceQuestion):
            count = marked(self._options(question), across=False)
            return f"IFERROR(IF({count}=0,{EMPTY},{count}),{EMPTY})"
        steps = self.places[question.code]
        ref = self.registry.answers[question.code].formula()
        return value_formula(question, ref, steps.bare.here(), self.inputs.listed(question))

    def first_value(self, question: Question) -> str | int:
        """What is read while nothing has been filled in: no rows, and of other questions nothing."""
        return 0 if isinstance(question, TableQuestion) else ""

    def state(self, question: Question) -> str:
        """What is wrong with the answer itself; empty when there is none."""
        value = self.places[question.code].value.here()
        if isinstance(question, TableQuestion):
            return self._table_state(question, value)
        if isinstance(question, MultiChoiceQuestion):
            area = self._options(question)
            count = len(self.registry.options[question.code])
            errors = f"SUMPRODUCT(--ISERROR({area}))"
            return marks_formula(area, errors, count, across=False)
        return fault_formula(question, self.registry.answers[question.code].formula(), value)

    def status(self, question: Question, demands: Sequence[Demand]) -> str:
        """The line that people read."""
        steps = self.places[question.code]
        if isinstance(question, TableQuestion) and question.is_divided:
            return self._loose(steps.state.here())
        state, value = steps.state.here(), steps.value.here()
        pairs = [
            (f"{state}={EMPTY}", _unfilled(question)),
            (f'LEFT({state},1)="{WRONG}"', state),
            *((demand.fails, wrong(demand.text)) for demand in demands if demand.hard),
            (f'LEFT({state},1)="{NOTE}"', state),
            *((demand.fails, note(demand.text)) for demand in demands if not demand.hard),
        ]
        inner = choose(*pairs, otherwise=self._good(question, value))
        asked = self.asked(question)
        if not asked:
            return inner
        assert question.show_when is not None
        other = f"deze vraag geldt niet bij uw antwoord op vraag {question.show_when.question}: maak hem leeg"
        lot = isinstance(question, TableQuestion) and question.lot
        unused = note("u koos dit perceel niet: kies het, of maak de rijen leeg" if lot else other)
        filled = f"{value}>0" if isinstance(question, TableQuestion) else f"{value}<>{EMPTY}"
        off = f"IF({filled},{unused},{NOT_ASKED})"
        return f"IF({asked},{inner},{off})"

    def first_status(self, question: Question) -> str:
        """The line that people read while nothing has been filled in: then no condition holds either."""
        if isinstance(question, TableQuestion) and question.is_divided:
            return shown(BELOW)
        return shown(NOT_ASKED if self.asked(question) else _unfilled(question))

    def asked(self, question: Question) -> str:
        """Whether a conditional question applies; empty when it always does."""
        when = question.show_when
        if when is None:
            return ""
        parent = self.tender.questions[when.question]
        tests = [test for value in when.values if (test := self.equals(parent, value))]
        if not tests:
            return ""
        above = self.asked(parent)
        return all_of([above, any_of(tests)]) if above else any_of(tests)

    def equals(self, question: Question, value: str) -> str:
        """Whether the answer to a question is (or holds) a value; empty for kinds that have no choices."""
        if isinstance(question, MultiChoiceQuestion):
            place = self.registry.options[question.code].get(value)
            return is_marked(place.formula()) if place else ""
        read = self.places[question.code].value.here()
        if isinstance(question, YesNoQuestion):
            return f'{read}="{value}"'
        if isinstance(question, ChoiceQuestion):
            codes = list(self.tender.choices_of(question))
            if value in codes:
                return f"{read}=INDEX({self.inputs.list_name(question)},{codes.index(value) + 1})"
        return ""

    def _good(self, question: Question, value: str) -> str:
        if isinstance(question, TableQuestion):
            return f'"{GOOD} in orde: "&{_rows(value)}'
        if isinstance(question, MultiChoiceQuestion):
            total = literal(f" van {len(self.registry.options[question.code])} aangekruist")
            return f'"{GOOD} in orde: "&{value}&{total}'
        return KINDS[question.kind].good(question, value) or literal(f"{GOOD} in orde")

    def _loose(self, state: str) -> str:
        """Of a table whose rows belong to lots: a row that belongs to none. The others stand below."""
        return choose((f'LEFT({state},1)="{WRONG}"', state), otherwise=BELOW)

    def _options(self, question: MultiChoiceQuestion) -> str:
        cells = [place.formula() for place in self.registry.options[question.code].values()]
        return cell_area(cells[0], cells[-1])

    def _table_state(self, question: TableQuestion, filled: str) -> str:
        checks = self.tables[question.code]
        if not checks.status:
            return EMPTY
        faults, notes = starting(checks.status, WRONG), starting(checks.status, NOTE)
        pairs = [
            (f"{filled}=0", EMPTY),
            (f"{faults}>0", f'"{WRONG} "&{_rows(faults)}&" niet goed"&{self._numbers(question, WRONG)}'),
        ]
        least = 0 if question.is_divided else question.min_rows
        if least > 1:
            text = literal(f" van minstens {least} rijen ingevuld")
            pairs.append((f"{filled}<{least}", f'"{WRONG} "&{filled}&{text}'))
        if question.fixed_rows is not None and question.required and not question.is_divided:
            rows = self.registry.tables[question.code]
            total = rows.last_row - rows.first_row + 1
            text = literal(f" van de {number_of(total, 'rij', 'rijen')} ingevuld: vul ze allemaal in")
            pairs.append((f"{filled}<{total}", f'"{WRONG} "&{filled}&{text}'))
        remark = f'"{NOTE} "&{_rows(notes)}&" met een opmerking"&{self._numbers(question, NOTE)}'
        return choose(*pairs, (f"{notes}>0", remark), otherwise=literal(GOOD))

    def _numbers(self, question: TableQuestion, sign: str) -> str:
        """The numbers of the rows with this sign."""
        checks = self.tables[question.code]
        if len(checks.states) > LISTED_ROWS:
            return literal("; zie de kolom Controle bij de tabel")
        numbered = enumerate(checks.states, checks.start)
        parts = [f'IF(LEFT({cell},1)="{sign}","{n}, ","")' for n, cell in numbered]
        return f'" (nr. "&{joined(parts)}&")"'


def _rows(count: str) -> str:
    return counted(count, "rij", "rijen")


def _unfilled(question: Question) -> str:
    return wrong("nog niet ingevuld") if question.required else literal(f"{NONE} niet ingevuld; dat mag")
