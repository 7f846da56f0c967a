"""The outcome as programs read it: one model that writes the JSON and from which its schema is made.

Numbers are texts with the published digits, so that no reader of the JSON turns them into floats. What is
not there is left out, never written as null.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from inkoop.domain.award_rules import Method
from inkoop.domain.evaluation import Award
from inkoop.domain.fields import Maybe
from inkoop.domain.records import Size
from inkoop.domain.told import DecisionTold, DrawTold, File, Findings, LotCode, Place, Tenderer, model_of

FORMAT = "inkoop/beoordeling/1"


class Stand(StrEnum):
    """What the outcome of a lot is worth today: a list, no ranking yet, one that can change, a proposal."""

    ADMISSION = "toelating"
    WAITING = "wacht op cijfers"
    SEALED = "wacht op prijzen"
    PROVISIONAL = "voorlopig"
    PROPOSAL = "voorstel"


class Unranked(StrEnum):
    """What became of a bid that has no place in a ranking: the words of every output."""

    NOT_RANKED = "niet in de rangorde"
    NOT_ADMITTED = "niet toegelaten"
    """The same in an open house, where there is no ranking."""
    UNDECIDED = "wacht op een besluit"
    WAITING = "wacht op cijfers"
    REPLACED = "vervangen"
    """Its tenderer handed in another submission, and that one counts."""
    ADMITTED = "toegelaten"


CriterionCode = Annotated[str, Field(alias="criterium")]
Points = Annotated[Maybe[str], Field(alias="punten")]
Maximum = Annotated[str, Field(alias="maximum")]
Quality = Annotated[Maybe[str], Field(alias="kwaliteit")]
Total = Annotated[Maybe[str], Field(alias="totaal")]


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """An answer that a score rests on."""

    question: Annotated[str, Field(alias="vraag")]
    value: Annotated[Any, Field(alias="waarde")]
    place: Place


@dataclass(frozen=True, slots=True)
class ScoreTold:
    """The points for one sub-criterion. They are left out where a hidden answer would follow from them."""

    criterion: CriterionCode
    points: Points
    maximum: Maximum
    reason: Annotated[str, Field(alias="reden")]
    answers: Annotated[tuple[AnswerTold, ...], Field(alias="antwoorden")]


@dataclass(frozen=True, slots=True)
class GroupTold:
    """The points for one criterion with sub-criteria; `uitleg` where its sum was rescaled or rounded."""

    criterion: CriterionCode
    points: Points
    maximum: Maximum
    explained: Annotated[Maybe[str], Field(alias="uitleg")] = None


Groups = Annotated[tuple[GroupTold, ...], Field(alias="groepen")]
Scores = Annotated[tuple[ScoreTold, ...], Field(alias="scores")]


@dataclass(frozen=True, slots=True)
class RankedTold:
    """One place in the ranking. `omvang` where a capacity is divided; `kwaliteit` and `prijs` where the
    method reckons with the price itself; `uitleg` is the sum that gives the total, which is left
    out where a hidden answer would follow from it."""

    rank: Annotated[int, Field(alias="rang")]
    tenderer: Tenderer
    file: File
    total: Total
    shared_with: Annotated[tuple[str, ...], Field(alias="gedeeld_met")]
    tie_break: Annotated[str, Field(alias="beslist_door")]
    outcome: Annotated[Award, Field(alias="uitkomst")]
    explained: Annotated[str, Field(alias="uitleg")]
    groups: Groups
    scores: Scores
    volume: Annotated[Maybe[str], Field(alias="omvang")] = None
    quality: Quality = None
    price: Annotated[Maybe[str], Field(alias="prijs")] = None


@dataclass(frozen=True, slots=True)
class NotAdmittedTold:
    """Who is outside the ranking, and why; with scores when only a threshold was missed.

    With a method that reckons with the price itself there is no `totaal` then, but `kwaliteit`.
    """

    tenderer: Tenderer
    file: File
    outcome: Annotated[Unranked, Field(alias="uitkomst")]
    reasons: Annotated[tuple[str, ...], Field(alias="redenen")]
    quality: Quality = None
    total: Total = None
    groups: Annotated[Maybe[tuple[GroupTold, ...]], Field(alias="groepen")] = None
    scores: Annotated[Maybe[tuple[ScoreTold, ...]], Field(alias="scores")] = None


@dataclass(frozen=True, slots=True)
class UndecidedTold:
    """Who waits for a person's decision, with the findings it is about."""

    tenderer: Tenderer
    file: File
    outcome: Annotated[Unranked, Field(alias="uitkomst")]
    findings: Findings


