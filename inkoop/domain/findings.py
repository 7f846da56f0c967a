"""A fault or remark: where it is, which one it is, and the words needed to explain it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
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


class Why(Enum):
    """What stands in the way of a journey."""

    ASKED = "what was asked"
    KADER = "the kader"
    FILES = "a file"
    FIRST = "something that a person has to do first"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a journey did not do what was asked, in one Dutch sentence."""

    text: str
    why: Why = Why.ASKED


class Refused(Exception):  # noqa: N818 - no fault of the program: it becomes part of an outcome
    """Ends a journey with a refusal."""

    def __init__(self, text: str, why: Why = Why.ASKED) -> None:
        super().__init__(text)
        self.refusal = Refusal(text, why)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a journey, with everything that was noticed on the way.

    The value is None where there is none; then the findings or the refusal say why.
    """

    value: T
    findings: tuple[Finding, ...] = ()
    refusal: Refusal | None = None
    notes: tuple[str, ...] = ()
    """What happened beside what was asked, each a Dutch sentence that people have to know."""


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is of severity fout."""
    return any(finding.severity is Severity.ERROR for finding in findings)
