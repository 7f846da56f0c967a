"""One thing that is checked of a report, and everything together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked, with everything that is not as it should be."""

    title: str
    faults: tuple[str, ...] = ()
    remark: str = ""
    """What could not be checked, and why; empty when all of it was."""
    done: bool = True
    """Whether it was checked at all; if not, the remark says why."""
    whole: bool = True
    """Whether no words on the pages were left out."""
    told: tuple[str, ...] = ()
    """What was found, where that is more than that nothing is wrong; a sentence each."""
    anchor: str = ""
    """Where this is held against something outside the report: what that is, in a sentence."""

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of checking one report."""

    file: str
    checks: tuple[Check, ...]
    seal: str = ""
    summary: bool = False
    """Whether the pages are those of a summary."""
    no_report: bool = False
    """Whether there was nothing to reckon with, so that nothing is said of whether it is right."""
    signed: bool = False
    """Whether there is a signature on it, of whatever worth."""

    @property
    def right(self) -> bool:
        """Whether nothing that was checked is wrong."""
        return all(check.right for check in self.checks)

    @property
    def agrees(self) -> bool:
        """Whether the report agrees with itself, whatever lies outside it."""
        return all(check.right for check in self.checks if not check.anchor)

    @property
    def whole(self) -> bool:
        """Whether every word on the pages was held against what the data give."""
        return all(check.whole for check in self.checks)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """What was not checked, or not in every way; a sentence each."""
        return tuple(check.remark for check in self.checks if check.remark)
