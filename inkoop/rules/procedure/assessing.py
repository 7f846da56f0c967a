"""What assessors grade, and in which order each of them reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import product
from string import ascii_uppercase

from inkoop.catalogue import finding
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding
from inkoop.domain.procedure.work_sheets import Answered, Task
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Criterion, Tender
from inkoop.domain.visible import visible
from inkoop.rules.dutch_format import listing
from inkoop.rules.procedure.names_in_text import named_in
from inkoop.rules.readable import readable
from inkoop.rules.submission.organisations import members

Pair = tuple[SubmissionId, str]
"""A submission and the code of a criterion."""
Letters = Mapping[str, str]
"""By letter the submission that it stands for; empty where people read names."""


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


def tasks(evaluation: Evaluation, seed: str, letters: Letters) -> tuple[Task, ...]:
    """What one assessor grades: by criterion the answers, in an order that only the seed decides.

    Args:
        letters: what stands for whom instead of a name; none where the assessors read names.
    """
    needed, people = to_grade(evaluation), admitted(evaluation)
    return tuple(
        Task(
            leaf,
            tuple(
                _answered(evaluation.tender, one, leaf, (one.id, leaf.code) in needed, letters)
                for one in in_own_order(seed, leaf.code, people)
            ),
        )
        for leaf in evaluation.tender.assessed
    )


def _answered(tender: Tender, one: Submission, leaf: Criterion, is_open: bool, letters: Letters) -> Answered:
    text = visible(answer_text(tender, one, leaf))
    marks = named_in(text, own_names(tender, one)) if letters else ()
    return Answered(veiled(one, letters).name, text, is_open, marks)


def own_names(tender: Tender, submission: Submission) -> tuple[str, ...]:
    """By what an answer may tell whose it is: the names and registrations of all that hand it in."""
    return tuple(word for one in members(tender, submission) for word in (one.name, one.registration) if word)


def telling(evaluation: Evaluation) -> Iterator[Finding]:
    """A finding about every answer to be graded in which the tenderer tells who it is."""
    needed = to_grade(evaluation)
    for leaf in evaluation.tender.assessed:
        question = evaluation.tender.question_of(leaf)
        for one in evaluation.submissions:
            answer = one.answer(question.code) if question else None
            if answer is None or (one.id, leaf.code) not in needed:
                continue
            text = answer_text(evaluation.tender, one, leaf)
            told = {text[start:end] for start, end in named_in(text, own_names(evaluation.tender, one))}
            if told:
                words = {"naam": one.name, "criterium": leaf.code, "tekst": listing(sorted(told))}
                yield finding("WERK-12", answer.place, **words)


def with_letters(known: Mapping[str, str], people: Iterable[Submission], seed: str) -> dict[str, str]:
    """A letter for each of these submissions: the one that it has, else the next, in an order by the seed."""
    mine = {who: letter for letter, who in known.items()}
    found = {mine[one.id]: str(one.id) for one in people if one.id in mine}
    free = (letter for letter in _letters() if letter not in known)
    new = (one for one in in_own_order(seed, "", people) if one.id not in mine)
    return found | {next(free): str(one.id) for one in new}


def _letters() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    for size in (1, 2, 3):
        yield from map("".join, product(ascii_uppercase, repeat=size))


def veiled(submission: Submission, letters: Letters) -> Submission:
    """The submission under its letter instead of its name; as it is where it has none."""
    letter = next((letter for letter, who in letters.items() if who == submission.id), None)
    return replace(submission, tenderer=letter, label="") if letter else submission


def veil(submissions: Iterable[Submission], letters: Letters) -> tuple[Submission, ...]:
    """All of these, each under its letter."""
    return tuple(veiled(one, letters) for one in submissions)


def too_few(evaluation: Evaluation, given: Iterable[Pair]) -> tuple[tuple[Pair, int], ...]:
    """The answers with fewer grades than the rules ask, and how many those have; at least one is asked."""
    told = evaluation.tender.assessors
    counted = Counter(given)
    least = told.number if told else 1
    return tuple((pair, counted[pair]) for pair in sorted(to_grade(evaluation)) if counted[pair] < least)


def in_own_order(seed: str, criterion: str, people: Iterable[Submission]) -> list[Submission]:
    """The submissions by the SHA-256 of seed, criterion and submission, each on a line of its own."""
    return sorted(people, key=lambda one: sha256(f"{seed}\n{criterion}\n{one.id}".encode()).hexdigest())


def answer_text(tender: Tender, submission: Submission, leaf: Criterion) -> str:
    """What a tenderer answered to the question of a criterion, for people to read."""
    question = tender.question_of(leaf)
    answer = submission.answer(question.code) if question else None
    return readable(answer) if answer else ""
