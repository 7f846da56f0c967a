"""How much is still to be mended or looked at: in the whole form, and in one part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inkoop.rules.dutch_format import number_of
from inkoop.writers.form.check.formulas import (
    EMPTY,
    GOOD,
    LONGEST,
    NONE,
    NOTE,
    WRONG,
    counted,
    joined,
    literal,
    shown,
    shown_joined,
    starting,
)
from inkoop.writers.form.check.told import Told

READY = literal(f"{GOOD} U bent klaar om in te dienen")
NO_REMARKS = literal(f"{GOOD} Er zijn geen opmerkingen")
STILL, TO_MEND = literal(f"{WRONG} Nog "), literal(" te herstellen")
FAULTS, COMPLETE, ASKED = literal(f"{WRONG} "), literal(f"{GOOD} volledig: "), literal(": vraag ")
POINTS, ANSWERS, REMARKS = ("punt", "punten"), ("antwoord", "antwoorden"), ("opmerking", "opmerkingen")


@dataclass(frozen=True)
class States:
    """The states of some questions: the cell of each by its code, in order, and what stands there first.

    Of an answer that is not there nobody has a remark, so first there are none.
    """

    cells: Mapping[str, str]
    first: Mapping[str, str]

    def verdict(self) -> Told:
        """Whether the form is ready to hand in."""
        wrong, many = self._many(WRONG), len(self._first(WRONG))
        left = f"{STILL}&{counted(wrong, *POINTS)}&{TO_MEND}"
        first = f"{shown(STILL)}{number_of(many, *POINTS)}{shown(TO_MEND)}" if many else shown(READY)
        return Told(f"IF({wrong}=0,{READY},{left})", first)

    def remarks(self) -> Told:
        """How many remarks there are to look at."""
        notes = self._many(NOTE)
        look = f"{literal(f'{NOTE} Kijk nog naar ')}&{counted(notes, *REMARKS)}"
        return Told(f"IF({notes}=0,{NO_REMARKS},{look})", shown(NO_REMARKS))

    def summary(self) -> Told:
        """What is to be mended, or how many answers there are when nothing is."""
        wrong, notes = self._many(WRONG), self._many(NOTE)
        listed = self._listed()
        faults = f"{FAULTS}&{counted(wrong, *POINTS)}&{listed.formula}"
        good = f"{COMPLETE}&{counted(f'({len(self.cells)}-{self._many(NONE)})', *ANSWERS)}"
        more = f'IF({notes}=0,{EMPTY},", "&{counted(notes, *REMARKS)})'
        first = f"{shown(COMPLETE)}{number_of(len(self.cells) - len(self._first(NONE)), *ANSWERS)}"
        if many := len(self._first(WRONG)):
            first = f"{shown(FAULTS)}{number_of(many, *POINTS)}{listed.first}"
        return Told(f"IF({wrong}=0,{good},{faults})&{more}", first)

    def _listed(self) -> Told:
        """The codes of the questions with a fault, as far as a formula has room for them."""
        parts = {code: literal(f"{code}, ") for code in self.cells}
        tests = [f'IF(LEFT({cell},1)="{WRONG}",{parts[code]},"")' for code, cell in self.cells.items()]
        formula = f"{ASKED}&{joined(tests)}"
        if len(formula) >= LONGEST // 2:
            return Told(EMPTY, "")
        return Told(formula, shown(ASKED) + shown_joined(parts[code] for code in self._first(WRONG)))

    def _many(self, sign: str) -> str:
        """How many states begin with a sign."""
        cells = list(self.cells.values())
        return starting(f"{cells[0]}:{cells[-1]}", sign)

    def _first(self, sign: str) -> list[str]:
        """The questions whose first state begins with a sign."""
        return [code for code in self.cells if self.first[code].startswith(sign)]
