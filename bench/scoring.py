"""Scoring alone: every score with the sentence that explains it, without any file."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from bench.corpus import KADER, Corpus
from bench.harness import Figure, Section, Setup, profile_of, spread
from inkoop.domain.answers import Number, Row, Rows, Value
from inkoop.domain.evaluation import Scorecard
from inkoop.domain.questions import NumericColumn, NumericQuestion, Question, TableQuestion
from inkoop.domain.submission import Submission
from inkoop.domain.tender import AwardRules
from inkoop.readers.forms.assessment import read_assessment
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.views.words.reasons import reason_text

LIMIT_US = 10.0
KADERS = (KADER, "amsterdam-2021")
_EXAMPLES = 24
_SEED = 2015
_CALLS = 100_000


class _Work:
    """One kader with its submissions in memory."""

    def __init__(self, corpus: Corpus, count: int) -> None:
        self.tender = corpus.tender
        mark = fingerprint(self.tender)
        folder = corpus.submissions(_EXAMPLES)
        reader = SubmissionReader(self.tender, mark)
        read = [reader.read(path) for path in sorted(folder.glob("*.xlsx"))]
        grades = sorted((folder / "beoordeling").glob("*.xlsx"))
        assessment = read_assessment(grades, self.tender, mark, read).value
        self.scorer = Scorer(self.tender, assessment, self.award)
        dice = random.Random(_SEED)
        self.submissions = [self._varied(read[number % len(read)], dice) for number in range(count)]

    def _varied(self, submission: Submission, dice: random.Random) -> Submission:
        """The same provider with other numbers: no cache may live on copies that are all alike."""
        answers = {
            code: replace(answer, value=_varied(self.tender.questions[code], answer.value, dice))
            for code, answer in submission.answers.items()
        }
        return replace(submission, answers=answers)

    @property
    def award(self) -> AwardRules:
        assert self.tender.award is not None
        return self.tender.award

    @property
    def scores(self) -> int:
        """How many scores there are."""
        return len(self.submissions) * len(self.scorer.plans)

    def scorecards(self) -> list[Scorecard]:
        """The scores."""
        return self.scorer.scorecards(self.submissions)

    def explained(self) -> list[str]:
        """The scores with their sentences."""
        criteria = [plan.leaf for plan in self.scorer.plans]
        return [
            reason_text(score, criterion, self.tender)
            for card in self.scorecards()
            for score, criterion in zip(card.scores, criteria, strict=True)
        ]


def _varied(question: Question, value: Value | None, dice: random.Random) -> Value | None:
    if value is not None and isinstance(question, NumericQuestion):
        return _number(question, dice)
    if isinstance(question, TableQuestion) and value is not None:
        return Rows(tuple(replace(row, values=_varied_row(question, row, dice)) for row in value.rows))
    return value


def _varied_row(question: TableQuestion, row: Row, dice: random.Random) -> dict[str, Value]:
    numeric = {column.code: column for column in question.columns if isinstance(column, NumericColumn)}
    return {
        code: _number(numeric[code], dice) if code in numeric else value for code, value in row.values.items()
    }


def _number(asked: NumericQuestion | NumericColumn, dice: random.Random) -> Number:
    """Any number that may be answered, with the digits that may be given."""
    step = Decimal(1).scaleb(-getattr(asked, "decimals", 0))
    return Number(dice.randint(int(asked.minimum / step), int(asked.maximum / step)) * step)


def run(setup: Setup) -> Section:
    """Microseconds a score, with and without its sentence."""
    works = {kader: _Work(Corpus(setup.folder, kader), setup.sizes.scored) for kader in KADERS}
    taken: dict[str, list[float]] = {}
    for _ in range(setup.sizes.quick_rounds):
        taken.setdefault("call", []).append(_microseconds(_calls, _CALLS) * 1000)
        for kader, work in works.items():
            taken.setdefault(kader, []).append(_microseconds(work.explained, work.scores))
            taken.setdefault(f"{kader} alone", []).append(_microseconds(work.scorecards, work.scores))
    figures: list[Figure] = []
    call = spread(taken["call"]).middle
    for kader in works:
        found, alone = spread(taken[kader]), spread(taken[f"{kader} alone"])
        setup.tell(f"{kader}: {found.middle:.1f} µs a score")
        figures.append(
            Figure(
                f"a score with its reason, {kader}",
                f"{found.middle:.1f} µs",
                f"{found.text('.1f')} µs",
                f"{alone.middle:.1f} µs without its sentence; a call of an empty function {call:.0f} ns",
                f"≤ {LIMIT_US:.0f} µs",
                found.middle <= LIMIT_US,
            )
        )
    return Section(
        "Scoring alone",
        f"`Scorer.scorecards` and `reason_text` for {setup.sizes.scored} submissions that are in memory "
        "already, each with numbers of its own: exact decimals, rounding, groups and totals, and one Dutch "
        "sentence a score. Processor time, so that other people's work counts as little as it can.",
        tuple(figures),
        why_missed="The time is spread thin: a score is a handful of small frozen objects, two exact "
        "roundings and a sentence with four numbers in Dutch notation, each a microsecond or so. All scores "
        "of 1,000 submissions together take less than a second beside half a minute of reading, so tighter "
        "code here would be harder to read and nobody would notice.",
        profile=partial(profile_of, works[KADERS[0]].explained),
    )


def _microseconds(work: Callable[[], object], units: int) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) / units * 1e6


def _calls() -> None:
    for _ in range(_CALLS):
        _nothing()


def _nothing() -> None:
    """What a function call costs here says how fast this machine is."""
