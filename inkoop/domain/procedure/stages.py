"""Stages as types: a value of one is the proof that a tender got there, since no other state makes it.

A function that may only work from a stage on takes its type, so that nobody can call it too early.
"""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.domain.procedure.facts import HandedIn, Locked, Opened
from inkoop.domain.procedure.state import Bid, State


class NotThereError(Exception):
    """A mistake of the program: it asked for a stage that the tender has not reached."""


@dataclass(frozen=True, slots=True)
class OpenedState:
    """What came in was opened: only from here on may anybody read it."""

    state: State

    def __post_init__(self) -> None:
        if self.state.opened is None:
            raise NotThereError

    @property
    def opened(self) -> Opened:
        """By this fact."""
        assert self.state.opened is not None
        return self.state.opened

    @property
    def counting(self) -> tuple[Bid, ...]:
        """The submissions that are read and judged, by number."""
        return self.state.counting


@dataclass(frozen=True, slots=True)
class AssessedState:
    """The panel handed in what it found."""

    state: State

    def __post_init__(self) -> None:
        if self._given is None:
            raise NotThereError

    @property
    def _given(self) -> HandedIn | None:
        panel = self.state.panel
        return self.state.handed_in.get(panel.stamp) if panel else None

    @property
    def panel(self) -> HandedIn:
        """The panel's workbook, as it came back."""
        assert self._given is not None
        return self._given


@dataclass(frozen=True, slots=True)
class LockedState:
    """The quality is fixed: no grade changes any more."""

    state: State

    def __post_init__(self) -> None:
        if self.state.locked is None:
            raise NotThereError

    @property
    def locked(self) -> Locked:
        """By this fact."""
        assert self.state.locked is not None
        return self.state.locked
