"""The road from checked submissions to the ranking of one lot: admission, scores, thresholds, order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import WHOLE_LOT, Ground, LotResult, NotAdmitted, Objection, Ranked, Scorecard
from inkoop.domain.exact import is_told
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.submission import Assessment, Submission, SubmissionId
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.award.admission import Gatekeeper
from inkoop.rules.award.methods import Offer, with_outcomes
from inkoop.rules.award.ranking import Draws, rank, ranked_as_told
from inkoop.rules.scoring.maxima import total_points, total_threshold
from inkoop.rules.scoring.rounding import snap
from inkoop.rules.scoring.scorecards import NOTHING_TAKEN, Groundwork, Scorer, Taken, TakenPlace
from inkoop.rules.submission.answers import AnswerReader

WHOLE_TOTAL = "totaal"
"""The subject of an objection to the total."""


@dataclass(frozen=True)
class Evaluator:
    """Evaluates the submissions of one lot, by the rules that hold in that lot."""

    tender: Tender
    assessment: Assessment
    lot: str = WHOLE_LOT
    elsewhere: frozenset[str] = frozenset()
    """Questions that are asked for other lots only."""
    taken: Taken = NOTHING_TAKEN
    """What is taken as it was published, where an answer is not at hand."""
    draws: Draws = ()
    """The submissions in the order in which they were drawn, where lots were drawn."""
    ground: Groundwork | None = None
    """What scoring rests on, where it was made before."""

    def evaluate(self, submissions: Sequence[Submission]) -> LotResult:
        """The outcome of this lot."""
        standing = Gatekeeper(self.tender, self.assessment, self.elsewhere, self.lot, self.taken).admit(
            submissions
        )
        waiting = tuple(self._waiting(standing.admitted))
        admitted, undecided = tuple(standing.admitted), tuple(standing.undecided)
        award = self.tender.award
        ranking: tuple[Ranked, ...] = ()
        rejected = tuple(standing.rejected)
        if award is not None and not waiting:
            cards, outside = self._outcomes(standing.admitted, award)
            rejected = (*rejected, *outside)
            if all(is_told(card.total) for card in cards):
                ranking = rank(cards, award, self.draws)
            else:
                ranking = ranked_as_told(self._places(cards), award)
        return LotResult(
            self.lot,
            self.tender,
            ranking,
            rejected,
            undecided,
            waiting,
            admitted,
            replaced=tuple(standing.replaced),
            settled=tuple(standing.settled),
        )

    def above(self, submissions: Sequence[Submission]) -> frozenset[SubmissionId]:
        """Who takes part, has every grade and reaches the thresholds that do not depend on other offers."""
        standing = Gatekeeper(self.tender, self.assessment, self.elsewhere, self.lot, self.taken).admit(
            submissions
        )
        waiting = {who for who, _ in self._waiting(standing.admitted)}
        field = [one for one in standing.admitted if one.id not in waiting]
        passed, _ = self._first_stage(field)
        return frozenset(card.submission.id for card in passed)

    def _first_stage(self, field: Sequence[Submission]) -> tuple[list[Scorecard], list[NotAdmitted]]:
        """Who reaches the thresholds that do not depend on other offers, and who does not."""
        absolute = frozenset(_absolute(self.tender.criteria))
        needed = self.scorer.ground.thresholds
        thresholds = {code: limit for code, limit in needed.items() if code in absolute}
        return self._above(self.scorer.scorecards(field, compared=False), thresholds, None)

    def _waiting(self, admitted: Iterable[Submission]) -> Iterator[tuple[SubmissionId, str]]:
        """Which grades are missing. What was not asked of somebody earns nothing, so nobody grades it."""
        reader = AnswerReader(self.tender)
        for submission in admitted:
            for leaf in self.tender.assessed:
                question = self.tender.question_of(leaf)
                asked = question is None or reader.is_asked(question, submission.answers)
                if asked and (submission.id, leaf.code) not in self.assessment.grades:
                    yield submission.id, leaf.code

    @cached_property
    def scorer(self) -> Scorer:
        """Scores by the rules of this lot, which must have an award."""
        assert self.tender.award is not None
        return Scorer(self.tender, self.assessment, self.tender.award, self.lot, self.taken, self.ground)

    def _outcomes(
        self, admitted: Sequence[Submission], award: AwardRules
    ) -> tuple[list[Scorecard], list[NotAdmitted]]:
        """Who can be ranked, and who falls out by a threshold or for want of an outcome."""
        field, needed = list(admitted), self.scorer.ground.thresholds
        fallen: list[NotAdmitted] = []
        if award.two_stages:
            passed, fallen = self._first_stage(field)
            field = [card.submission for card in passed]
        cards = self.scorer.scorecards(field)
        passed, below = self._above(cards, needed, total_threshold(self.tender))
        offers = self._offers(passed)
        compared = offers if award.two_stages else self._offers(cards)
        ranked, unable = with_outcomes(offers, compared, total_points(self.tender), award)
        return ranked, [*fallen, *below, *unable]

    def _offers(self, cards: Sequence[Scorecard]) -> list[Offer]:
        """The cards with the price that the method itself reckons with."""
        plan = next((p for p in self.scorer.plans if isinstance(p.leaf.rule, PriceItselfRule)), None)
        return [Offer(card, self.scorer.price(plan, card.submission) if plan else None) for card in cards]

    def _places(self, cards: Sequence[Scorecard]) -> list[tuple[Scorecard, TakenPlace]]:
        """Every card with the place that it was told to have; LookupError for one without."""
        return [(card, self.taken.places[self.lot, card.submission.id]) for card in cards]

    def _above(
        self, cards: Sequence[Scorecard], thresholds: Mapping[str, Decimal], total: Decimal | None
    ) -> tuple[list[Scorecard], list[NotAdmitted]]:
        passed, fallen = [], []
        for card in cards:
            own = (self.lot, card.submission.id)
            told = {subject for *whose, subject in self.taken.missed if tuple(whose) == own}
            objections = tuple(_missed(card, thresholds, total, told))
            if objections:
                fallen.append(NotAdmitted(card.submission, objections, card))
            else:
                passed.append(card)
        return passed, fallen


def _missed(
    card: Scorecard, thresholds: Mapping[str, Decimal], total: Decimal | None, told: Set[str]
) -> Iterator[Objection]:
    """Every threshold that was not reached: criterion, sub-criterion and total alike.

    Args:
        told: of which it was told that they were not reached; that counts where the number is not told.
    """
    looked_at = {code: (snap(card.points(code)), limit) for code, limit in thresholds.items()}
    if total is not None:
        looked_at[WHOLE_TOTAL] = card.total, total
    for code, (points, limit) in looked_at.items():
        if points < limit if is_told(points) else code in told:
            detail = f"{points:f}" if is_told(points) else ""
            yield Objection(Ground.THRESHOLD, code, detail, f"{limit:f}")


def _absolute(criteria: Sequence[Criterion]) -> Iterator[str]:
    """The criteria whose points do not depend on other offers."""
    for criterion in criteria:
        below = list(_absolute(criterion.children))
        yield from below
        if criterion.children:
            if not criterion.rescaled and all(child.code in below for child in criterion.children):
                yield criterion.code
        elif criterion.rule is not None and not criterion.rule.relative:
            yield criterion.code
