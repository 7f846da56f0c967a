"""From answers to points: one pure function a scoring rule, each giving a percentage and a reason.

A rule never sees points or weights: it gives a percentage, mostly from 0 to 100, and `score` turns that
into points in one place. The formulas are those of the field; each function names its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from inkoop.domain.answers import NOTHING, Value
from inkoop.domain.award_rules import Rounding
from inkoop.domain.evaluation import Price, Reason, ReasonKind, ReasonValue, Score
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Criterion
from inkoop.rules.scoring.price_scoring import PRICE_SCORES, PriceScore
from inkoop.rules.scoring.rounding import round_points
from inkoop.rules.scoring.shares import HUNDRED, ZERO, Context, Share, percentage

STANDING_REASONS = {
    "vast_tarief": Reason(ReasonKind.FIXED_TARIFF, {}),
    "prijs": Reason(ReasonKind.PRICE_ITSELF, {}),
}
"""Rules that earn no points from any answer."""
_NOT_COMPARED = Reason(ReasonKind.NOT_COMPARED, {})
_NOT_ASKED = Reason(ReasonKind.NOT_ASKED, {})
_NO_ANSWER = Reason(ReasonKind.NO_ANSWER, {})


def score(
    criterion: Criterion,
    maximum: Decimal,
    answers: tuple[Answer, ...],
    context: Context,
    rounding: Rounding,
    *,
    asked: bool = True,
    compared: bool = True,
    price: Price | None = None,
) -> Score:
    """The score for one leaf. An absent or unusable answer earns nothing and says so.

    `compared` is false for a relative rule on an offer that stays outside the comparison.
    """
    rule = criterion.rule
    assert rule is not None
    share: Share | None = None
    if rule.kind in STANDING_REASONS:
        reason = STANDING_REASONS[rule.kind]
    elif not asked:
        reason = _NOT_ASKED
    elif not compared:
        reason = _NOT_COMPARED
    else:
        value = answers[0].value if answers else None
        if value is not None or rule.kind == "beoordeeld":
            share = RULES[rule.kind](rule, value, context)
        reason = share.reason if share else _NO_ANSWER
    percent = None
    if share and rounding.share != "geen":
        percent = round_points(share.points(rounding.share_of), rounding.share, rounding.mode)
        share = Share(percent, rounding.share_of, share.reason)
    points = share.points(maximum) if share else ZERO
    if rounding.criterion != "geen":
        points = round_points(points, rounding.criterion, rounding.mode)
    return Score(criterion.code, points, maximum, reason, answers, percent, price)


def _yes_no(rule: Any, value: Value, _: Context) -> Share:
    """Points for yes, points for no, as published."""
    yes = "ja" in value.codes
    return percentage(rule.yes if yes else rule.no, ReasonKind.YES_NO, antwoord=yes)


def _choice(rule: Any, value: Value, context: Context) -> Share:
    """Points for the choice, as published."""
    (code,) = value.codes
    return percentage(rule.percentages[code], ReasonKind.CHOICE, keuze=context.choices[code])


def column_values(value: Value | None, column: str) -> list[Decimal]:
    """The numbers in a column of a table answer."""
    rows = (value or NOTHING).rows
    return [number for row in rows if (number := row.number(column)) is not None]


def number_of(rule: Any, value: Value | None) -> Decimal | None:
    """The number that a linear, bands or relative rule works on; None without one."""
    if value is not None and value.number is not None:
        return value.number
    numbers = column_values(value, rule.column or "")
    if not numbers:
        return None
    return _OPERATIONS[rule.operation](numbers)


_OPERATIONS: Mapping[str, Callable[[Iterable[Decimal]], Decimal]] = {
    "som": lambda items: sum(items, ZERO),
    "laagste": min,
    "hoogste": max,
}


def _linear(rule: Any, value: Value, _: Context) -> Share | None:
    """Straight line between two published values; beyond them the nearest end."""
    number = number_of(rule, value)
    if number is None:
        return None
    low, high = sorted((rule.zero_at, rule.full_at))
    held = min(max(number, low), high)
    words = {"waarde": number, "nul": rule.zero_at, "vol": rule.full_at}
    return Share(held - rule.zero_at, rule.full_at - rule.zero_at, Reason(ReasonKind.LINEAR, words))


def _bands(rule: Any, value: Value, _: Context) -> Share | None:
    """The last band that starts at or below the value; below the first band nothing."""
    number = number_of(rule, value)
    if number is None:
        return None
    reached = [band for band in rule.bands if band.start <= number]
    if not reached:
        return percentage(ZERO, ReasonKind.BAND, waarde=number, vanaf=rule.bands[0].start, onder=True)
    return percentage(
        reached[-1].percentage, ReasonKind.BAND, waarde=number, vanaf=reached[-1].start, onder=False
    )


def codes_by_row(rule: Any, value: Value) -> list[set[str]]:
    """The codes of an answer: one set for each row of a table, one set for a multiple choice."""
    if not rule.column:
        return [set(value.codes)]
    return [set(row.codes(rule.column)) for row in value.rows]


def _coverage(rule: Any, value: Value, context: Context) -> Share:
    """Share of the code list, plus the published bonus for each combination, at most everything."""
    rows = codes_by_row(rule, value)
    together = set().union(*rows)
    covered = tuple([name for code, name in context.choices.items() if code in together])
    missing = tuple([name for code, name in context.choices.items() if code not in together])
    goal = Decimal(rule.full_at or len(context.choices))
    earned = [
        bonus
        for bonus in rule.bonuses
        if any(set(bonus.codes) <= codes for codes in (rows if bonus.same_row else [together]))
    ]
    bonus_percentage = sum((bonus.percentage for bonus in earned), ZERO)
    base = min(Decimal(len(covered)), goal)
    words: dict[str, ReasonValue] = {
        "gedekt": covered,
        "mist": missing,
        "doel": goal,
        "bonus": tuple(bonus.name for bonus in earned),
        "bonusprocent": bonus_percentage,
    }
    # base/goal + bonus/100, capped at 1, as one exact quotient.
    numerator = min(base * HUNDRED + bonus_percentage * goal, goal * HUNDRED)
    return Share(numerator, goal * HUNDRED, Reason(ReasonKind.COVERAGE, words))


def _count(rule: Any, value: Value, _: Context) -> Share:
    """Number of choices or rows against the number that gives everything."""
    count = Decimal(len(value.codes) + len(value.rows))
    full = Decimal(rule.full_at)
    words: dict[str, ReasonValue] = {"aantal": count, "vol": full}
    return Share(min(count, full), full, Reason(ReasonKind.COUNT, words))


def _assessed(_: Any, value: Value | None, context: Context) -> Share | None:
    """The percentage that the scale gives to the panel's grade."""
    if context.grade is None or context.scale is None:
        return None
    step = context.scale.step(context.grade.grade)
    assert step is not None, "grades off the scale are refused when they are read"
    words: dict[str, ReasonValue] = {
        "cijfer": step.grade,
        "naam": step.name,
        "toelichting": context.grade.comment,
        "leeg": value is None,
    }
    return percentage(step.percentage, ReasonKind.GRADE, **words)


def _relative_quality(rule: Any, value: Value, context: Context) -> Share | None:
    """W · Q / Qmax: the highest number of all offers that are compared gets everything."""
    number = number_of(rule, value)
    if number is None or context.highest is None:
        return None
    words: dict[str, ReasonValue] = {"waarde": number, "hoogste": context.highest}
    if context.highest <= 0:
        return Share(ZERO, HUNDRED, Reason(ReasonKind.RELATIVE_QUALITY, words))
    return Share(max(number, ZERO), context.highest, Reason(ReasonKind.RELATIVE_QUALITY, words))


def _priced(rule: PriceScore, terms: Any, _: Value, context: Context) -> Share | None:
    """A rule on a price: an offer without a price that can be compared earns nothing."""
    return None if context.price is None else rule(terms, context.price, context)


RULES: Mapping[str, Callable[[Any, Any, Context], Share | None]] = {
    "ja_nee": _yes_no,
    "keuze": _choice,
    "lineair": _linear,
    "banden": _bands,
    "dekking": _coverage,
    "aantal": _count,
    "beoordeeld": _assessed,
    "kwaliteit_relatief": _relative_quality,
    **{kind: partial(_priced, rule) for kind, rule in PRICE_SCORES.items()},
}
