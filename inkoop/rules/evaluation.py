"""The road from checked submissions to the ranking: eligibility, scores, thresholds, order, award."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from inkoop.domain.evaluation import (
    Ground,
    GroupScore,
    LotResult,
    NotAdmitted,
    Objection,
    Score,
    Scorecard,
    Undecided,
)
from inkoop.domain.findings import Severity
from inkoop.domain.questions import TableQuestion
from inkoop.domain.scoring_rules import RELATIVE_RULES, AssessedRule
from inkoop.domain.submission import WHOLE_SUBMISSION, Assessment, Submission
from inkoop.domain.tender import AwardRules, Criterion, Tender
from inkoop.rules.answers import AnswerReader
from inkoop.rules.eligibility import objection, verdicts
from inkoop.rules.prices import lowest_price
from inkoop.rules.ranking import rank
from inkoop.rules.rounding import round_points
from inkoop.rules.scoring import Context, score

WHOLE_LOT = "geheel"
"""The name of the one lot of a tender without lots."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scored sub-criterion with the points it can earn and the groups above it."""

    criterion: Criterion
    maximum: Decimal
    above: tuple[str, ...]


def leaves_with_maximum(tender: Tender) -> tuple[Leaf, ...]:
    """Every leaf with its maximum: points times the product of the weights on its path, exactly.

    A group of 75 % holding 20/25/30/25 gives 15 / 18.75 / 22.5 / 18.75 (ucprocure).
    """
    points = tender.award.points if tender.award else Decimal(0)
    found = []
    for leaf, above in tender.leaves:
        maximum = points
        for part in (*above, leaf):
            maximum = maximum * part.weight / 100
        found.append(Leaf(leaf, maximum, tuple(part.code for part in above)))
    return tuple(found)


