"""A fault or remark: where it is, which one it is, and the words needed to explain it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from inkoop.domain.places import Place


class Severity(StrEnum):
    """How much a finding matters; the values are the Dutch words users see."""

    ERROR = "fout"
    WARNING = "waarschuwing"
    TIP = "tip"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. It holds no sentence: the catalogue makes that from code and context."""

    code: str
    severity: Severity
    place: Place
    context: tuple[tuple[str, str], ...] = ()
    """The words of its sentence; under `vraag` the code of the question it is about, if any."""

    @property
    def question(self) -> str:
        """The code of the question it is about, or an empty text."""
        return dict(self.context).get("vraag", "")

    @property
    def lots(self) -> tuple[str, ...]:
        """The codes of the lots it is about; empty when it is about the submission as a whole."""
        return tuple(dict(self.context).get("percelen", "").split())


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value with everything that was noticed on the way; the value is None where there is none."""

    value: T
    findings: tuple[Finding, ...] = ()


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is of severity fout."""
    return any(finding.severity is Severity.ERROR for finding in findings)
