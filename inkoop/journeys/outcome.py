"""A journey ends in an outcome, also where it cannot do what was asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from inkoop.domain.findings import Outcome, Refused

P = ParamSpec("P")
T = TypeVar("T")


def journey(steps: Callable[P, T]) -> Callable[P, Outcome[T | None]]:
    """The steps as a journey: what they make, or the refusal that ended them."""

    @wraps(steps)
    def travelled(*given: P.args, **named: P.kwargs) -> Outcome[T | None]:
        try:
            return Outcome(steps(*given, **named))
        except Refused as refused:
            return Outcome(None, refusal=refused.refusal)

    return travelled