@dataclass(frozen=True)
class Evaluator:
    """Evaluates the submissions of one tender."""

    tender: Tender
    assessment: Assessment

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The scored sub-criteria."""
        return leaves_with_maximum(self.tender)

    @cached_property
    def _reader(self) -> AnswerReader:
        return AnswerReader(self.tender)

    def evaluate(self, submissions: Sequence[Submission]) -> LotResult:
        """The outcome of the tender, as one lot."""
        admitted: list[Submission] = []
        rejected: list[NotAdmitted] = []
        undecided: list[Undecided] = []
        for submission in sorted(submissions, key=lambda s: (s.tenderer.casefold(), s.file)):
            outcome = self._admission(submission)
            if isinstance(outcome, NotAdmitted):
                rejected.append(outcome)
            elif isinstance(outcome, Undecided):
                undecided.append(outcome)
            else:
                admitted.append(outcome)
        waiting = self._waiting(admitted)
        award = self.tender.award
        if waiting or award is None:
            return LotResult(
                WHOLE_LOT, (), tuple(rejected), tuple(undecided), tuple(waiting), tuple(admitted)
            )
        cards = self.scorecards(admitted, award)
        below = {id(card): found for card in cards if (found := self._below_thresholds(card, award))}
        rejected += [
            NotAdmitted(card.submission, below[id(card)], card) for card in cards if id(card) in below
        ]
        ranking = rank([card for card in cards if id(card) not in below], award)
        return LotResult(WHOLE_LOT, ranking, tuple(rejected), tuple(undecided), (), tuple(admitted))

    def _admission(self, submission: Submission) -> Submission | NotAdmitted | Undecided:
        """Whether the submission is in the running: decided by the hard requirements and by people."""
        whole = self.assessment.decisions.get((submission.tenderer, WHOLE_SUBMISSION))
        faults = tuple(f for f in submission.findings if f.severity is Severity.ERROR and f.code != "EIS-01")
        objections: list[Objection] = []
        open_points = [] if whole else list(faults)
        if whole and not whole.met:
            objections.append(
                Objection(Ground.DECISION, WHOLE_SUBMISSION, whole.motivation, place=whole.place)
            )
        asked = self._reader.applicable(submission.answers)
        for verdict in verdicts(self.tender, submission, asked):
            if verdict.met:
                continue
            decision = self.assessment.decisions.get((submission.tenderer, verdict.requirement.code))
            if verdict.met is False:
                objections.append(objection(verdict))
            elif decision is None:
                place = verdict.answer.place if verdict.answer else None
                open_points += [f for f in submission.findings if f.code == "EIS-02" and f.place == place]
            elif not decision.met:
                subject = verdict.requirement.code
                objections.append(
                    Objection(Ground.DECISION, subject, decision.motivation, place=decision.place)
                )
        if objections:
            return NotAdmitted(submission, tuple(objections))
        return Undecided(submission, tuple(open_points)) if open_points else submission

    def _waiting(self, admitted: Iterable[Submission]) -> list[tuple[str, str]]:
        return [
            (submission.tenderer, leaf.code)
            for submission in admitted
            for leaf in self.tender.assessed
            if (submission.tenderer, leaf.code) not in self.assessment.grades
        ]

    def scorecards(self, admitted: Sequence[Submission], award: AwardRules) -> list[Scorecard]:
        """The scorecard of every submission in the running."""
        lowest = self._lowest_prices(admitted)
        return [self._scorecard(submission, award, lowest) for submission in admitted]

    def _lowest_prices(self, admitted: Sequence[Submission]) -> Mapping[str, Decimal | None]:
        lowest: dict[str, Decimal | None] = {}
        for leaf in self.leaves:
            question = self.tender.question_of(leaf.criterion)
            if isinstance(leaf.criterion.rule, RELATIVE_RULES) and question is not None:
                answers = (submission.answer(question.code) for submission in admitted)
                values = [answer.value if answer else None for answer in answers]
                lowest[leaf.criterion.code] = lowest_price(leaf.criterion.rule, values)
        return lowest

    def _scorecard(
        self, submission: Submission, award: AwardRules, lowest: Mapping[str, Decimal | None]
    ) -> Scorecard:
        scores = tuple(self._score(leaf, submission, award, lowest) for leaf in self.leaves)
        groups = tuple(self._groups(scores))
        exact = sum((s.points for s in scores), Decimal(0))
        total = round_points(exact, award.rounding.total, award.rounding.mode)
        return Scorecard(submission, scores, groups, total)

    def _score(
        self, leaf: Leaf, submission: Submission, award: AwardRules, lowest: Mapping[str, Decimal | None]
    ) -> Score:
        criterion = leaf.criterion
        question = self.tender.question_of(criterion)
        answer = submission.answer(question.code) if question else None
        context = self._contexts[criterion.code]
        if isinstance(criterion.rule, AssessedRule):
            grade = self.assessment.grades.get((submission.tenderer, criterion.code))
            context = replace(context, grade=grade)
        elif criterion.code in lowest:
            context = replace(context, lowest_price=lowest[criterion.code])
        asked = question is None or self._reader.is_asked(question, submission.answers)
        found = score(criterion, leaf.maximum, (answer,) if answer else (), context, asked=asked)
        if award.rounding.criterion == "geen":
            return found
        return replace(
            found, points=round_points(found.points, award.rounding.criterion, award.rounding.mode)
        )

    @cached_property
    def _contexts(self) -> Mapping[str, Context]:
        contexts: dict[str, Context] = {}
        for leaf in self.leaves:
            rule, question = leaf.criterion.rule, self.tender.question_of(leaf.criterion)
            column = getattr(rule, "column", None)
            part = question.column(column) if column and isinstance(question, TableQuestion) else question
            scale = self.tender.scales[rule.scale] if isinstance(rule, AssessedRule) else None
            contexts[leaf.criterion.code] = Context(self.tender.choices_of(part), scale)
        return contexts

    def _groups(self, scores: Sequence[Score]) -> Iterable[GroupScore]:
        maxima = {leaf.criterion.code: leaf for leaf in self.leaves}
        order: dict[str, list[Score]] = {}
        for found in scores:
            for code in maxima[found.criterion].above:
                order.setdefault(code, []).append(found)
        for code, members in order.items():
            points = sum((m.points for m in members), Decimal(0))
            yield GroupScore(code, points, sum((m.maximum for m in members), Decimal(0)))

    def _below_thresholds(self, card: Scorecard, award: AwardRules) -> tuple[Objection, ...]:
        """Every threshold that was not reached: total, criterion and sub-criterion alike."""
        found: list[Objection] = []
        for code, threshold in self._thresholds.items():
            points = card.points(code)
            if points < threshold:
                found.append(Objection(Ground.THRESHOLD, code, f"{points:f}", f"{threshold:f}"))
        if award.threshold is not None and card.total < award.threshold:
            found.append(Objection(Ground.THRESHOLD, "totaal", f"{card.total:f}", f"{award.threshold:f}"))
        return tuple(found)

    @cached_property
    def _thresholds(self) -> Mapping[str, Decimal]:
        parts = {part.code: part for leaf, above in self.tender.leaves for part in (*above, leaf)}
        return {code: part.threshold for code, part in parts.items() if part.threshold is not None}
