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
    share, of = told.score.share, _share_of(told)
    if share is None or share * HUNDRED == percentage * of:
        return _last(percentage, told)
    begin = f"{number_text(percentage)} % is"
    if of == HUNDRED:
        return f"{begin} afgerond {number_text(share)} %. {_last(share, told)}"
    return f"{begin} op een schaal van {number_text(of)} afgerond {number_text(share)}. {_last(share, told)}"


def quotient(above: Decimal, below: Decimal, work: str, told: Told[Any, Any]) -> str:
    """The sum for a share: with a percentage when that is exact, else the quotient times the maximum."""
    percentage = above * HUNDRED / below
    if percentage * below == above * HUNDRED and _digits(percentage) <= _EXACT_DIGITS:
        return f"{work} = {number_text(percentage)} %. {tail(percentage, told)}"
    share, of = told.score.share, _share_of(told)
    if share is not None:
        what = "%" if of == HUNDRED else f"op een schaal van {number_text(of)}"
        return f"{work} = {number_text(share)} {what}, afgerond. {_last(share, told)}"
    exact = told.score.maximum * above == told.score.points * below
    factor = f"({work})" if " + " in work or work.startswith("1 −") else work
    return f"{factor} × {_result(told, exact=exact)}"


def _share_of(told: Told[Any, Any]) -> Decimal:
    """Of what a share that was rounded is a part."""
    award = told.tender.award
    return award.rounding.share_of if award and told.score.share is not None else HUNDRED


def _last(share: Decimal, told: Told[Any, Any]) -> str:
    """What a percentage gives, or a share on the scale of the kader where it was rounded on that."""
    of = _share_of(told) if share == told.score.share else HUNDRED
    exact = told.score.maximum * share == told.score.points * of
    part = f"{number_text(share)} % van" if of == HUNDRED else f"{number_text(share)} : {number_text(of)} ×"
    return f"{part} {_result(told, exact=exact)}"


def _result(told: Told[Any, Any], *, exact: bool) -> str:
    most, result = most_text(told.score.maximum, told.tender), earned_text(told.score.points, told.tender)
    return f"{most} = {result}{'' if exact else ', afgerond'}."


def _digits(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
