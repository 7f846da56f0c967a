"""Two submissions beside each other: per criterion the points of both, the difference, and why.

The largest difference comes first, as who compares two asks what parted them; where the difference is the
same, the order is that of the kader. This is the closed version, as with an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inkoop.domain.evaluation import Evaluation, LotResult, Scorecard
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.views.replies.explanation import scorecards, standing_lines
from inkoop.views.words.beside import difference_text, leaf_points, leaf_reason
from inkoop.views.words.totals import total_text, total_words


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two in one lot."""

    tenderer: str
    file: str
    standing: tuple[str, ...]
    total: str
    """Empty where it has none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What both got for one criterion."""

    code: str
    title: str
    points: str
    against: str
    difference: str
    """Of the first over the other: +7,50 or −7,50, and 0,00 where they are equal."""
    reason: str
    reason_against: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two submissions in one lot; without pairs where one of them has no points."""

    lot: str
    total_name: str
    """How the total of this method is called; empty without points."""
    one: Side
    other: Side
    scores: tuple[Pair, ...]


def side_by_side(
    evaluation: Evaluation, one: Submission, other: Submission, criteria: Sequence[str] = ()
) -> tuple[SideBySide, ...]:
    """Both in every lot in which both are.

    Args:
        criteria: the codes to compare, groups or sub-criteria; all of them when empty.
    """
    return tuple(
        made for lot in evaluation.lots if (made := _in_lot(evaluation, lot, (one, other), criteria))
    )


def _in_lot(
    evaluation: Evaluation, lot: LotResult, two: tuple[Submission, Submission], criteria: Sequence[str]
) -> SideBySide | None:
    cards = {card.submission.id: card for card in scorecards(lot)}
    one, other = (_side(evaluation, lot, each, cards.get(each.id)) for each in two)
    if not (one.standing and other.standing):
        return None
    mine, theirs = (cards.get(each.id) for each in two)
    pairs: list[Pair] = []
    if mine and theirs:
        pairs = list(_pairs(mine, theirs, lot.tender, criteria))
    award = lot.tender.award
    return SideBySide(lot.lot, total_words(award).heading if award else "", one, other, tuple(pairs))


def _side(evaluation: Evaluation, lot: LotResult, who: Submission, card: Scorecard | None) -> Side:
    standing = tuple(standing_lines(evaluation, lot, who))
    return Side(who.name, who.file, standing, total_text(card.total, lot.tender) if card else "")


def _pairs(one: Scorecard, other: Scorecard, tender: Tender, criteria: Sequence[str]) -> Iterator[Pair]:
    mine = {score.criterion: score for score in one.scores}
    theirs = {score.criterion: score for score in other.scores}
    leaves = [
        leaf
        for leaf, above in tender.leaves
        if not criteria or any(part.code in criteria for part in (*above, leaf))
    ]
    for leaf in sorted(leaves, key=lambda each: -abs(mine[each.code].points - theirs[each.code].points)):
        first, second = mine[leaf.code], theirs[leaf.code]
        yield Pair(
            leaf.code,
            leaf.title,
            leaf_points(first, tender),
            leaf_points(second, tender),
            difference_text(first, second, tender),
            leaf_reason(first, leaf, tender, closed=True),
            leaf_reason(second, leaf, tender, closed=True),
        )
