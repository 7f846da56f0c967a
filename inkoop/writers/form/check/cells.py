"""What the form reads in an answer cell, and what is wrong with it: by the kind of question."""

from __future__ import annotations

from inkoop.domain.questions import Column, Question
from inkoop.writers.form.check.formulas import (
    AMBIGUOUS,
    EMPTY,
    ERROR,
    GOOD,
    UNREADABLE,
    choose,
    literal,
    marked,
    note,
    odd_marks,
    tidy,
    unmarked,
    wrong,
)
from inkoop.writers.form.kinds import KINDS
from inkoop.writers.form.kinds.base import Listed


def value_formula(asked: Question | Column, ref: str, bare: str = "", listed: Listed | None = None) -> str:
    """What is read in a cell; `bare` is the cell with the bare text, `listed` the list behind a choice.

    The formula gives the value, an empty text for an empty cell, or one of the signs of `formulas`.
    """
    inner = KINDS[asked.kind].value(asked, ref, bare, listed)
    return choose((f"ISERROR({ref})", ERROR), (f"LEN({tidy(ref)})=0", EMPTY), otherwise=inner)


def fault_formula(asked: Question | Column, ref: str, value: str) -> str:
    """The state of an answer cell, from the cell and from what was read in it; empty for an empty cell."""
    pairs = [
        (f"{value}={EMPTY}", EMPTY),
        (f"{value}={ERROR}", wrong("in dit vak staat een foutwaarde: maak het leeg en vul het opnieuw in")),
        (f"{value}={AMBIGUOUS}", wrong("dit is tekst die op twee manieren te lezen is: typ het als getal")),
        (f"{value}={UNREADABLE}", wrong(KINDS[asked.kind].unreadable)),
    ]
    pairs += KINDS[asked.kind].faults(asked, ref, value)
    return choose(*pairs, otherwise=literal(GOOD))


def marks_formula(area: str, errors: str, cells: int, *, across: bool) -> str:
    """The state of the cells of a multiple choice."""
    area_marked, area_unmarked = marked(area, across), unmarked(area, across)
    odd = note("dit teken leest het programma als een kruisje: zet liever een x")
    return choose(
        (f"{errors}>0", wrong("in een van de vakken staat een foutwaarde: maak dat vak leeg")),
        (f"{area_marked}+{area_unmarked}<{cells}", wrong("zet alleen een x in een vak, of laat het leeg")),
        (f"{area_marked}=0", EMPTY),
        (f"{odd_marks(area, across)}>0", odd),
        otherwise=literal(GOOD),
    )
