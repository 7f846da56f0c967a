"""The ranking: by the digits that are shown, ties broken only by what the kader names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from inkoop.domain.evaluation import Award, Ranked, Scorecard
from inkoop.domain.tender import AwardRules


def rank(scorecards: Sequence[Scorecard], rules: AwardRules) -> tuple[Ranked, ...]:
    """Competition ranks (1, 1, 3) with the award that follows from them.

    Total first, then the kader's tie-break criteria in their order. What is equal on all of these is
    shared: by name only in the listing, never in the rank.
    """

    def key(card: Scorecard) -> tuple[Decimal, ...]:
        return (card.total, *(card.points(code) for code in rules.tie_break))

    ordered = sorted(scorecards, key=lambda card: card.submission.tenderer.casefold())
    ordered.sort(key=key, reverse=True)
    ranked: list[Ranked] = []
    for _, tied in groupby(ordered, key=key):
        group = list(tied)
        place = len(ranked) + 1
        award = _award(place, len(group), rules)
        for card in group:
            others = tuple(other.submission.tenderer for other in group if other is not card)
            ranked.append(Ranked(place, card, others, _decider(card, ordered, rules), award))
    return tuple(ranked)


def _award(place: int, sharing: int, rules: AwardRules) -> Award:
    """Above the last place everyone is awarded; a shared rank across the last place needs a draw."""
    if rules.places is None or place + sharing - 1 <= rules.places:
        return Award.AWARDED
    return Award.DRAW if place <= rules.places else Award.RESERVE


def _decider(card: Scorecard, everyone: Sequence[Scorecard], rules: AwardRules) -> str:
    """The last criterion needed to part this offer from others with the same total."""
    rivals = [other for other in everyone if other is not card and other.total == card.total]
    decider = ""
    for code in rules.tie_break:
        parted = [other for other in rivals if other.points(code) != card.points(code)]
        if parted:
            decider = code
            rivals = [other for other in rivals if other not in parted]
    return decider
