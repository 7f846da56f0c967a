"""How far assessors agree: the spread, who sits apart, and Krippendorff's alpha with its range.

It informs a panel before it talks; nothing that is scored rests on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

RESAMPLES = 1000
"""How often answers are drawn anew for the range."""
_OUTSIDE = Fraction(1, 40)
"""The share of the draws on each side of the range."""

Ranks = Sequence[int]
"""What one answer got: of each grade its place on the scale, from 0."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What assessors gave for one answer: by label the grade's place on the scale, and its percentage."""

    ranks: Mapping[str, int]
    percentages: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the assessors of one criterion agree."""

    answers: int
    """With at least two grades."""
    assessors: int
    mean_spread: Fraction | None
    """Between the highest and the lowest, in percent of the points, on average; None without two grades."""
    most_spread: Decimal | None
    apart: tuple[tuple[str, Fraction], ...]
    """How many percentage points more each gave than the others on the same answers, the furthest first."""
    alpha: Fraction | None
    """None where everybody gave everything the same step, or nothing was graded twice."""
    low: Fraction | None
    high: Fraction | None
    """Between these lie 95 of 100 alphas when the answers are drawn anew, with replacement."""


def agreement(graded: Sequence[Graded], seed: str) -> Agreement:
    """How far the assessors agree about these answers. The seed makes the range come out the same again."""
    several = [each for each in graded if len(each.ranks) > 1]
    spreads = [max(each.percentages.values()) - min(each.percentages.values()) for each in several]
    units = [tuple(each.ranks.values()) for each in several]
    low, high = _range(units, seed)
    return Agreement(
        len(several),
        len({label for each in graded for label in each.ranks}),
        Fraction(sum(spreads)) / len(spreads) if spreads else None,
        max(spreads, default=None),
        _apart(several),
        alpha(units),
        low,
        high,
    )


def alpha(units: Sequence[Ranks]) -> Fraction | None:
    """Krippendorff's alpha for ordinal data, exactly; None where nothing can vary.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections C and E.

    Args:
        units: of every answer what it got; those with one grade say nothing and are left out.
    """
    pairable = [unit for unit in units if len(unit) > 1]
    values = sorted({rank for unit in pairable for rank in unit})
    place = {value: number for number, value in enumerate(values)}
    seen = [[Fraction(0)] * len(values) for _ in values]
    for unit in pairable:
        for first, one in enumerate(unit):
            for second, other in enumerate(unit):
                if first != second:
                    seen[place[one]][place[other]] += Fraction(1, len(unit) - 1)
    return _alpha(seen)


def _alpha(seen: Sequence[Sequence[Fraction]]) -> Fraction | None:
    totals = [sum(row, Fraction(0)) for row in seen]
    every = sum(totals, Fraction(0))
    observed = expected = Fraction(0)
    for one in range(len(seen)):
        between = totals[one] / 2
        for other in range(one + 1, len(seen)):
            between += totals[other] / 2 + (totals[other - 1] / 2 if other - 1 > one else 0)
            distance = between**2
            observed += seen[one][other] * distance
            expected += totals[one] * totals[other] * distance
    return 1 - (every - 1) * observed / expected if expected else None


def _range(units: Sequence[Ranks], seed: str) -> tuple[Fraction | None, Fraction | None]:
    """The bounds between which 95 of 100 alphas lie when the answers are drawn anew."""
    if len(units) < 2 or alpha(units) is None:
        return None, None
    chance = Random(seed)
    known: dict[tuple[int, ...], Fraction | None] = {}
    found = []
    for _ in range(RESAMPLES):
        drawn = tuple(sorted(chance.randrange(len(units)) for _ in units))
        if drawn not in known:
            known[drawn] = alpha([units[number] for number in drawn])
        # Where nothing varies all the same, everybody agrees.
        found.append(Fraction(1) if (value := known[drawn]) is None else value)
    found.sort()
    aside = int(RESAMPLES * _OUTSIDE)
    return found[aside], found[-1 - aside]


def _apart(several: Sequence[Graded]) -> tuple[tuple[str, Fraction], ...]:
    differences: dict[str, list[Fraction]] = {}
    for each in several:
        total = sum(map(Fraction, each.percentages.values()), Fraction(0))
        for label, own in each.percentages.items():
            others = (total - Fraction(own)) / (len(each.percentages) - 1)
            differences.setdefault(label, []).append(Fraction(own) - others)
    means = {label: sum(own, Fraction(0)) / len(own) for label, own in differences.items()}
    return tuple(sorted(means.items(), key=lambda item: (-abs(item[1]), item[0])))
