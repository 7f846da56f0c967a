"""What comes out of an evaluation: scores with their reasons, the ranking, the proposed award."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Submission
from inkoop.domain.tender import Tender


class ReasonKind(StrEnum):
    """Why a score is what it is; the sentences stand in `inkoop.views.reasons`."""

    YES_NO = "ja_nee"
    CHOICE = "keuze"
    LINEAR = "lineair"
    BAND = "band"
    COVERAGE = "dekking"
    COUNT = "aantal"
    GRADE = "cijfer"
    LOWEST_PRICE = "laagste_prijs"
    BANDWIDTH = "bandbreedte"
    FIXED_TARIFF = "vast_tarief"
    NO_ANSWER = "geen_antwoord"
    NOT_ASKED = "niet_gevraagd"


ReasonValue = Decimal | str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """The kind of reason with the numbers and words of its sentence."""

    kind: ReasonKind
    values: dict[str, ReasonValue]


@dataclass(frozen=True, slots=True)
class Score:
    """The points for one sub-criterion."""

    criterion: str
    points: Decimal
    """Rounded when the kader rounds per criterion, else exact to 28 digits."""
    maximum: Decimal
    reason: Reason
    answers: tuple[Answer, ...] = ()
    """The answers it rests on, each with its cell."""


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The sum of the points under one criterion."""

    criterion: str
    points: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All scores of one submission; the total is rounded as published."""

    submission: Submission
    scores: tuple[Score, ...]
    groups: tuple[GroupScore, ...]
    total: Decimal

    def points(self, criterion: str) -> Decimal:
        """The points of a leaf or group; KeyError for an unknown code."""
        parts: tuple[Score | GroupScore, ...] = (*self.scores, *self.groups)
        for part in parts:
            if part.criterion == criterion:
                return part.points
        raise KeyError(criterion)


class Ground(StrEnum):
    """Why a submission is not in the ranking."""

    REQUIREMENT = "eis"
    DECISION = "besluit"
    THRESHOLD = "drempel"


@dataclass(frozen=True, slots=True)
class Objection:
    """One ground against a submission, with what it rests on."""

    ground: Ground
    subject: str
    """The code of the requirement or criterion; `totaal` for the total; `inschrijving` for the whole."""
    detail: str
    """The given answer, the points, or the motivation of the decision."""
    limit: str = ""
    """The threshold in points, where that is the ground."""
    place: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """A submission outside the ranking; with a scorecard when only a threshold keeps it out."""

    submission: Submission
    objections: tuple[Objection, ...]
    scorecard: Scorecard | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """A submission about which a person must decide first."""

    submission: Submission
    findings: tuple[Finding, ...]


class Award(StrEnum):
    """What is proposed for a ranked submission."""

    AWARDED = "gunnen"
    DRAW = "loting nodig"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the ranking. Equal ranks share every digit shown and every tie-break criterion."""

    rank: int
    scorecard: Scorecard
    shared_with: tuple[str, ...]
    """The tenderers with the same rank."""
    tie_break: str
    """The criterion that parted it from another with the same total; empty when none was needed."""
    award: Award


@dataclass(frozen=True, slots=True)
class LotResult:
    """The outcome of one lot. Without all grades there is no ranking and `waiting` says why."""

    lot: str
    ranking: tuple[Ranked, ...]
    not_admitted: tuple[NotAdmitted, ...]
    undecided: tuple[Undecided, ...]
    waiting: tuple[tuple[str, str], ...]
    """Tenderer and criterion of every grade that is still missing."""
    admitted: tuple[Submission, ...]
    """Everyone who meets the requirements, in the order of their names."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything an evaluation of one tender produced."""

    tender: Tender
    fingerprint: str
    submissions: tuple[Submission, ...]
    assessment: Assessment
    lots: tuple[LotResult, ...]
    findings: tuple[Finding, ...]
    """All findings: of the folder, of each submission and of the assessment."""
