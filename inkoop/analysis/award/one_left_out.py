"""What one assessor makes out: who gets a contract when what that one gave is left out.

A panel that agreed on one grade might have agreed on any other without one of its people. So there it starts
from the mean of what each gave beforehand, and tells first whether that gives the same contracts. It informs;
no outcome rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from inkoop.domain.evaluation import Award, Evaluation, LotResult
from inkoop.domain.submission import Assessment, Grade
from inkoop.rules.award.draw_checks import evaluate_with_draws


@dataclass(frozen=True, slots=True)
class Change:
    """Who would get a contract that has none, and the other way round."""

    come: tuple[str, ...]
    go: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.come or self.go)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What every assessor makes out in one lot."""

    mean: Change | None
    """What the mean of all grades changes in the outcome of the panel; None where it is the outcome."""
    without: tuple[tuple[str, Change], ...]
    """By label what changes beside the mean of all when this one is left out."""
    alone: tuple[str, ...]
    """Who cannot be left out: without them an answer has no grade."""


@dataclass(frozen=True, slots=True)
class _Contracts:
    won: frozenset[str]
    drawn: frozenset[str]

    def beside(self, other: _Contracts) -> Change:
        """What differs from another outcome; a draw or a choice to come is no contract lost or won."""
        come = self.won - other.won - other.drawn
        return Change(tuple(sorted(come)), tuple(sorted(other.won - self.won - self.drawn)))


def one_left_out(evaluation: Evaluation) -> Mapping[str, LeftOut]:
    """By lot what each assessor makes out; empty with fewer than two, or where it is not known who gave what.

    All lots are reckoned each time, since a limit over lots may carry what changes in one to another. Draws
    stay out: a tie is a tie here.
    """
    needed = {
        (one.id, leaf.code) for lot in evaluation.lots for one in lot.admitted for leaf in lot.tender.assessed
    }
    made = [grade for pair, grade in evaluation.assessment.grades.items() if pair in needed]
    labels = sorted({given.label for grade in made for given in grade.given}, key=lambda b: (len(b), b))
    if len(labels) < 2 or len(made) < len(needed) or not all(grade.given for grade in made):
        return {}
    people = [{given.label for given in grade.given} for grade in made]
    alone = tuple(label for label in labels if {label} in people)
    base = _contracts(evaluation, "")
    again = {label: _contracts(evaluation, label) for label in labels if label not in alone}
    return {
        lot.lot: LeftOut(
            None if lot.tender.counts_mean else base[lot.lot].beside(_of(lot)),
            tuple((label, found[lot.lot].beside(base[lot.lot])) for label, found in again.items()),
            alone,
        )
        for lot in evaluation.lots
    }


def _without(assessment: Assessment, label: str) -> Assessment:
    """The assessment with the mean of what all but this one gave instead of every grade."""
    return replace(assessment, grades={key: _mean(made, label) for key, made in assessment.grades.items()})


def _mean(made: Grade, label: str) -> Grade:
    grades = sorted(given.grade for given in made.given if given.label != label)
    return replace(made, grade=grades[0], others=tuple(grades[1:])) if grades else made


def _contracts(evaluation: Evaluation, label: str) -> Mapping[str, _Contracts]:
    """By lot who gets a contract with the mean of what all but this one gave."""
    again = evaluate_with_draws(
        evaluation.tender,
        evaluation.fingerprint,
        _without(evaluation.assessment, label),
        evaluation.submissions,
        (),
    )
    return {lot.lot: _of(lot) for lot in again.lots}


def _of(lot: LotResult) -> _Contracts:
    return _Contracts(frozenset(_who(lot, Award.AWARDED)), frozenset(_who(lot, Award.DRAW, Award.CHOICE)))


def _who(lot: LotResult, *awards: Award) -> Iterator[str]:
    return (place.scorecard.submission.name for place in lot.ranking if place.award in awards)
