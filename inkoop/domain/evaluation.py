"""What comes out of an evaluation: scores with their reasons, the ranking, the proposed award."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from inkoop.domain.draws import ReadDraw
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.settled import Alike, Settled
from inkoop.domain.submission import Answer, Assessment, Decision, Ruling, Submission, SubmissionId
from inkoop.domain.tender import Tender


class Reason:
    """Why a score is what it is, as data: each kind of rule has its own, beside the function that scores.

    It holds no sentence: that is made in `inkoop.views.words` when somebody reads it.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NoAnswer(Reason):
    """There is no answer that points can be given for."""


@dataclass(frozen=True, slots=True)
class NotAsked(Reason):
    """The question did not apply."""


@dataclass(frozen=True, slots=True)
class NotCompared(Reason):
    """The offer stays outside the comparison with others."""


@dataclass(frozen=True, slots=True)
class NotOpened(Reason):
    """The price stays in the vault: a threshold was not reached."""


@dataclass(frozen=True, slots=True)
class Withheld(Reason):
    """The answer is confidential and not at hand: the points are those that were published."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What another answer adds to the price."""

    question: str
    value: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """The price of an offer in euro: as it was offered, and as it counts."""

    offered: Decimal
    floored: Decimal
    """As offered, with every tariff under its floor raised to that floor."""
    additions: tuple[Addition, ...] = ()

    @property
    def counted(self) -> Decimal:
        """What the formulas reckon with: never rewarded for going under a floor."""
        if not self.additions:
            return self.floored
        return self.floored + sum((addition.amount for addition in self.additions), Decimal(0))

    @property
    def comparable(self) -> bool:
        """Whether a formula may reckon with it: above zero, as it was offered and as it counts."""
        return self.offered > 0 and self.counted > 0


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
    share: Decimal | None = None
    """The percentage (or the mark out of 10, 20 …) where the kader rounds it before the points."""
    price: Price | None = None
    """The price that a rule on a price reckoned with."""


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The points of one criterion with sub-criteria."""

    criterion: str
    points: Decimal
    maximum: Decimal
    summed: Decimal | None = None
    """The sum of the points below it, where the kader rescales or rounds that sum."""
    best: Decimal | None = None
    """The best such sum of all offers that are compared, where the kader rescales to it."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All scores of one submission."""

    submission: Submission
    scores: tuple[Score, ...]
    groups: tuple[GroupScore, ...]
    total: Decimal
    """What the order rests on, rounded as published: points, euro or an index, as the method says."""
    quality: Decimal = Decimal(0)
    """The points together; with a method that reckons with the price itself they stand apart from it."""
    price: Price | None = None
    """The price, where the method reckons with it."""
    working: Mapping[str, Decimal] = field(default_factory=dict)
    """The other numbers in the method's formula, by name: laagste_prijs, beste_kwaliteit, n."""

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
    NO_OUTCOME = "geen_uitkomst"
    """The method's formula cannot be worked out: there is no price, or no quality to divide by."""


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
    decision: Decision | None = None
    """The decision, where that is the ground."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A submission in the running, with what people decided about its points."""

    submission: Submission
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True)
class Replaced:
    """A submission that does not count, because its tenderer handed in another."""

    submission: Submission
    decision: Decision


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """A submission outside the ranking; with a scorecard when only a threshold keeps it out."""

    submission: Submission
    objections: tuple[Objection, ...]
    scorecard: Scorecard | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether its tenderer took it back."""
        return any(each.decision and each.decision.ruling is Ruling.WITHDRAWN for each in self.objections)


@dataclass(frozen=True, slots=True)
class Undecided:
    """A submission about which a person must decide first."""

    submission: Submission
    findings: tuple[Finding, ...]
    settled: tuple[Settled, ...] = ()


Standing = Admitted | NotAdmitted | Undecided | Replaced
"""Where a submission stands in a lot, before anything is scored."""


class Award(StrEnum):
    """What is proposed for a ranked submission."""

    AWARDED = "gunnen"
    DRAW = "loting nodig"
    RESERVE = "reserve"
    ELSEWHERE = "krijgt al een ander perceel"
    """High enough here, but the provider already gets the most it may have, in lots it prefers."""
    CHOICE = "voorkeur nodig"
    """In line for more lots than it may have, without an order of its own."""
    NOTHING = "geen deel"
    """Nothing to give: it offers nothing here, or its part of the capacity comes to nothing."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the ranking. Equal ranks share every digit shown and every tie-break criterion."""

    rank: int
    scorecard: Scorecard
    shared_with: tuple[SubmissionId, ...]
    """The submissions with the same rank."""
    tie_break: str
    """The criterion that parted it from another with the same total; empty when none was needed."""
    award: Award
    volume: Decimal | None = None
    """How much of the capacity is proposed for it, where the kader divides a capacity."""


