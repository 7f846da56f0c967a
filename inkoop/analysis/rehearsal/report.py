"""The rehearsal as a whole: everything that is found out about a kader before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from inkoop.analysis.rehearsal.burden import Burden, burden, burden_concerns, goal_concerns
from inkoop.analysis.rehearsal.concerns import LOT, Concern, acknowledged, concern, merged, paths, together
from inkoop.analysis.rehearsal.effects import Effect, effects
from inkoop.analysis.rehearsal.limits import LotLimits, limit_concerns, lot_limits
from inkoop.analysis.rehearsal.reversal import Verdict, verdicts
from inkoop.analysis.rehearsal.simulation import Simulation, simulate
from inkoop.analysis.rehearsal.small_providers import fairness_concerns
from inkoop.analysis.rehearsal.stage import Stage, stages
from inkoop.analysis.rehearsal.steps import step_concerns
from inkoop.analysis.rehearsal.strategies import LeftEmpty, LowPrice, Split, left_empty, low_price, split
from inkoop.domain.tender import Tender
from inkoop.rules.award.evaluation import WHOLE_TOTAL
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.scoring.maxima import threshold_of, total_threshold

SEED, TENDERS = 2027, 400
LIGHT, LIGHT_WEIGHT = Decimal("0.2"), Decimal(4)
"""A criterion of at least 4 percent that makes less than a fifth of its weight hardly decides."""
HEAVY, HEAVY_MORE = Decimal(2), Decimal(10)
"""One that makes twice its weight, and 10 percent more, decides much more than it says."""
PRICE_HEAVY, PRICE_LIGHT, PRICE_MORE = Decimal("1.5"), Decimal("0.5"), Decimal(8)
MANY_DRAWS, MANY_UNFILLED = 5, 50
"""Percent of the simulated tenders."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A published threshold and how many simulated bids missed it."""

    code: str
    title: str
    limit: Decimal
    missed: int


@dataclass(frozen=True)
class StageRehearsal:
    """Everything found out about one lot."""

    simulation: Simulation
    effects: tuple[Effect, ...]
    thresholds: tuple[Threshold, ...]
    verdicts: tuple[Verdict, ...]
    low_price: LowPrice | None
    left_empty: LeftEmpty | None
    split: Split | None

    @property
    def stage(self) -> Stage:
        """The lot."""
        return self.simulation.stage

    @property
    def unfilled(self) -> int:
        """In how many simulated tenders a place stays empty."""
        places = self.stage.award.places
        return sum(len(names) < places for names in self.simulation.winners) if places else 0


@dataclass(frozen=True)
class Rehearsal:
    """The whole rehearsal; the same kader, seed and number give the same."""

    tender: Tender
    seed: int
    count: int
    stages: tuple[StageRehearsal, ...]
    burden: Burden
    limits: LotLimits | None
    concerns: tuple[Concern, ...]
    """In the order of their codes, each with the buyer's reason where the kader acknowledges it."""


def rehearse(tender: Tender, seed: int = SEED, count: int = TENDERS) -> Rehearsal:
    """Rehearse a kader that can be used."""
    tried = tuple(_stage(stage, seed, count) for stage in stages(tender))
    counted = burden(tender)
    found = [
        *together([(_lot_code(each), list(_stage_concerns(each))) for each in tried]),
        *step_concerns(tender),
        *fairness_concerns(tender),
        *burden_concerns(tender, counted),
        *limit_concerns(tender),
        *goal_concerns(tender),
    ]
    concerns = acknowledged(merged(found), tender.acknowledged)
    return Rehearsal(tender, seed, count, tried, counted, lot_limits(tender), concerns)


def _stage(stage: Stage, seed: int, count: int) -> StageRehearsal:
    simulation = simulate(stage, seed, count)
    return StageRehearsal(
        simulation,
        effects(simulation),
        tuple(_thresholds(simulation)),
        verdicts(stage),
        low_price(stage),
        left_empty(stage),
        split(stage, seed),
    )


