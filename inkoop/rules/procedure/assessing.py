"""What assessors grade, and in which order each of them reads it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.procedure.work_sheets import Answered, Task
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.readable import readable

Pair = tuple[SubmissionId, str]
"""A submission and the code of a criterion."""


def to_grade(evaluation: Evaluation) -> frozenset[Pair]:
    """Every answer that needs a grade: of who is admitted to a lot, on each criterion assessed there."""
    return frozenset(
        (submission.id, leaf.code)
        for lot in evaluation.lots
        for submission in lot.admitted
        for leaf in lot.tender.assessed
    )


def open_points(evaluation: Evaluation) -> int:
    """How many submissions wait for a decision of a person before it is known whether they take part."""
    return len({one.submission.id for lot in evaluation.lots for one in lot.undecided})


def admitted(evaluation: Evaluation) -> tuple[Submission, ...]:
    """Everybody of whom anything is graded, in the order of the evaluation."""
    graded = {who for who, _ in to_grade(evaluation)}
    return tuple(one for one in evaluation.submissions if one.id in graded)


def tasks(evaluation: Evaluation, seed: str) -> tuple[Task, ...]:
    """What one assessor grades: by criterion the answers, in an order that only the seed decides."""
    needed, people = to_grade(evaluation), admitted(evaluation)
    return tuple(
        Task(
            leaf,
            tuple(
                Answered(one.name, answer_text(evaluation.tender, one, leaf), (one.id, leaf.code) in needed)
                for one in in_own_order(seed, leaf.code, people)
            ),
        )
        for leaf in evaluation.tender.assessed
    )


def in_own_order(seed: str, criterion: str, people: Iterable[Submission]) -> list[Submission]:
    """The submissions by the SHA-256 of seed, criterion and submission, each on a line of its own."""
    return sorted(people, key=lambda one: sha256(f"{seed}\n{criterion}\n{one.id}".encode()).hexdigest())


def answer_text(tender: Tender, submission: Submission, leaf: Criterion) -> str:
    """What a tenderer answered to the question of a criterion, for people to read."""
    question = tender.question_of(leaf)
    answer = submission.answer(question.code) if question else None
    return readable(answer) if answer else ""