@dataclass(frozen=True, slots=True)
class LotResult:
    """The outcome of one lot. Without all grades there is no ranking and `waiting` says why."""

    lot: str
    """The code of the lot; `geheel` in a tender without lots."""
    tender: Tender
    """The rules of this lot: the kader with the criteria, weights and places that hold here."""
    ranking: tuple[Ranked, ...]
    not_admitted: tuple[NotAdmitted, ...]
    undecided: tuple[Undecided, ...]
    waiting: tuple[tuple[SubmissionId, str], ...]
    """Submission and criterion of every grade that is still missing."""
    admitted: tuple[Submission, ...]
    """Everyone who meets the requirements, in the order of their names."""
    undivided: Decimal | None = None
    """What is left of the capacity, where the kader divides one."""
    replaced: tuple[Replaced, ...] = ()
    """Who would bid here, had its tenderer not handed in another submission."""
    settled: tuple[Settled, ...] = ()
    """What people decided about those who are in the running or wait for another decision."""


@dataclass(frozen=True, slots=True)
class PriceCustody:
    """How prices were kept, by the record of a tender: in a vault, or why not."""

    opened: datetime | None = None
    """When the vault was opened for the last time; None without a vault."""
    keys: tuple[str, ...] = ()
    """Whose keys opened it."""
    why_none: str = ""
    """Why there was no vault; empty where nobody wrote that down."""


@dataclass(frozen=True, slots=True)
class RecordMark:
    """Up to which line of a tender's record an evaluation goes."""

    stand: str
    """The SHA-256 of that line: who holds it can prove that nothing before it changed."""
    set_by_hand: tuple[int, ...]
    """The lines of which somebody set the moment by hand."""
    backwards: tuple[int, ...]
    """The lines with a moment before that of the line before it."""
    prices: PriceCustody | None = None
    """How prices were kept; None where no price counts, and while they lie in the vault."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything an evaluation of one tender produced."""

    tender: Tender
    fingerprint: str
    submissions: tuple[Submission, ...]
    assessment: Assessment
    lots: tuple[LotResult, ...]
    findings: tuple[Finding, ...]
    """All findings: of the folder, of each submission, of the assessment and of the draws."""
    draws: tuple[ReadDraw, ...] = ()
    """The draws that the outcome rests on, each checked."""
    noticed: Mapping[SubmissionId, tuple[Finding, ...]] = field(default_factory=dict)
    """All findings about each submission: in its file, beside the others, and by where it stands."""
    settled: tuple[Settled, ...] = ()
    """The points on which there is nothing left to decide, in any lot."""
    alike: Mapping[Finding, tuple[Alike, ...]] = field(default_factory=dict)
    """By every fault that people mended or accepted, the others who have the same; empty for the public."""
    record: RecordMark | None = None
    """None outside a tender's folder."""

    @property
    def to_do(self) -> tuple[Finding, ...]:
        """The findings on which there is still something to decide or to mend."""
        done = {each.finding for each in self.settled}
        return tuple(found for found in self.findings if found not in done)

    def about(self, submission: Submission) -> tuple[Finding, ...]:
        """Everything that was noticed about a submission."""
        return self.noticed.get(submission.id, submission.findings)

    @property
    def bidders(self) -> tuple[Submission, ...]:
        """Everybody who handed in, each with the submission that counts."""
        replaced = {found.submission.id for lot in self.lots for found in lot.replaced}
        return tuple(submission for submission in self.submissions if submission.id not in replaced)


WHOLE_LOT = "geheel"
"""The name of the one lot of a tender without lots."""
