"""The shape of the document that `beoordeel --json` prints; its JSON Schema is made from these types."""

from __future__ import annotations

from typing import Any, NotRequired

from typing_extensions import TypedDict

from inkoop.domain.evaluation import Award
from inkoop.views.words.standing import Stand, Unranked

FORMAT = "inkoop/beoordeling/1"


class PlaceDoc(TypedDict):
    """A cell of a workbook, or a line and column of a text file."""

    bestand: str
    blad: NotRequired[str]
    cel: NotRequired[str]
    regel: NotRequired[int]
    kolom: NotRequired[int]


class DecisionDoc(TypedDict):
    """What a person decided, by whom where that was written down, and why."""

    onderwerp: str
    besluit: str
    motivering: str
    vindplaats: PlaceDoc
    perceel: NotRequired[str]
    door: NotRequired[str]


class FindingDoc(TypedDict):
    """One finding with its sentences."""

    code: str
    ernst: str
    vindplaats: PlaceDoc
    melding: str
    herstel: str
    afgedaan: NotRequired[str]
    """Why nobody has to decide about it any more; absent while somebody has to."""
    besluit: NotRequired[DecisionDoc]


class AnswerDoc(TypedDict):
    """An answer that a score rests on."""

    vraag: str
    waarde: Any
    vindplaats: PlaceDoc


class ScoreDoc(TypedDict):
    """The points for one sub-criterion."""

    criterium: str
    punten: str
    maximum: str
    reden: str
    antwoorden: list[AnswerDoc]


class GroupDoc(TypedDict):
    """The points for one criterion with sub-criteria; `uitleg` where its sum was rescaled or rounded."""

    criterium: str
    punten: str
    maximum: str
    uitleg: NotRequired[str]


class RankedDoc(TypedDict):
    """One place in the ranking. `omvang` where a capacity is divided; `kwaliteit` and `prijs` where the
    method reckons with the price itself; `uitleg` is the sum that gives the total."""

    rang: int
    inschrijver: str
    bestand: str
    totaal: str
    gedeeld_met: list[str]
    beslist_door: str
    uitkomst: Award
    uitleg: str
    omvang: NotRequired[str]
    kwaliteit: NotRequired[str]
    prijs: NotRequired[str]
    groepen: list[GroupDoc]
    scores: list[ScoreDoc]


class NotAdmittedDoc(TypedDict):
    """Who is outside the ranking, and why; with scores when only a threshold was missed.

    With a method that reckons with the price itself there is no `totaal` then, but `kwaliteit`.
    """

    inschrijver: str
    bestand: str
    uitkomst: Unranked
    redenen: list[str]
    totaal: NotRequired[str]
    kwaliteit: NotRequired[str]
    groepen: NotRequired[list[GroupDoc]]
    scores: NotRequired[list[ScoreDoc]]


class UndecidedDoc(TypedDict):
    """Who waits for a person's decision, with the findings it is about."""

    inschrijver: str
    bestand: str
    uitkomst: Unranked
    bevindingen: list[FindingDoc]


class ReplacedDoc(TypedDict):
    """A submission that does not count, as its tenderer handed in another."""

    inschrijver: str
    bestand: str
    uitkomst: Unranked
    besluit: DecisionDoc


class WaitingDoc(TypedDict):
    """A grade that is still missing."""

    inschrijver: str
    criterium: str


class CriterionDoc(TypedDict):
    """A criterion of a lot with what it can earn there."""

    criterium: str
    titel: str
    maximum: str


class TotalDoc(TypedDict):
    """What the total of a lot is: how it is called, in what it is measured, and which end is the best."""

    methode: str
    naam: str
    eenheid: str
    beste: str


class CapacityDoc(TypedDict):
    """How much of a lot is bought; `niet_verdeeld` is what the proposal leaves."""

    omvang: str
    eenheid: str
    niet_verdeeld: NotRequired[str]


class LotDoc(TypedDict):
    """The outcome of one lot. `stand` says whether the ranking is final, provisional, or not there yet."""

    perceel: str
    titel: str
    stand: Stand
    rangorde: list[RankedDoc]
    toegelaten: list[str]
    niet_toegelaten: list[NotAdmittedDoc]
    voor_te_leggen: list[UndecidedDoc]
    vervangen: list[ReplacedDoc]
    wacht_op_cijfers: list[WaitingDoc]
    criteria: NotRequired[list[CriterionDoc]]
    uitkomstsoort: NotRequired[TotalDoc]
    capaciteit: NotRequired[CapacityDoc]


class KaderDoc(TypedDict):
    """By which rules."""

    kenmerk: str
    titel: str
    opdrachtgever: str
    procedure: str
    fictief: bool
    vingerafdruk: str


class MemberDoc(TypedDict):
    """An organisation in a submission: the tenderer itself, a member of the consortium, a subcontractor."""

    naam: str
    kvk: str
    rol: str
    vindplaats: PlaceDoc


class DrawCheckDoc(TypedDict):
    """The hash of one name, and the command line by which anybody finds it."""

    inschrijver: str
    sha256: str
    opdracht: str


class DrawDoc(TypedDict):
    """A draw that the outcome rests on, as its record says. `loting` is the format of the record: 1 when
    it is not there."""

    loting: NotRequired[int]
    perceel: str
    wijze: str
    inschrijvers: list[str]
    uitkomst: list[str]
    zaad: NotRequired[str]
    zaad_bron: NotRequired[str]
    controle: NotRequired[list[DrawCheckDoc]]
    door: NotRequired[str]
    plaats: NotRequired[str]
    moment: NotRequired[str]
    genodigd: NotRequired[list[str]]
    aanwezig: NotRequired[list[str]]
    bestand: str


class FileDoc(TypedDict):
    """A workbook that was read."""

    inschrijver: str
    bestand: str
    bytes: int
    sha256: str
    deelnemers: list[MemberDoc]


class Document(TypedDict):
    """Everything an evaluation produced. Without a usable kader there is only `bevindingen`."""

    formaat: str
    kader: NotRequired[KaderDoc]
    inschrijvingen: NotRequired[list[FileDoc]]
    percelen: NotRequired[list[LotDoc]]
    lotingen: NotRequired[list[DrawDoc]]
    bevindingen: list[FindingDoc]
