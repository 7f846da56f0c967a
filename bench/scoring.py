"""Scoring alone: every score with the sentence that explains it, without any file."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bench.checkout import Checkout
from bench.corpus import KADER, Corpus
from bench.harness import Figure, Section, Setup, ratio, spread
from inkoop.domain.answers import Number, Row, Rows, Value
from inkoop.domain.evaluation import Scorecard
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.submission import Submission
from inkoop.domain.tender import AwardRules
from inkoop.journeys.blank_form import submission_reader
from inkoop.readers.forms.assessment import read_assessment
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.views.words.reasons import reason_text

LIMIT_US = 10.0
KADERS = (KADER, "amsterdam-2021")
_EXAMPLES = 24
_SEED = 2015


class _Work:
    """One kader with its submissions in memory."""

    def __init__(self, corpus: Corpus, count: int) -> None:
        self.tender = corpus.tender
        mark = fingerprint(self.tender)
        folder = corpus.submissions(_EXAMPLES)
        reader = submission_reader(self.tender)
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
    if value is not None and question.holds is Number:
        return _number(question, dice)
    if isinstance(question, TableQuestion) and value is not None:
        return Rows(tuple(replace(row, values=_varied_row(question, row, dice)) for row in value.rows))
    return value


def _varied_row(question: TableQuestion, row: Row, dice: random.Random) -> dict[str, Value]:
    numeric = {column.code: column for column in question.columns if column.holds is Number}
    return {
        code: _number(numeric[code], dice) if code in numeric else value for code, value in row.values.items()
    }


def _number(asked: Any, dice: random.Random) -> Number:
    """Any number that may be answered, with the digits that may be given."""
    step = Decimal(1).scaleb(-getattr(asked, "decimals", 0))
    return Number(dice.randint(int(asked.minimum / step), int(asked.maximum / step)) * step)


def run(setup: Setup) -> Section:
    """Microseconds a score as data, and with its sentence; against an earlier commit where there is one."""
    checkouts = {"now": Checkout()} | ({"before": Checkout(setup.before)} if setup.before else {})
    taken: dict[str, dict[str, list[float]]] = {}
    for _ in range(setup.sizes.rounds):
        for kader in KADERS:
            for name, checkout in checkouts.items():
                found = checkout.told("score_once", kader, setup.sizes.scored, setup.sizes.quick_rounds)
                for what, value in found.items():
                    taken.setdefault(f"{kader} {what}", {}).setdefault(name, []).append(value)
            setup.tell(f"{kader}: {taken[f'{kader} data']['now'][-1]:.1f} µs a score")
    figures: list[Figure] = []
    for kader in KADERS:
        figures.append(_figure(f"a score with its reason as data, {kader}", taken[f"{kader} data"], LIMIT_US))
        figures.append(_figure(f"the same with its sentence, {kader}", taken[f"{kader} told"], None))
    return Section(
        "Scoring alone",
        f"`Scorer.scorecards`, and `reason_text` beside it, for {setup.sizes.scored} submissions that are in "
        "memory already, each with numbers of its own: exact decimals, rounding, groups and totals, and why. "
        "The sentence is made when somebody reads it. Processor time in a fresh process, the best of its "
        "rounds, so that other people's work counts as little as it can.",
        tuple(figures),
        why_missed="A score is a handful of small frozen objects and two exact roundings.",
    )


def _figure(name: str, taken: Mapping[str, Sequence[float]], limit: float | None) -> Figure:
    now, beside = spread(taken["now"]), ""
    if "before" in taken:
        against = ratio(taken["now"], taken["before"])
        beside = f"{against.middle:.2f} × the commit before ({spread(taken['before']).middle:.1f} µs)"
    target = "–" if limit is None else f"≤ {limit:.0f} µs"
    met = None if limit is None else now.middle <= limit
    return Figure(name, f"{now.middle:.1f} µs", f"{now.text('.1f')} µs", beside, target, met)


def _microseconds(work: Callable[[], object], units: int) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) / units * 1e6
