"""Words for: hoeveel van een lijst."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inkoop.domain.rules.coverage import CoverageRule
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.kinds.base import Better
from inkoop.rules.scoring.kinds.coverage import CoverageReason
from inkoop.views.words.blocks import RuleWords
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.sums import HUNDRED, Told, named, quotient, tail
from inkoop.views.words.wording import names, number_text, percent


class CoverageWords(Words[CoverageRule, CoverageReason]):
    """Hoeveel van een lijst."""

    of = CoverageRule
    title = "Hoeveel van een lijst"
    general = "Geteld wordt hoeveel onderdelen van een vaste lijst er zijn. Soms geeft een combinatie extra."

    def rule(self, told: Published[CoverageRule]) -> RuleWords:
        """How many give everything, and what combinations add."""
        choices = told.tender.choices_of(told.part)
        goal = told.rule.full_at or len(choices)
        everything = "allemaal" if goal == len(choices) else f"minstens {goal} van de {len(choices)}"
        title = _list_title(told.part, told.tender)
        of = f" van de lijst ‘{title}’" if title else ""
        parts = [f"Geteld wordt hoeveel{of} er zijn. Bij {everything} is het 100 %."]
        for bonus in told.rule.bonuses:
            together = listing(choices[code] for code in bonus.codes)
            where = " op één rij" if bonus.same_row else ""
            parts.append(
                f"Bonus ‘{bonus.name}’: {percent(bonus.percentage)} erbij voor samen{where}: {together}."
            )
        if told.rule.bonuses:
            parts.append("Meer dan 100 % kan niet.")
        return RuleWords(" ".join(parts))

    def sentence(self, told: Told[CoverageRule, CoverageReason]) -> str:
        """What there is of the list, what is missing, and what that gives."""
        choices, covered, goal = named(told), told.reason.covered, told.reason.goal
        begin = f"{_list_title(told.part, told.tender) or 'Gekozen'}: {len(covered)} van de {len(choices)}"
        begin += f" ({names(tuple(choices[code] for code in covered))})." if covered else "."
        missing = _missing(told)
        if 0 < len(missing) <= _MANY:
            begin += f" Niet: {names(missing)}."
        if goal != len(choices):
            begin += f" Bij {number_text(goal)} is het 100 %."
        return f"{begin} {_sum(told, min(Decimal(len(covered)), goal), goal)}"

    def better(self, _: Better, told: Told[CoverageRule, CoverageReason]) -> str:
        """All that is missing: any of it would do."""
        missing = _missing(told)
        more = f" (en nog {len(missing) - _MANY})" if len(missing) > _MANY else ""
        return f"Eén erbij van: {names(missing[:_MANY])}{more}."


_MANY = 6
"""More names than this are not listed as missing."""


def _list_title(part: Any, tender: Tender) -> str:
    choices = getattr(part, "choices", None)
    return tender.code_lists[choices].title if isinstance(choices, str) else ""


def _missing(told: Told[Any, Any]) -> tuple[str, ...]:
    covered = told.reason.covered if isinstance(told.reason, CoverageReason) else ()
    return tuple(name for code, name in named(told).items() if code not in covered)


def _sum(told: Told[CoverageRule, CoverageReason], base: Decimal, goal: Decimal) -> str:
    work = f"{number_text(base)} : {number_text(goal)}"
    extra = told.reason.extra
    if not extra:
        return quotient(base, goal, work, told)
    combined = listing(f"‘{name}’" for name in told.reason.bonus)
    begin = f"Bonus van {number_text(extra)} % voor {combined}."
    together = base * HUNDRED + extra * goal
    if together > goal * HUNDRED:
        return f"{begin} Samen hoogstens 100 %. {tail(HUNDRED, told)}"
    return f"{begin} {quotient(together, goal * HUNDRED, f'{work} + {number_text(extra)} %', told)}"
