"""Points for the choice, as published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.domain.answers import Code, Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.choice import ChoiceRule
from inkoop.domain.tender import Scale
from inkoop.rules.raw import mapping
from inkoop.rules.scoring.kinds.base import Better, Context, Fault, Kind, RawAsked, Share, Unknown, percentage


@dataclass(frozen=True, slots=True)
class ChoiceReason(Reason):
    """What was chosen, by its code, and what that gives."""

    choice: str
    percentage: Decimal


class Choice(Kind[ChoiceRule]):
    """Points for each choice."""

    of = ChoiceRule
    fits = ("keuze",)

    def __init__(self, rule: ChoiceRule, choices: Mapping[str, str], scale: Scale | None = None) -> None:
        super().__init__(rule, choices, scale)
        self._shares = {
            code: percentage(share, ChoiceReason(code, share)) for code, share in rule.percentages.items()
        }

    def share(self, value: Value, _: Context) -> Share:
        """The published percentage."""
        return self._shares[value.codes[0]]

    def better(self, value: Value, _: Context) -> Better | None:
        """The least of the choices that give more."""
        shares = self.rule.percentages
        own = next((shares.get(code) for code in value.codes), None)
        higher = [code for code, share in shares.items() if own is not None and share > own]
        return Better(value=Code(min(higher, key=lambda code: shares[code]))) if higher else None

    @property
    def ladder(self) -> Sequence[Code]:
        """All choices."""
        shares = self.rule.percentages
        return [Code(code) for code in sorted(self.choices, key=lambda code: shares[code])]

    @classmethod
    def misfits(cls, raw: Mapping[str, Any], asked: RawAsked) -> Iterator[Fault | Unknown]:
        """Percentages for choices that are not there, and choices without one."""
        choices, given = asked.choices, mapping(raw.get("procenten"))
        if choices is None:
            return
        for code in given:
            if code not in choices:
                yield Unknown(("procenten", code), "De keuze", code, tuple(choices))
        missing = [code for code in choices if code not in given]
        if given and missing:
            yield Fault("KADER-42", ("procenten",), {"keuzes": ", ".join(missing)}, at_key=True)