@dataclass(frozen=True, slots=True)
class ReplacedTold:
    """A submission that does not count, as its tenderer handed in another."""

    tenderer: Tenderer
    file: File
    outcome: Annotated[Unranked, Field(alias="uitkomst")]
    decision: Annotated[DecisionTold, Field(alias="besluit")]


@dataclass(frozen=True, slots=True)
class WaitingTold:
    """A grade that is still missing."""

    tenderer: Tenderer
    criterion: CriterionCode


@dataclass(frozen=True, slots=True)
class CriterionTold:
    """A criterion of a lot with what it can earn there."""

    criterion: CriterionCode
    title: Annotated[str, Field(alias="titel")]
    maximum: Maximum


@dataclass(frozen=True, slots=True)
class TotalTold:
    """What the total of a lot is: how it is called, in what it is measured, and which end is the best."""

    method: Annotated[Method, Field(alias="methode")]
    name: Annotated[str, Field(alias="naam")]
    unit: Annotated[str, Field(alias="eenheid")]
    best: Annotated[Literal["laagste", "hoogste"], Field(alias="beste")]


@dataclass(frozen=True, slots=True)
class CapacityTold:
    """How much of a lot is bought; `niet_verdeeld` is what the proposal leaves."""

    size: Annotated[str, Field(alias="omvang")]
    unit: Annotated[str, Field(alias="eenheid")]
    undivided: Annotated[Maybe[str], Field(alias="niet_verdeeld")] = None


@dataclass(frozen=True, slots=True)
class LotTold:
    """The outcome of one lot. `stand` says whether the ranking is final, provisional, or not there yet."""

    lot: LotCode
    title: Annotated[str, Field(alias="titel")]
    stand: Stand
    ranking: Annotated[tuple[RankedTold, ...], Field(alias="rangorde")]
    admitted: Annotated[tuple[str, ...], Field(alias="toegelaten")]
    not_admitted: Annotated[tuple[NotAdmittedTold, ...], Field(alias="niet_toegelaten")]
    undecided: Annotated[tuple[UndecidedTold, ...], Field(alias="voor_te_leggen")]
    replaced: Annotated[tuple[ReplacedTold, ...], Field(alias="vervangen")]
    waiting: Annotated[tuple[WaitingTold, ...], Field(alias="wacht_op_cijfers")]
    criteria: Maybe[tuple[CriterionTold, ...]] = None
    total: Annotated[Maybe[TotalTold], Field(alias="uitkomstsoort")] = None
    capacity: Annotated[Maybe[CapacityTold], Field(alias="capaciteit")] = None


@dataclass(frozen=True, slots=True)
class KaderTold:
    """By which rules."""

    reference: Annotated[str, Field(alias="kenmerk")]
    title: Annotated[str, Field(alias="titel")]
    buyer: Annotated[str, Field(alias="opdrachtgever")]
    procedure: str
    fictional: Annotated[bool, Field(alias="fictief")]
    fingerprint: Annotated[str, Field(alias="vingerafdruk")]


@dataclass(frozen=True, slots=True)
class MemberTold:
    """An organisation in a submission: the tenderer itself, a member of the consortium, a subcontractor."""

    name: Annotated[str, Field(alias="naam")]
    registration: Annotated[str, Field(alias="kvk")]
    role: Annotated[str, Field(alias="rol")]
    place: Place


@dataclass(frozen=True, slots=True)
class FileTold:
    """A workbook that was read."""

    tenderer: Tenderer
    file: File
    size: Size
    sha256: str
    members: Annotated[tuple[MemberTold, ...], Field(alias="deelnemers")]


@dataclass(frozen=True, slots=True)
class Document:
    """Everything an evaluation produced. Without a usable kader there is only `bevindingen`."""

    form: Annotated[str, Field(alias="formaat")]
    kader: Maybe[KaderTold] = None
    submissions: Annotated[Maybe[tuple[FileTold, ...]], Field(alias="inschrijvingen")] = None
    lots: Annotated[Maybe[tuple[LotTold, ...]], Field(alias="percelen")] = None
    draws: Annotated[Maybe[tuple[DrawTold, ...]], Field(alias="lotingen")] = None
    findings: Findings = ()

    @property
    def data(self) -> dict[str, Any]:
        """The document as plain JSON."""
        found: dict[str, Any] = model_of(Document).dump_python(self, mode="json", by_alias=True)
        return found


def outcome_schema() -> dict[str, Any]:
    """The schema of the document."""
    return model_of(Document).json_schema(by_alias=True, mode="serialization")
