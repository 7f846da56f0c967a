"""The rehearsal as one plain document: what `proefdraai --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NotRequired

from typing_extensions import TypedDict

from inkoop.analysis.rehearsal.effects import Effect
from inkoop.analysis.rehearsal.report import Rehearsal, StageRehearsal
from inkoop.analysis.rehearsal.reversal import Example, Standing, Verdict
from inkoop.analysis.rehearsal.strategies import LowPrice
from inkoop.catalogue import entries
from inkoop.domain.findings import Finding
from inkoop.views.record.findings import finding_documents
from inkoop.views.rehearsal.notices import Noted

FORMAT = "inkoop/proefdraai/1"


class NoticeDoc(TypedDict):
    """A finding of the rehearsal; `erkend` is the reason in the kader, if there is one."""

    code: str
    ernst: str
    vindplaats: dict[str, Any]
    melding: str
    herstel: str
    bij: str
    waarom: str
    erkend: NotRequired[str]


class EffectDoc(TypedDict):
    """Percentages with one digit behind the point; absent where there is nothing to say."""

    criterium: str
    gewicht: NotRequired[str]
    aandeel_in_verschillen: NotRequired[str]
    andere_gunning: NotRequired[str]


class StandingDoc(TypedDict):
    """A bid of an example; rank 0 is below a threshold."""

    inschrijver: str
    rang: int
    uitkomst: str


class ExampleDoc(TypedDict):
    """Two bids, and the same two with a third."""

    criterium: str
    ander_criterium: str
    inschrijvers: list[dict[str, str]]
    zonder: list[StandingDoc]
    met: list[StandingDoc]
    gangbare_prijzen: bool


class ReversalDoc(TypedDict):
    """What is known about reversal by one rule."""

    regel: str
    criterium: str
    bewijs: NotRequired[str]
    voorbeeld: NotRequired[ExampleDoc]
    schijninschrijving: NotRequired[ExampleDoc]
    geprobeerd: int


class ThresholdDoc(TypedDict):
    """A threshold and how many bids missed it."""

    bij: str
    punten: str
    gemist: int


class LowPriceDoc(TypedDict):
    """A against B, who is the same but cheaper, at three prices; the answers that B can then leave empty."""

    criterium: str
    prijs_gewoon: str
    prijs_gangbaar: str
    prijs_uiterst: str
    bij_gangbaar: list[StandingDoc]
    bij_uiterst: list[StandingDoc]
    leeg_bij_gangbaar: list[str]
    leeg_bij_uiterst: list[str]
    grens_onder_de_prijs: bool


class LeftEmptyDoc(TypedDict):
    """B leaves one answer empty and is one step better in another."""

    leeg: str
    beter: str
    uitkomst: list[StandingDoc]


class SplitDoc(TypedDict):
    """Who gets a contract, and who when the strongest hands in twice."""

    sterkste: str
    zonder: list[str]
    met: list[str]


class LotDoc(TypedDict):
    """One lot; `geheel` where there are none."""

    perceel: str
    inschrijvingen: int
    gewichten: list[EffectDoc]
    rangordeparadox: list[ReversalDoc]
    drempels: list[ThresholdDoc]
    lotingen: int
    plaats_leeg: int
    extreme_prijs: NotRequired[LowPriceDoc]
    leeg_antwoord: NotRequired[LeftEmptyDoc]
    twee_keer: NotRequired[SplitDoc]


class BurdenDoc(TypedDict):
    """What taking part asks."""

    vragen: int
    eisen: int
    open_antwoorden: int
    woorden: int
    tabellen: int
    cellen: int
    dagen: int


class RehearsalDoc(TypedDict):
    """The document; without a kader that can be used only its findings."""

    formaat: str
    kenmerk: NotRequired[str]
    vingerafdruk: NotRequired[str]
    zaad: NotRequired[int]
    aantal: NotRequired[int]
    meldingen: NotRequired[list[NoticeDoc]]
    percelen: NotRequired[list[LotDoc]]
    lasten: NotRequired[BurdenDoc]
    bevindingen: list[dict[str, Any]]
    """The findings of the kader itself."""


def rehearsal_document(
    rehearsal: Rehearsal, noted: Sequence[Noted], fingerprint: str, findings: Sequence[Finding]
) -> RehearsalDoc:
    """The whole document."""
    counted = rehearsal.burden
    return {
        "formaat": FORMAT,
        "kenmerk": rehearsal.tender.info.reference,
        "vingerafdruk": fingerprint,
        "zaad": rehearsal.seed,
        "aantal": rehearsal.count,
        "meldingen": [_notice(item) for item in noted],
        "percelen": [_lot(tried) for tried in rehearsal.stages],
        "lasten": {
            "vragen": counted.questions,
            "eisen": counted.requirements,
            "open_antwoorden": counted.open_answers,
            "woorden": counted.words,
            "tabellen": counted.tables,
            "cellen": counted.cells,
            "dagen": counted.days,
        },
        "bevindingen": finding_documents(findings),
    }


def unusable(findings: Sequence[Finding]) -> RehearsalDoc:
    """The document when the kader cannot be used."""
    return {"formaat": FORMAT, "bevindingen": finding_documents(findings)}


def _notice(item: Noted) -> NoticeDoc:
    (told,) = finding_documents([item.found])
    made: NoticeDoc = {
        "code": told["code"],
        "ernst": told["ernst"],
        "vindplaats": told["vindplaats"],
        "melding": told["melding"],
        "herstel": told["herstel"],
        "bij": item.subject,
        "waarom": entries()[item.found.code].explanation,
    }
    if item.reason:
        made["erkend"] = item.reason
    return made


def _lot(tried: StageRehearsal) -> LotDoc:
    made: LotDoc = {
        "perceel": tried.stage.name or "geheel",
        "inschrijvingen": tried.simulation.bids,
        "gewichten": [_effect(effect) for effect in tried.effects],
        "rangordeparadox": [_reversal(verdict) for verdict in tried.verdicts],
        "drempels": [{"bij": t.code, "punten": f"{t.limit:f}", "gemist": t.missed} for t in tried.thresholds],
        "lotingen": tried.simulation.draws,
        "plaats_leeg": tried.unfilled,
    }
    if tried.low_price is not None:
        made["extreme_prijs"] = _low_price(tried.low_price)
    if (left := tried.left_empty) is not None:
        outcome = [_standing(item) for item in left.standings]
        made["leeg_antwoord"] = {"leeg": left.empty, "beter": left.better, "uitkomst": outcome}
    if (split := tried.split) is not None:
        made["twee_keer"] = {
            "sterkste": split.owner,
            "zonder": list(split.before),
            "met": list(split.after),
        }
    return made


def _low_price(low: LowPrice) -> LowPriceDoc:
    return {
        "criterium": low.criterion,
        "prijs_gewoon": low.usual,
        "prijs_gangbaar": low.realistic,
        "prijs_uiterst": low.extreme,
        "bij_gangbaar": [_standing(item) for item in low.at_realistic],
        "bij_uiterst": [_standing(item) for item in low.at_extreme],
        "leeg_bij_gangbaar": list(low.dropped_realistic),
        "leeg_bij_uiterst": list(low.dropped_extreme),
        "grens_onder_de_prijs": low.guarded,
    }


def _effect(effect: Effect) -> EffectDoc:
    made: EffectDoc = {"criterium": effect.code}
    if effect.weight is not None:
        made["gewicht"] = _tenth(effect.weight)
    if effect.share is not None:
        made["aandeel_in_verschillen"] = _tenth(effect.share)
    if effect.turned is not None:
        made["andere_gunning"] = _tenth(effect.turned)
    return made


def _tenth(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP):f}"


def _reversal(verdict: Verdict) -> ReversalDoc:
    made: ReversalDoc = {
        "regel": verdict.rule,
        "criterium": verdict.criterion,
        "geprobeerd": verdict.tried,
    }
    if verdict.proof:
        made["bewijs"] = verdict.proof
    if verdict.example is not None:
        made["voorbeeld"] = _example(verdict.example)
    if verdict.dummy is not None:
        made["schijninschrijving"] = _example(verdict.dummy)
    return made


def _example(example: Example) -> ExampleDoc:
    return {
        "criterium": example.compared,
        "ander_criterium": example.own,
        "inschrijvers": [
            {"inschrijver": part.name, "vergeleken": part.compared, "ander": part.own}
            for part in example.parts
        ],
        "zonder": [_standing(item) for item in example.before],
        "met": [_standing(item) for item in example.after],
        "gangbare_prijzen": example.realistic,
    }


def _standing(item: Standing) -> StandingDoc:
    return {"inschrijver": item.name, "rang": item.rank, "uitkomst": item.total}
