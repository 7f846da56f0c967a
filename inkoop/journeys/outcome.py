"""A journey ends in an outcome, also where it cannot do what was asked."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from inkoop.domain.findings import Outcome, Refused

_noted: ContextVar[list[str] | None] = ContextVar("noted", default=None)
P = ParamSpec("P")
T = TypeVar("T")


def journey(steps: Callable[P, T]) -> Callable[P, Outcome[T | None]]:
    """The steps as a journey: what they make, or the refusal that ended them; and what was noted."""

    @wraps(steps)
    def travelled(*given: P.args, **named: P.kwargs) -> Outcome[T | None]:
        told: list[str] = []
        before = _noted.set(told)
        try:
            made = steps(*given, **named)
            return Outcome(made, notes=tuple(told))
        except Refused as refused:
            return Outcome(None, refusal=refused.refusal, notes=tuple(told))
        finally:
            _noted.reset(before)

    return travelled


def note(words: str) -> None:
    """Tell something beside what was asked, from within a journey."""
    told = _noted.get()
    if told is not None:
        told.append(words)
