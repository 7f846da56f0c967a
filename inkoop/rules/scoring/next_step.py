"""What would have earned more: the nearest better answer to one question, and the points it would have given.

The points come from the same rule with another answer, everything else equal. Under a relative rule the
other offers stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from inkoop.domain.answers import NOTHING, Code, Codes, Number, Row, Rows, Value, YesNo
from inkoop.domain.award_rules import Rounding
from inkoop.domain.evaluation import ReasonValue, Score
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Grade
from inkoop.rules.scoring.scorecards import Plan
from inkoop.rules.scoring.scoring import codes_by_row, number_of, score
from inkoop.rules.scoring.shares import Context

ONE = Decimal(1)


class StepKind(StrEnum):
    """What would have to be otherwise; the sentences stand in `inkoop.views.replies.explanation`."""

    ANSWER = "antwoord"
    CHOICE = "keuze"
    NUMBER = "getal"
    BAND = "band"
    MORE_CODES = "meer_codes"
    MORE = "meer"
    GRADE = "cijfer"
    PRICE = "prijs"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A better answer with the points it would have given."""

    kind: StepKind
    words: dict[str, ReasonValue]
    points: Decimal


@dataclass(frozen=True, slots=True)
class _Better:
    """A better answer: another value, another grade or another price."""

    kind: StepKind
    words: dict[str, ReasonValue]
    value: Value | None = None
    grade: Decimal | None = None
    price: Decimal | None = None


def next_step(plan: Plan, own: Score, context: Context, rounding: Rounding) -> NextStep | None:
    """The nearest better answer; None when nothing better is possible, or the rule earns no points.

    Args:
        plan: the leaf with its rule, as the scorer made it.
        own: the score that was given.
        context: what the rule knew: grade, price, and the lowest and highest of all offers compared.
        rounding: the published rounding.
    """
    rule = plan.leaf.rule
    assert rule is not None
    find = BETTER.get(rule.kind)
    answer = own.answers[0] if own.answers else None
    if find is None or (answer is None and rule.kind != "beoordeeld"):
        return None
    better = find(rule, (answer.value if answer else None) or NOTHING, context)
    if better is None:
        return None
    again = _rescored(plan, own, better, context, rounding)
    return NextStep(better.kind, better.words, again.points) if again.points > own.points else None


def _rescored(plan: Plan, own: Score, better: _Better, context: Context, rounding: Rounding) -> Score:
    answers: tuple[Answer, ...] = own.answers
    if better.value is not None:
        answers = (replace(own.answers[0], value=better.value),)
    if better.grade is not None:
        context = context._replace(grade=Grade("", plan.leaf.code, better.grade, "", CellPlace("")))
    if better.price is not None:
        context = context._replace(price=better.price)
    return score(plan.leaf, plan.maximum, answers, context, rounding)


def _yes_no(_rule: Any, value: Value, _: Context) -> _Better:
    better = "ja" not in value.codes
    return _Better(StepKind.ANSWER, {"antwoord": better}, value=YesNo(better))


def _choice(rule: Any, value: Value, context: Context) -> _Better | None:
    own = next((rule.percentages.get(code) for code in value.codes), None)
    higher = [(share, code) for code, share in rule.percentages.items() if own is not None and share > own]
    if not higher:
        return None
    least = min(share for share, _ in higher)
    codes = [code for share, code in higher if share == least]
    names = tuple(context.choices[code] for code in codes)
    return _Better(StepKind.CHOICE, {"keuzes": names}, value=Code(codes[0]))


def _linear(rule: Any, value: Value, _: Context) -> _Better | None:
    number = number_of(rule, value)
    if number is None:
        return None
    up = rule.full_at > rule.zero_at
    start = max(number, rule.zero_at) if up else min(number, rule.zero_at)
    better = min(start + ONE, rule.full_at) if up else max(start - ONE, rule.full_at)
    return _Better(StepKind.NUMBER, {"waarde": better, "vol": rule.full_at}, value=Number(better))


def _bands(rule: Any, value: Value, _: Context) -> _Better | None:
    number = number_of(rule, value)
    if number is None:
        return None
    reached = [band.percentage for band in rule.bands if band.start <= number]
    own = reached[-1] if reached else Decimal(0)
    higher = [band for band in rule.bands if band.percentage > own]
    if not higher:
        return None
    nearest = min(higher, key=lambda band: abs(band.start - number))
    return _Better(StepKind.BAND, {"vanaf": nearest.start}, value=Number(nearest.start))


def _coverage(rule: Any, value: Value, context: Context) -> _Better | None:
    rows = codes_by_row(rule, value)
    missing = [code for code in context.choices if code not in set().union(*rows)]
    if not missing:
        return None
    together = (*set().union(*rows), missing[0])
    words: dict[str, ReasonValue] = {"mist": tuple(context.choices[code] for code in missing)}
    if not rule.column:
        return _Better(StepKind.MORE_CODES, words, value=Codes(together))
    extra = Row({rule.column: Codes((missing[0],))}, {})
    return _Better(StepKind.MORE_CODES, words, value=Rows((*value.rows, extra)))


def _count(rule: Any, value: Value, _: Context) -> _Better | None:
    count = len(value.codes) + len(value.rows)
    if count >= rule.full_at:
        return None
    more = Codes(tuple(f"_{number}" for number in range(count + 1)))
    return _Better(StepKind.MORE, {"aantal": Decimal(count + 1), "vol": Decimal(rule.full_at)}, value=more)


def _grade(_: Any, __: Any, context: Context) -> _Better | None:
    if context.scale is None or context.grade is None:
        return None
    own = context.scale.step(context.grade.grade)
    higher = [step for step in context.scale.steps if own and step.percentage > own.percentage]
    if not higher:
        return None
    step = min(higher, key=lambda step: step.percentage)
    words: dict[str, ReasonValue] = {"cijfer": step.grade, "naam": step.name, "wanneer": step.description}
    return _Better(StepKind.GRADE, words, grade=step.grade)


def _highest(rule: Any, value: Value, context: Context) -> _Better | None:
    number = number_of(rule, value)
    if number is None or context.highest is None or number >= context.highest:
        return None
    return _Better(
        StepKind.NUMBER, {"waarde": context.highest, "vol": context.highest}, value=Number(context.highest)
    )


def _lowest_price(_: Any, __: Any, context: Context) -> _Better | None:
    if context.price is None or context.lowest is None or context.price <= context.lowest:
        return None
    return _Better(StepKind.PRICE, {"prijs": context.lowest}, price=context.lowest)


def _bandwidth(rule: Any, _: Any, context: Context) -> _Better | None:
    if context.price is None or context.price <= rule.lower:
        return None
    return _Better(StepKind.PRICE, {"prijs": rule.lower}, price=rule.lower)


BETTER: Mapping[str, Callable[[Any, Any, Context], _Better | None]] = {
    "ja_nee": _yes_no,
    "keuze": _choice,
    "lineair": _linear,
    "banden": _bands,
    "dekking": _coverage,
    "aantal": _count,
    "beoordeeld": _grade,
    "kwaliteit_relatief": _highest,
    "laagste_prijs_gedeeld_door_prijs": _lowest_price,
    "percentage_boven_laagste": _lowest_price,
    "lineair_laagste_hoogste": _lowest_price,
    "plafond_met_beste_bod": _lowest_price,
    "logaritmisch": _lowest_price,
    "vaste_bandbreedte": _bandwidth,
}
