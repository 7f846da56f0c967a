"""The ranking: by the digits that are shown, ties broken only by what the kader names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from inkoop.domain.award_rules import BY_DRAW, BY_PRICE, BY_QUALITY, AwardRules
from inkoop.domain.evaluation import Award, Ranked, Scorecard
from inkoop.domain.submission import SubmissionId
from inkoop.rules.scoring.rounding import SHOWN_DIGITS, round_points
from inkoop.rules.scoring.scorecards import TakenPlace
from inkoop.rules.submission.naming import by_name

Key = tuple[Decimal, ...]
"""What the order rests on: the total, then the points of each tie-break criterion."""


Draws = Sequence[Sequence[SubmissionId]]
"""Of every draw the submissions in the order in which they came out."""


def rank(scorecards: Sequence[Scorecard], rules: AwardRules, draws: Draws = ()) -> tuple[Ranked, ...]:
    """Competition ranks (1, 1, 3) with the award that follows from the number of places.

    The outcome first, then the kader's tie-break chain in its order. What is equal on all of these is
    shared, unless lots were drawn for exactly these offers: by name only in the listing, never in the rank.

    Args:
        draws: of every draw the submissions in the order in which they came out.
    """
    keyed = [(_key(card, rules), card) for card in scorecards]
    keyed.sort(key=lambda pair: by_name(pair[1].submission))
    keyed.sort(key=lambda pair: pair[0], reverse=True)
    sharing = Counter(found[:length] for found, _ in keyed for length in range(1, len(found) + 1))
    ranked: list[Ranked] = []
    for found, tied in groupby(keyed, key=lambda pair: pair[0]):
        group = [card for _, card in tied]
        decider = _decider(found, sharing, rules)
        order = _drawn_order(group, draws)
        if order:
            group.sort(key=lambda card: order.index(card.submission.id))
            ranked += [
                Ranked(place, card, (), BY_DRAW, _award(place, 1, rules))
                for place, card in enumerate(group, start=len(ranked) + 1)
            ]
            continue
        place = len(ranked) + 1
        award = _award(place, len(group), rules)
        for card in group:
            others = tuple(other.submission.id for other in group if other is not card)
            ranked.append(Ranked(place, card, others, decider, award))
    return tuple(ranked)


def ranked_as_told(places: Sequence[tuple[Scorecard, TakenPlace]], rules: AwardRules) -> tuple[Ranked, ...]:
    """The ranking with the ranks that were told, where not every total is; awards follow from them."""
    ordered = sorted(places, key=lambda pair: by_name(pair[0].submission))
    ordered.sort(key=lambda pair: pair[1].rank)
    ranked: list[Ranked] = []
    for own, tied in groupby(ordered, key=lambda pair: pair[1].rank):
        group = list(tied)
        award = _award(own, len(group), rules)
        for card, told in group:
            others = tuple(other.submission.id for other, _ in group if other is not card)
            ranked.append(Ranked(own, card, others, told.tie_break, award, told.volume))
    return tuple(ranked)


def _drawn_order(group: Sequence[Scorecard], draws: Draws) -> Sequence[SubmissionId]:
    """The draw among exactly these offers; nothing for a group that was not drawn, or not as a whole."""
    tied = sorted(card.submission.id for card in group)
    return next((order for order in draws if len(tied) > 1 and sorted(order) == tied), ())


def _key(card: Scorecard, rules: AwardRules) -> Key:
    """What the order rests on, so that more is better."""
    total = -card.total if rules.lowest_first else card.total
    return (total, *(_tie_value(card, code) for code in rules.tie_break))


def _tie_value(card: Scorecard, code: str) -> Decimal:
    """What a word of the tie-break chain compares: points, the quality, or the price (lower is better).

    A criterion may be called prijs or kwaliteit: with points it is that criterion. Points that are not
    rounded count with the digits that people see, so that no hidden decimal breaks a tie.
    """
    if code not in (BY_PRICE, BY_QUALITY):
        return _shown(card.points(code))
    known = {score.criterion for score in card.scores} | {group.criterion for group in card.groups}
    if code == BY_PRICE and (card.price is not None or code not in known):
        return _price_value(card)
    return _shown(card.quality if code == BY_QUALITY and code not in known else card.points(code))


def _price_value(card: Scorecard) -> Decimal:
    """The price as it counts, lower is better; who has none that can be compared comes last."""
    prices = [card.price] if card.price else [score.price for score in card.scores]
    return next((-price.counted for price in prices if price and price.comparable), Decimal("-Infinity"))


def _shown(points: Decimal) -> Decimal:
    return round_points(points, SHOWN_DIGITS, "half_omhoog")


def _award(place: int, sharing: int, rules: AwardRules) -> Award:
    """Above the last place everyone is awarded; a shared rank across the last place needs a draw."""
    if rules.places is None or place + sharing - 1 <= rules.places:
        return Award.AWARDED
    return Award.DRAW if place <= rules.places else Award.RESERVE


def _decider(key: Key, sharing: Mapping[Key, int], rules: AwardRules) -> str:
    """The last criterion needed to part this offer from others with the same total.

    `sharing` counts how many offers have the same beginning of a key: a criterion parts where fewer share
    the key with it than without it.
    """
    parting = [
        code
        for length, code in enumerate(rules.tie_break, start=1)
        if sharing[key[: length + 1]] < sharing[key[:length]]
    ]
    return parting[-1] if parting else ""
