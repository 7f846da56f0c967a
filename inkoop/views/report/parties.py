"""The providers as the report names them: label, link, standing, and their points by criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from typing import NamedTuple

from inkoop.domain.evaluation import (
    Award,
    Evaluation,
    GroupScore,
    LotResult,
    NotAdmitted,
    Ranked,
    Score,
    Scorecard,
    Undecided,
)
from inkoop.domain.exact import is_told
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.views.words.outcomes import rank_text
from inkoop.views.words.standing import standing
from inkoop.views.words.totals import by_price, total_text, total_with_unit
from inkoop.views.words.wording import plain, shortened

NAME_LENGTH = 90
"""Longer names are shortened everywhere but on the provider's own page."""


class Earned(NamedTuple):
    """Points with the maximum."""

    points: Decimal
    maximum: Decimal

    @property
    def told(self) -> bool:
        """Whether these points are told."""
        return is_told(self.points)


@dataclass(frozen=True, slots=True)
class Party:
    """One provider in the report; `ranked`, `rejected` and `undecided` say where it stands."""

    submission: Submission
    anchor: str
    label: str
    """Its rank, a letter when a threshold keeps it out, else empty."""
    ranked: Ranked | None = None
    rejected: NotAdmitted | None = None
    undecided: Undecided | None = None
    card: Scorecard | None = None
    earned: Mapping[str, Earned] = field(default_factory=dict)
    total: str = ""
    """What the order rests on, as published; empty where there is none."""
    said: str = ""
    """The same in a sentence, with its unit; empty where it is not told."""

    @property
    def open(self) -> bool:
        """Whether what the order rests on is told."""
        return self.card is None or is_told(self.card.total)

    @property
    def name(self) -> str:
        """The name, not too long."""
        return shortened(plain(self.submission.name), NAME_LENGTH)


@dataclass(frozen=True, slots=True)
class Field:
    """All providers of one lot, in the order of the report."""

    lot: LotResult
    tender: Tender
    """The rules of this lot."""
    stand: str
    """What the outcome is worth today."""
    ranked: tuple[Party, ...]
    below: tuple[Party, ...]
    """With a scorecard, but kept out of the ranking by a threshold, or for want of an outcome."""
    rejected: tuple[Party, ...]
    undecided: tuple[Party, ...]
    admitted: tuple[Party, ...]
    """In the running, but without a ranking: grades are missing, or it is an open house."""
    waiting: Mapping[SubmissionId, tuple[str, ...]]
    """By submission the criteria whose grade is missing."""

    @property
    def everyone(self) -> tuple[Party, ...]:
        """In the order of the pages."""
        return (*self.ranked, *self.admitted, *self.below, *self.rejected, *self.undecided)

    @property
    def scored(self) -> tuple[Party, ...]:
        """Everyone with a scorecard."""
        return (*self.ranked, *self.below)

    @property
    def open(self) -> bool:
        """Whether everything that the order rests on is told."""
        return all(party.open for party in self.scored)

    @property
    def nobody_left(self) -> bool:
        """Whether it is settled that nobody gets a contract."""
        open_ends = (self.ranked, self.undecided, self.waiting)
        return self.tender.award is not None and bool(self.everyone) and not any(open_ends)

    def with_award(self, award: Award) -> tuple[Party, ...]:
        """The ranked providers with this proposal."""
        return tuple(party for party in self.ranked if party.ranked and party.ranked.award is award)

    def mean(self, code: str) -> Decimal | None:
        """The mean of the points of those in the ranking, to two digits; None where not all are told."""
        points = [party.earned[code].points for party in self.ranked]
        if not points or not all(map(is_told, points)):
            return None
        mean = sum(points, Decimal(0)) / len(points)
        return mean.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def field_of(lot: LotResult, evaluation: Evaluation) -> Field:
    """Everyone in a lot."""
    numbers = count(1)
    tender = lot.tender

    def anchor() -> str:
        return f"aanbieder-{next(numbers)}"

    ranked = tuple(
        Party(
            place.scorecard.submission,
            anchor(),
            rank_text(place),
            ranked=place,
            card=place.scorecard,
            earned=_earned(place.scorecard),
            total=total_text(place.scorecard.total, tender),
            said=_said(place.scorecard, tender),
        )
        for place in lot.ranking
    )
    scored_apart = [found for found in lot.not_admitted if found.scorecard]
    below = tuple(
        _below(found, card, anchor(), letter, tender)
        for found, letter in zip(scored_apart, _letters(), strict=False)
        if (card := found.scorecard)
    )
    rejected = tuple(
        Party(found.submission, anchor(), "", rejected=found)
        for found in lot.not_admitted
        if not found.scorecard
    )
    undecided = tuple(Party(found.submission, anchor(), "", undecided=found) for found in lot.undecided)
    shown = {party.submission.id for party in (*ranked, *below)}
    admitted = tuple(Party(s, anchor(), "") for s in lot.admitted if s.id not in shown)
    stand = standing(lot, evaluation)
    return Field(lot, tender, stand, ranked, below, rejected, undecided, admitted, _waiting(lot))


def _below(found: NotAdmitted, card: Scorecard, anchor: str, letter: str, tender: Tender) -> Party:
    """Somebody with points but without a place. A method with the price itself then has no outcome."""
    party = Party(found.submission, anchor, letter, rejected=found, card=card, earned=_earned(card))
    if by_price(tender.award):
        return party
    return replace(party, total=total_text(card.total, tender), said=_said(card, tender))


def _said(card: Scorecard, tender: Tender) -> str:
    """The total in a sentence; empty where it is not told."""
    return total_with_unit(card.total, tender) if is_told(card.total) else ""


def _letters() -> Iterator[str]:
    """A to Z, then A1, B1, …: labels for those outside the ranking."""
    for turn in count():
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            yield f"{letter}{turn or ''}"


def _earned(card: Scorecard) -> dict[str, Earned]:
    parts: tuple[Score | GroupScore, ...] = (*card.groups, *card.scores)
    return {part.criterion: Earned(part.points, part.maximum) for part in parts}


def _waiting(lot: LotResult) -> dict[SubmissionId, tuple[str, ...]]:
    found: dict[SubmissionId, tuple[str, ...]] = {}
    for who, criterion in lot.waiting:
        found[who] = (*found.get(who, ()), criterion)
    return found


def share(earned: Earned) -> int | None:
    """A whole percentage, for a bar; None where the points are not told."""
    if not earned.told:
        return None
    if earned.maximum <= 0:
        return 0
    whole = int((earned.points * 100 / earned.maximum).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return min(max(whole, 0), 100)
