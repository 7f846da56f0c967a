"""The sum behind a score, written out so that a reader can do it again with pen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from inkoop.domain.evaluation import Reason, Score
from inkoop.domain.rules.base import Rule
from inkoop.domain.tender import Tender
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import earned_text, most_text

HUNDRED = Decimal(100)
_EXACT_DIGITS = 2
"""A percentage with at most this many digits is written as one."""


R = TypeVar("R", bound=Rule)
Q = TypeVar("Q", bound=Reason)


class Told(NamedTuple, Generic[R, Q]):
    """What a sentence may need."""

    score: Score
    reason: Q
    rule: R
    part: Any
    """The question, or the column of the table that the rule looks at."""
    tender: Tender
    secret: bool


def named(told: Told[Any, Any]) -> Mapping[str, str]:
    """Code to name of the choices that the rule looks at."""
    return told.tender.choices_of(told.part)


def tail(percentage: Decimal, told: Told[Any, Any]) -> str:
    """The last step of the sum, for a percentage that is exact; first rounded where the kader does that."""
    share = told.score.share
    if share is not None and share != percentage:
        return f"{number_text(percentage)} % is afgerond {number_text(share)} %. {_last(share, told)}"
    return _last(percentage, told)


def quotient(above: Decimal, below: Decimal, work: str, told: Told[Any, Any]) -> str:
    """The sum for a share: with a percentage when that is exact, else the quotient times the maximum."""
    percentage = above * HUNDRED / below
    if percentage * below == above * HUNDRED and _digits(percentage) <= _EXACT_DIGITS:
        return f"{work} = {number_text(percentage)} %. {tail(percentage, told)}"
    if told.score.share is not None:
        return f"{work} = {number_text(told.score.share)} %, afgerond. {_last(told.score.share, told)}"
    exact = told.score.maximum * above == told.score.points * below
    factor = f"({work})" if " + " in work or work.startswith("1 −") else work
    return f"{factor} × {_result(told, exact=exact)}"


def _last(percentage: Decimal, told: Told[Any, Any]) -> str:
    exact = told.score.maximum * percentage == told.score.points * HUNDRED
    return f"{number_text(percentage)} % van {_result(told, exact=exact)}"


def _result(told: Told[Any, Any], *, exact: bool) -> str:
    most, result = most_text(told.score.maximum, told.tender), earned_text(told.score.points, told.tender)
    return f"{most} = {result}{'' if exact else ', afgerond'}."


def _digits(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
