"""Share of a code list, plus the published bonus for each combination, at most everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.domain.answers import Codes, Row, Rows, Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.exact import ZERO
from inkoop.domain.rules.coverage import CoverageRule
from inkoop.domain.tender import Scale
from inkoop.rules.raw import mapping, sequence, texts
from inkoop.rules.scoring.kinds.base import (
    HUNDRED,
    Better,
    Context,
    Counts,
    Fault,
    Kind,
    RawAsked,
    Share,
    Unknown,
)


@dataclass(frozen=True, slots=True)
class CoverageReason(Reason):
    """Which codes there are and how many give everything; the combinations that earn a bonus, by name."""

    covered: tuple[str, ...]
    goal: Decimal
    bonus: tuple[str, ...]
    extra: Decimal
    """What the combinations give, in percent."""


class Coverage(Kind[CoverageRule]):
    """How much of a list is offered."""

    of = CoverageRule
    fits = ("meerkeuze", "tabel")
    columns = ("keuze", "meerkeuze")
    counts = Counts.CODES

    def __init__(self, rule: CoverageRule, choices: Mapping[str, str], scale: Scale | None = None) -> None:
        super().__init__(rule, choices, scale)
        self._goal = Decimal(self.goal)
        self._whole = self._goal * HUNDRED
        self._bonuses = [(bonus, frozenset(bonus.codes)) for bonus in rule.bonuses]

    def share(self, value: Value, _: Context) -> Share:
        """Base / goal + bonus / 100, at most 1, as one exact quotient."""
        rows = self._rows(value)
        together = set().union(*rows)
        covered = tuple([code for code in self.choices if code in together])
        earned = [
            bonus
            for bonus, codes in self._bonuses
            if any(codes <= found for found in (rows if bonus.same_row else (together,)))
        ]
        extra = sum((bonus.percentage for bonus in earned), ZERO)
        base = min(Decimal(len(covered)), self._goal)
        reason = CoverageReason(covered, self._goal, tuple([bonus.name for bonus in earned]), extra)
        return Share(min(base * HUNDRED + extra * self._goal, self._whole), self._whole, reason)

    def better(self, value: Value, _: Context) -> Better | None:
        """The first code that is not there yet."""
        together = set().union(*self._rows(value))
        missing = next((code for code in self.choices if code not in together), None)
        if missing is None:
            return None
        column = self.rule.column
        if not column:
            return Better(value=Codes((*together, missing)))
        return Better(value=Rows((*value.rows, Row({column: Codes((missing,))}, {}))))

    def _rows(self, value: Value) -> list[set[str]]:
        """The codes of an answer: one set for each row of a table, one set for a multiple choice."""
        column = self.rule.column
        return [set(row.codes(column)) for row in value.rows] if column else [set(value.codes)]

    @property
    def full_at(self) -> int | None:
        """How many codes give everything, where the kader says so."""
        return self.rule.full_at

    @property
    def goal(self) -> int:
        """How many codes give everything: all of the list where the kader does not say."""
        return self.rule.full_at or len(self.choices)

    @classmethod
    def misfits(cls, raw: Mapping[str, Any], asked: RawAsked) -> Iterator[Fault | Unknown]:
        """Codes that are not in the list, and more of them wanted than there are."""
        choices = asked.choices
        if choices is None:
            return
        for position, bonus in enumerate(sequence(raw.get("bonus"))):
            for code in texts(mapping(bonus).get("codes")):
                if code not in choices:
                    yield Unknown(("bonus", position, "codes"), "De code", code, tuple(choices))
        full = raw.get("vol_bij")
        if isinstance(full, int) and full > len(choices):
            yield Fault("KADER-44", ("vol_bij",), {"vol": full, "lijst": len(choices)})
