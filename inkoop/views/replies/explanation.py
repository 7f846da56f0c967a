"""A score written out as a sum that a person can follow with pen and paper, question by question.

This is the closed version: it shows confidential answers, for the buyer or for the provider itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.catalogue import message
from inkoop.domain.answers import NOTHING, Value
from inkoop.domain.evaluation import Evaluation, LotResult, NotAsked, NotCompared, Score, Scorecard
from inkoop.domain.questions import Column, TableQuestion
from inkoop.domain.submission import Answer, Submission
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.rules.scoring.scoring import NextStep, next_step
from inkoop.views.words.admission import award_text, objection_text, waiting_text
from inkoop.views.words.blocks import Fact
from inkoop.views.words.counting import ROUNDING_MODES, capital, count
from inkoop.views.words.decisions import alike_text, decision_text, settled_text, supplied_note
from inkoop.views.words.outcomes import outcome_text, rank_text
from inkoop.views.words.reasons import better_text, reason_text
from inkoop.views.words.rules import rule_words
from inkoop.views.words.totals import by_price, quality_text, total_text, total_words
from inkoop.views.words.values import value_text
from inkoop.views.words.wording import amount_text, number_text, percent, plain, shortened
from inkoop.views.words.worth import earned, earned_text, in_euro, is_money, money_text, most_text, of_most

_LONGEST_ANSWER = 200
"""An open answer is only shown to recognise it: people graded it, and its cell is named."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One score or sum: a heading, what it came to, and the steps towards it."""

    code: str
    title: str
    earned: str
    steps: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one submission in one lot."""

    lot: str
    tenderer: str
    file: str
    standing: tuple[str, ...]
    scores: tuple[Explained, ...]
    total: Explained | None


def explanations(
    evaluation: Evaluation, submission: Submission, criteria: Sequence[str] = ()
) -> tuple[Explanation, ...]:
    """One explanation for every lot in which the submission is.

    Args:
        criteria: the codes to explain, groups or sub-criteria; all of them, with the total, when empty.
    """
    return tuple(
        found
        for lot in evaluation.lots
        if (found := _explanation(evaluation, lot, submission, criteria)) is not None
    )


def _explanation(
    evaluation: Evaluation, lot: LotResult, submission: Submission, criteria: Sequence[str]
) -> Explanation | None:
    standing = tuple(standing_lines(evaluation, lot, submission))
    if not standing:
        return None
    card = next((c for c in scorecards(lot) if c.submission.id == submission.id), None)
    scores: tuple[Explained, ...] = ()
    total = None
    if card is not None:
        scores = tuple(_scores(evaluation, lot, card, criteria))
        total = None if criteria else _total(card, lot.tender)
    return Explanation(lot.lot, submission.name, submission.file, standing, scores, total)


def scorecards(lot: LotResult) -> list[Scorecard]:
    """Everybody in a lot who has points: the ranking, and who missed a threshold."""
    ranked = [place.scorecard for place in lot.ranking]
    return [*ranked, *(found.scorecard for found in lot.not_admitted if found.scorecard)]


def standing_lines(evaluation: Evaluation, lot: LotResult, submission: Submission) -> Iterator[str]:
    """Where the submission stands in this lot, and on what ground."""
    for place in lot.ranking:
        if place.scorecard.submission.id == submission.id:
            yield f"Plaats {rank_text(place)} van {len(lot.ranking)} in de rangorde."
            yield award_text(place, lot)
    for rejected in lot.not_admitted:
        if rejected.submission.id == submission.id:
            yield "Niet in de rangorde."
            yield from (objection_text(found, lot.tender, closed=True) for found in rejected.objections)
    for undecided in lot.undecided:
        if undecided.submission.id == submission.id:
            number = len(undecided.findings)
            yield f"Een mens moet nog besluiten over {count(number, 'bevinding', 'bevindingen')}."
    yield from _decided(evaluation, lot, submission)
    missing = tuple(code for who, code in lot.waiting if who == submission.id)
    if missing:
        yield waiting_text(missing, lot.tender)
    if lot.tender.award is None and any(admitted.id == submission.id for admitted in lot.admitted):
        yield "Toegelaten. Bij open house zijn er geen punten en is er geen rangorde."


def _decided(evaluation: Evaluation, lot: LotResult, submission: Submission) -> Iterator[str]:
    """What people decided: what was found, the decision, by whom, and why, and who else has the same."""
    for replaced in lot.replaced:
        if replaced.submission.id == submission.id:
            yield f"Telt niet mee. Besloten: {decision_text(replaced.decision)}"
    for each in lot.settled:
        if each.submission == submission.id:
            also = alike_text(evaluation.alike.get(each.finding, ()))
            yield f"{each.finding.code}: {message(each.finding)} {settled_text(each)} {also}".rstrip()


def _scores(
    evaluation: Evaluation, lot: LotResult, card: Scorecard, criteria: Sequence[str]
) -> Iterator[Explained]:
    tender = lot.tender
    assert tender.award is not None
    scorer = Scorer(tender, evaluation.assessment, tender.award)
    field = [each.submission for each in scorecards(lot) if _is_compared(each)]
    plans = {plan.leaf.code: plan for plan in scorer.plans_in(field)}
    scores = {score.criterion: score for score in card.scores}
    for leaf, above in tender.leaves:
        path = (*above, leaf)
        if criteria and not any(part.code in criteria for part in path):
            continue
        plan, own = plans[leaf.code], scores[leaf.code]
        step = None
        if not isinstance(own.reason, NotAsked | NotCompared):
            context = scorer.context(plan, card.submission)
            step = next_step(plan, own, context, tender.award.rounding)
        worth = of_most(own.points, own.maximum, tender) if own.maximum > 0 else ""
        steps = (*_steps(own, path, tender), *_next(step, own, leaf, tender))
        yield Explained(leaf.code, leaf.title, worth, steps)


def _is_compared(card: Scorecard) -> bool:
    return all(not isinstance(score.reason, NotCompared) for score in card.scores)


def _steps(own: Score, path: Sequence[Criterion], tender: Tender) -> Iterator[Fact]:
    leaf = path[-1]
    question = tender.question_of(leaf)
    if question is not None:
        yield Fact("Vraag", f"{question.code}: {plain(question.text)}")
        for answer in own.answers:
            given = _given(answer, question, leaf, tender)
            yield Fact("Antwoord", _read(answer, given) if answer.read_by else f"{given} ({answer.place})")
    words = rule_words(leaf, tender)
    choices = "; ".join(f"{step.label}: {step.text}" for step in words.steps)
    yield Fact("Regel", f"{words.text} {choices}".strip())
    if own.maximum > 0:
        yield Fact("Gewicht", _weight(path, own.maximum, tender))
    yield Fact("Som", f"{reason_text(own, leaf, tender, closed=True)} {supplied_note(own)}".rstrip())
    assert tender.award is not None
    digits = tender.award.rounding.criterion
    if digits != "geen" and own.maximum > 0:
        mode = ROUNDING_MODES[tender.award.rounding.mode].lower()
        behind = capital(count(digits, "cijfer", "cijfers"))
        yield Fact("Afronding", f"{behind} achter de komma; {mode}: {earned(own.points, tender)}.")


def _read(answer: Answer, given: str) -> str:
    """An answer that people read, with where they did, and what the form itself says."""
    assert answer.read_by is not None
    own = shortened(plain(answer.raw), _LONGEST_ANSWER) or "niets"
    return f"gelezen als {given} ({answer.read_by.place}). In het formulier staat: {own} ({answer.place})"


def _given(answer: Answer, question: Any, leaf: Criterion, tender: Tender) -> str:
    """The answer, of a table the column that the rule looks at."""
    if not isinstance(question, TableQuestion):
        return shortened(value_text(answer, question, tender), _LONGEST_ANSWER) or "geen antwoord"
    column = leaf.rule.looked_at if leaf.rule else None
    if column is None:
        return count(len(answer.rows), "ingevulde rij", "ingevulde rijen")
    asked = question.column(column)
    shown = (_cell(row.values.get(column, NOTHING), asked, tender) for row in answer.rows)
    return "; ".join(text for text in shown if text) or "geen antwoord"


def _cell(value: Value, asked: Column, tender: Tender) -> str:
    choices = tender.choices_of(asked)
    if value.number is not None:
        return money_text(value.number) if is_money(asked) else number_text(value.number)
    return listing(choices.get(code, code) for code in value.codes) or plain(value.typed)


def _weight(path: Sequence[Criterion], maximum: Decimal, tender: Tender) -> str:
    leaf = path[-1]
    if leaf.value is not None:
        return f"Vol is {amount_text(leaf.value)} waard."
    parts = [f"{number_text(total_points(tender))} punten"]
    parts += [percent(part.weight) for part in path if part.weight is not None]
    return f"{' × '.join(parts)} = {number_text(maximum)} punten."


def _total(card: Scorecard, tender: Tender) -> Explained:
    """What was earned on the main criteria, and how that became the outcome of the method."""
    assert tender.award is not None
    limits = maxima(tender)
    counted = [c.code for c in tender.criteria if limits[c.code] > 0]
    steps = []
    if by_price(tender.award) and counted:
        work = " + ".join(f"{earned(card.points(code), tender)} ({code})" for code in counted)
        steps.append(Fact("Kwaliteit", f"{work.replace('+ −', '− ')} = {_quality(card.quality, tender)}."))
    heading = total_words(tender.award).heading
    work = outcome_text(card, tender, closed=True)
    if not work:
        steps.append(Fact("Som", "Wie niet in de rangorde staat, krijgt geen uitkomst."))
        return Explained(heading, "", "geen uitkomst", tuple(steps))
    steps.append(Fact("Som", work))
    behind = count(tender.award.rounding.total, "cijfer", "cijfers")
    mode = ROUNDING_MODES[tender.award.rounding.mode].lower()
    has = f"{capital(total_words(tender.award).name)} heeft {behind} achter de komma"
    steps.append(Fact("Afronding", f"{has}; {mode}."))
    return Explained(heading, "", total_text(card.total, tender), tuple(steps))


def _quality(quality: Decimal, tender: Tender) -> str:
    return quality_text(quality, tender) if in_euro(tender) else f"{quality_text(quality, tender)} punten"


def _next(step: NextStep | None, own: Score, leaf: Criterion, tender: Tender) -> Iterator[Fact]:
    """What would have earned more, where that is possible."""
    if step is None:
        if own.maximum > 0 and own.points >= own.maximum:
            yield Fact("Volgende stap", f"Meer is hier niet te halen: {most_text(own.maximum, tender)}.")
        return
    begin = better_text(step.better, own, leaf, tender)
    yield Fact("Volgende stap", f"{begin} {_gives(step.points, own.points, tender)}")


def _gives(points: Decimal, own: Decimal, tender: Tender) -> str:
    more = earned(points - own, tender)
    return f"Dat had {earned_text(points, tender)} gegeven: {more} meer."