def _thresholds(simulation: Simulation) -> Iterator[Threshold]:
    tender, missed = simulation.stage.tender, simulation.missed
    seen: set[str] = set()
    for leaf, above in tender.leaves:
        for part in (*above, leaf):
            needed = threshold_of(part, tender)
            if needed is not None and part.code not in seen:
                seen.add(part.code)
                yield Threshold(part.code, part.title, needed, missed.get(part.code, 0))
    total = total_threshold(tender)
    if total is not None:
        yield Threshold(WHOLE_TOTAL, "Het totaal", total, missed.get(WHOLE_TOTAL, 0))


def _lot_code(tried: StageRehearsal) -> str:
    return tried.stage.lot.code if tried.stage.lot else ""


def _stage_concerns(tried: StageRehearsal) -> Iterator[Concern]:
    where = LOT
    yield from _reversal_concerns(tried, where)
    yield from _effect_concerns(tried, where)
    yield from _outcome_concerns(tried, where)
    low = tried.low_price
    if low is not None and low.pays and not low.guarded:
        place = (*paths(tried.stage.tender)[low.criterion], "regel")
        yield concern(
            "PROEF-21",
            low.criterion,
            place,
            criterium=low.criterion + where,
            prijs=low.extreme,
            gewoon=low.realistic,
        )


def _reversal_concerns(tried: StageRehearsal, where: str) -> Iterator[Concern]:
    codes = paths(tried.stage.tender)
    for verdict in tried.verdicts:
        place = codes.get(verdict.criterion, ())
        words = {"criterium": verdict.criterion + where}
        if verdict.example is not None:
            yield concern("PROEF-01", verdict.criterion, place, **words)
        elif not verdict.proof:
            yield concern("PROEF-02", verdict.criterion, place, **words)
        if verdict.dummy is not None:
            yield concern("PROEF-22", verdict.criterion, place, **words)


def _effect_concerns(tried: StageRehearsal, where: str) -> Iterator[Concern]:
    codes = paths(tried.stage.tender)
    for effect in tried.effects:
        if effect.share is None or effect.weight is None or not effect.weight:
            continue
        code = _imbalance(effect, effect.weight, effect.share)
        if code:
            words = {
                "criterium": f"{effect.code} ({effect.title}){where}",
                "gewicht": decimal_text(effect.weight),
                "aandeel": decimal_text(effect.share.quantize(Decimal("0.1"), ROUND_HALF_UP)),
            }
            yield concern(code, effect.code, codes[effect.code], **words)


def _imbalance(effect: Effect, weight: Decimal, share: Decimal) -> str:
    """The code of what is wrong between a weight and what it does, or an empty text."""
    if effect.priced:
        heavy = share >= weight * PRICE_HEAVY and share - weight >= PRICE_MORE
        light = share <= weight * PRICE_LIGHT and weight - share >= PRICE_MORE
        return "PROEF-05" if heavy or light else ""
    if weight >= LIGHT_WEIGHT and share < weight * LIGHT:
        return "PROEF-03"
    return "PROEF-04" if share >= weight * HEAVY and share - weight >= HEAVY_MORE else ""


def _outcome_concerns(tried: StageRehearsal, where: str) -> Iterator[Concern]:
    simulation, codes = tried.simulation, paths(tried.stage.tender)
    tenders = max(len(simulation.results), 1)
    for threshold in tried.thresholds:
        place = (*codes.get(threshold.code, ("gunning",)), "drempel")
        words = {"drempel": decimal_text(threshold.limit), "bij": threshold.code + where}
        if threshold.missed >= simulation.bids:
            yield concern("PROEF-14", threshold.code, place, aantal=simulation.bids, **words)
        elif not threshold.missed:
            yield concern("PROEF-15", threshold.code, place, aantal=simulation.bids, **words)
    if tried.unfilled * 100 > MANY_UNFILLED * tenders:
        share = _of_all(tried.unfilled, tenders, where)
        yield concern("PROEF-16", "", ("gunning", "plaatsen"), deel=share)
    if simulation.draws * 100 > MANY_DRAWS * tenders:
        share = _of_all(simulation.draws, tenders, where)
        yield concern("PROEF-23", "", ("gunning", "afronding"), deel=share)


def _of_all(part: int, tenders: int, where: str) -> str:
    share = (Decimal(100 * part) / tenders).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{decimal_text(share)} % van de verzonnen aanbestedingen{where}"
