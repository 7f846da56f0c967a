"""Weights by effect: how much of the differences a criterion makes, beside its weight by name.

The differences are those between the bids of one tender, since only those decide. A criterion's share is its
covariance with the outcome, divided by the variance of the outcome: the shares add up to 100 percent. Beside
it stands how often other providers get a contract when the criterion is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from inkoop.analysis.rehearsal.simulation import Points, Simulation
from inkoop.analysis.rehearsal.stage import Stage, contracts
from inkoop.domain.award_rules import PRICE_METHODS, AwardRules
from inkoop.domain.evaluation import LotResult, Scorecard
from inkoop.domain.exact import ZERO
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.tender import Criterion
from inkoop.rules.award.methods import Offer, with_outcomes
from inkoop.rules.award.ranking import rank
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.rules.scoring.rounding import round_points

HUNDRED = Decimal(100)
_ADDING = ("gewogen_punten", "alleen_kwaliteit", "qcbs", "gunnen_op_waarde")
"""Methods whose outcome is a sum, so that shares of its differences exist."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One criterion: its weight by name and what it does."""

    code: str
    title: str
    top: bool
    priced: bool
    """Whether it is the price."""
    weight: Decimal | None
    """Its weight by name in percent; None where the kader gives none."""
    share: Decimal | None
    """Its share of the differences in percent; None where the outcome is not a sum."""
    turned: Decimal | None
    """In how many percent of the tenders its absence changes who gets a contract; None where a group that is
    rescaled stands between."""


def effects(simulation: Simulation) -> tuple[Effect, ...]:
    """Every criterion that can earn points, and the price itself, in the order of the kader."""
    parts = list(_parts(simulation.stage))
    shares = _shares(simulation, parts) if simulation.stage.award.method in _ADDING else {}
    weights = _weights(simulation.stage)
    return tuple(
        Effect(
            part.code,
            part.title,
            top=part in simulation.stage.tops,
            priced=_is_priced(part),
            weight=weights.get(part.code),
            share=shares.get(part.code),
            turned=None if _below_rescaled(simulation.stage, part.code) else _turned(simulation, part),
        )
        for part in parts
    )


def _parts(stage: Stage) -> Iterator[Criterion]:
    for leaf, above in stage.tender.leaves:
        yield from (group for group in above if _first_leaf(group) == leaf.code and group in stage.tops)
        if (leaf.rule and leaf.rule.earns) or isinstance(leaf.rule, PriceItselfRule):
            yield leaf


def _first_leaf(group: Criterion) -> str:
    return _first_leaf(group.children[0]) if group.children else group.code


def _is_priced(part: Criterion) -> bool:
    return isinstance(part.rule, PriceTerms)


def _below_rescaled(stage: Stage, code: str) -> bool:
    return any(
        leaf.code == code and any(group.rescaled for group in above) for leaf, above in stage.tender.leaves
    )


def _weights(stage: Stage) -> Mapping[str, Decimal]:
    """By name: the part of all points, or of everything when the price has a published weight of its own."""
    method, total = stage.award.method, total_points(stage.tender)
    if method in ("gunnen_op_waarde", "laagste_prijs") or not total:
        return {}
    quality = HUNDRED
    found: dict[str, Decimal] = {}
    if method == "utiliteitsindex" and stage.award.price_weight is not None:
        quality -= stage.award.price_weight
        found = {
            leaf.code: stage.award.price_weight
            for leaf, _ in stage.tender.leaves
            if isinstance(leaf.rule, PriceItselfRule)
        }
    most = {code: points * quality / total for code, points in maxima(stage.tender).items()}
    return {**most, **found}


def _shares(simulation: Simulation, parts: Sequence[Criterion]) -> dict[str, Decimal]:
    together = dict.fromkeys((part.code for part in parts), ZERO)
    spread = ZERO
    for cards, points in zip(simulation.compared, simulation.points, strict=True):
        rows = [_figures(card, own, simulation.stage) for card, own in zip(cards, points, strict=True)]
        outcomes = [outcome for _, outcome in rows]
        spread += _covariance(outcomes, outcomes)
        for part in parts:
            together[part.code] += _covariance([figures[part.code] for figures, _ in rows], outcomes)
    return {code: HUNDRED * own / spread for code, own in together.items()} if spread else {}


def _figures(card: Scorecard, points: Points, stage: Stage) -> tuple[Points, Decimal]:
    """The parts of an outcome that is their sum; with gunnen op waarde that is price minus quality."""
    if stage.award.method != "gunnen_op_waarde":
        return points, card.quality
    price = card.price.counted if card.price else ZERO
    signed = {code: -value for code, value in points.items()}
    signed |= {leaf.code: price for leaf, _ in stage.tender.leaves if isinstance(leaf.rule, PriceItselfRule)}
    return signed, price - card.quality


def _covariance(first: Sequence[Decimal], second: Sequence[Decimal]) -> Decimal:
    """Of one tender, times the number of its bids squared: exact as long as the points are."""
    count = len(first)
    return count * sum((a * b for a, b in zip(first, second, strict=True)), ZERO) - sum(first, ZERO) * sum(
        second, ZERO
    )


def _turned(simulation: Simulation, part: Criterion) -> Decimal:
    changed = sum(
        _winners_without(simulation.stage, result, cards, points[: len(cards)], part) != winners
        for result, cards, points, winners in zip(
            simulation.results, simulation.ranked, simulation.points, simulation.winners, strict=True
        )
    )
    return HUNDRED * changed / max(len(simulation.results), 1)


def _winners_without(
    stage: Stage, result: LotResult, cards: Sequence[Scorecard], points: Sequence[Points], part: Criterion
) -> Set[str]:
    """Who of the ranked bids gets a contract as if nobody earned anything here.

    Where totals alone say who does, they do; where equal totals meet at the last place, the engine does.
    """
    award = stage.award
    if isinstance(part.rule, PriceItselfRule):
        award = award.model_copy(update={"method": "alleen_kwaliteit"})
        totals = [card.quality for card in cards]
    elif award.method in PRICE_METHODS:
        poorer = [
            replace(card, quality=card.quality - own[part.code])
            for card, own in zip(cards, points, strict=True)
        ]
        offers = [Offer(card, card.price) for card in poorer]
        cards, _ = with_outcomes(offers, offers, total_points(stage.tender), award)
        totals = [card.total for card in cards]
    else:
        totals = [card.quality - own[part.code] for card, own in zip(cards, points, strict=True)]
    best = _best(totals, award)
    if best is not None:
        return {cards[index].submission.tenderer for index in best}
    left = [replace(card, total=_rounded(total, award)) for card, total in zip(cards, totals, strict=True)]
    return contracts(stage.allocated(replace(result, ranking=rank(left, award))))


def _best(totals: Sequence[Decimal], award: AwardRules) -> Sequence[int] | None:
    """Which totals get a contract; None where the last place is shared, or volumes are divided.

    Rounding keeps the order, so only around the last place does it matter.
    """
    places = 1 if award.places is None else award.places
    if award.capacity is not None:
        return None
    order = sorted(range(len(totals)), key=totals.__getitem__, reverse=not award.lowest_first)
    border = {_rounded(totals[index], award) for index in order[places - 1 : places + 1]}
    return None if len(order) > places and len(border) == 1 else order[:places]


def _rounded(points: Decimal, award: AwardRules) -> Decimal:
    return round_points(points, award.rounding.total, award.rounding.mode)


def top_effects(found: Iterable[Effect]) -> list[Effect]:
    """Those of the top-level criteria."""
    return [effect for effect in found if effect.top]
