"""Stages as types: a value of one is the proof that a tender got there, since no other state makes it.

A function that may only work from a stage on takes its type, so that nobody can call it too early.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from inkoop.domain.procedure.facts import HandedIn, HandedOut, Locked, OpenedFile
from inkoop.domain.procedure.state import Bid, State


class NotThereError(Exception):
    """A mistake of the program: it asked for a stage that the tender has not reached."""


@dataclass(frozen=True, slots=True)
class _Reached:
    """A state that was found to be that far."""

    state: State

    def __post_init__(self) -> None:
        if not self._there():
            raise NotThereError

    def _there(self) -> bool:
        raise NotImplementedError

    @classmethod
    def of(cls, state: State) -> Self | None:
        """The proof, where the tender got there."""
        try:
            return cls(state)
        except NotThereError:
            return None


class OpenedState(_Reached):
    """What came in was opened: only from here on may anybody read it."""

    def _there(self) -> bool:
        return self.state.opened is not None

    @property
    def counting(self) -> tuple[Bid, ...]:
        """The submissions that are read and judged, by number."""
        return self.state.counting


class AssessedState(_Reached):
    """The workbook of the panel came back: what it found, or the mean of its assessors."""

    def _there(self) -> bool:
        return self.state.panel is not None and self.state.panel.stamp in self.state.handed_in

    @property
    def out(self) -> HandedOut:
        """The panel's workbook, as it was given out."""
        assert self.state.panel is not None
        return self.state.panel

    @property
    def panel(self) -> HandedIn:
        """The panel's workbook, as it came back."""
        return self.state.handed_in[self.out.stamp]


class LockedState(_Reached):
    """The quality is fixed: no grade changes any more."""

    def _there(self) -> bool:
        return self.state.locked is not None

    @property
    def locked(self) -> Locked:
        """By this fact."""
        assert self.state.locked is not None
        return self.state.locked


class PricesOpenState(_Reached):
    """The prices came out of the vault. Before this nothing yields the workbook in which one stands."""

    def _there(self) -> bool:
        return bool(self.state.custodians and self.state.prices)

    def book_of(self, bid: Bid) -> OpenedFile | None:
        """The workbook with the prices of a submission; None where it never came, or stays shut."""
        sealed = bid.received.price_book
        every = (file for opened in self.state.prices for file in opened.files)
        return next((f for f in every if sealed and (f.number, f.sha256) == (bid.number, sealed.plain)), None)
