"""The panel: how far its assessors agree, its workbook, and fixing what it agreed on."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from inkoop.analysis.award.agreement import Agreement, Graded, agreement
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import HandedOut, Locked
from inkoop.domain.procedure.stages import AssessedState, LockedState
from inkoop.domain.procedure.work_sheets import SideBySide
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.submission import Given
from inkoop.domain.tender import Criterion, Scale, Tender
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.assess import copy_of, place_for, work_of
from inkoop.journeys.procedure.folder import ASSESSMENT, GIVEN_OUT, Work, working
from inkoop.journeys.procedure.outcome import evaluated, reasons_stand
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.forms.work_sheets import WorkRead
from inkoop.rules.procedure.assessing import Letters, Pair, answer_text, to_grade, too_few, veil, veiled
from inkoop.rules.procedure.fold import fixed_files
from inkoop.rules.procedure.steps import Step
from inkoop.views.procedure.agreement import agreement_lines
from inkoop.writers.procedure.panel_book import write_panel_book
from inkoop.writers.procedure.record import lasting

COPY = "overleg"
"""How the copy is called in which the panel works."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What the panel starts from."""

    figures: Mapping[str, tuple[Criterion, Agreement]]
    """By the code of a criterion how far the assessors agree."""
    seed: str
    book: Path
    """The copy to work in where one was made just now, else what was given out before."""
    new: bool
    stand: str


@journey
def meet(
    folder: Path,
    by: Sequence[str] = (),
    now: datetime | None = None,
    progress: Progress = silent,
    *,
    again: bool = False,
    fewer: str = "",
) -> Panel:
    """How far the assessors agree, and the workbook of the panel, which is made once.

    Refused while a workbook of an assessor is still out, and where an answer has fewer grades than the rules
    ask and no person said why that may be. Raises OSError.

    Args:
        again: make a new workbook also where there is one; the earlier one then counts no more.
        fewer: why the panel begins with fewer grades than the rules ask; empty where it does not.
    """
    with working(folder, by, now) as work:
        work.require(Step.AGREE)
        evaluation = evaluated(work, progress, graded=False)
        given = {each.label: work_of(work, evaluation, each) for each in work.state.assessors}
        before = work.state.panel
        seed = before.seed if before and not again else secrets.token_hex(16)
        figures = _figures(evaluation, given, seed)
        if before is not None and not again:
            kept = work.folder / before.file.path
            # A run that was ended may have made no copy: people never work in what the record names.
            lost = not any((folder / ASSESSMENT).glob(f"{COPY}*.xlsx"))
            book = copy_of(work, kept, COPY) if lost else kept
            return Panel(figures, seed, book, new=lost, stand=work.state.stand)
        short = too_few(evaluation, (pair for each in given.values() for pair in each.grades))
        fewer = fewer or (before.fewer if before else "")
        if short:
            _may_be_fewer(work, evaluation, short, fewer)
        rules = evaluation.tender.assessors
        letters = {} if rules is None or rules.named_in_panel else dict(work.state.letters)
        stamp, kept = f"panel-{secrets.token_hex(6)}", place_for(work, GIVEN_OUT, "panel", ".xlsx")
        rows, told = _side_by_side(evaluation, given, letters), tuple(agreement_lines(figures))
        with lasting(kept) as making:
            write_panel_book(evaluation.tender, stamp, rows, told, making)
        file, why = work.reference(kept), fewer.strip() if short else ""
        work.add(HandedOut(stamp=stamp, seed=seed, letters=letters, fewer=why, file=file))
        return Panel(figures, seed, copy_of(work, kept, COPY), new=True, stand=work.state.stand)


def _may_be_fewer(work: Work, evaluation: Evaluation, short: Sequence[tuple[Pair, int]], why: str) -> None:
    """Refused where nobody said why an answer may have fewer grades than the rules ask.

    Of no grade at all there is no mean, whatever anybody says.
    """
    no_mean = evaluation.tender.counts_mean and not all(count for _, count in short)
    if why.strip() and work.by and not no_mean:
        return
    names = {one.id: one.name for one in veil(evaluation.submissions, work.state.letters)}
    told = "; ".join(f"{names[who]} bij {code}: {count or 'geen'}" for (who, code), count in short[:5])
    more = f" en nog {len(short) - 5}" if len(short) > 5 else ""
    rules = evaluation.tender.assessors
    asked = f"het kader vraagt er bij elk antwoord {rules.number}" if rules else "elk antwoord vraagt er een"
    otherwise = (
        "Van geen enkel cijfer is er geen gemiddelde."
        if no_mean
        else "Of leg vast waarom het zo mag: inkoop overleg --met-minder REDEN --door NAAM"
    )
    raise Refused(
        f"er zijn te weinig cijfers ({asked}). Gegeven zijn: {told}{more}. Laat nog iemand beoordelen: "
        f"inkoop beoordelaars --naam NAAM. {otherwise}",
        Why.FIRST,
    )


def _scale(tender: Tender, leaf: Criterion) -> Scale:
    assert isinstance(leaf.rule, AssessedRule)
    return tender.scales[leaf.rule.scale]


def _figures(
    evaluation: Evaluation, given: Mapping[str, WorkRead], seed: str
) -> dict[str, tuple[Criterion, Agreement]]:
    found = {}
    for leaf in evaluation.tender.assessed:
        steps = sorted(_scale(evaluation.tender, leaf).steps, key=lambda step: step.grade)
        place = {step.grade: number for number, step in enumerate(steps)}
        graded = []
        for one in evaluation.submissions:
            grades = {
                label: work.grades[one.id, leaf.code].grade
                for label, work in given.items()
                if (one.id, leaf.code) in work.grades
            }
            ranks = {label: place[grade] for label, grade in grades.items()}
            percent = {label: steps[rank].percentage for label, rank in ranks.items()}
            graded.append(Graded(ranks, percent))
        found[leaf.code] = leaf, agreement(graded, seed)
    return found


def _side_by_side(
    evaluation: Evaluation, given: Mapping[str, WorkRead], letters: Letters
) -> list[SideBySide]:
    """Every answer with what each gave, the largest difference first; else as in the kader."""
    rows = []
    needed = to_grade(evaluation)
    for leaf in evaluation.tender.assessed:
        scale = _scale(evaluation.tender, leaf)
        for one in evaluation.submissions:
            pair = one.id, leaf.code
            if pair not in needed:
                continue
            grades = {label: work.grades[pair] for label, work in given.items() if pair in work.grades}
            each = tuple(Given(label, made.grade, made.comment) for label, made in grades.items())
            shares = [step.percentage for made in each if (step := scale.step(made.grade)) is not None]
            spread = max(shares, default=Decimal(0)) - min(shares, default=Decimal(0))
            text = answer_text(evaluation.tender, one, leaf)
            rows.append(SideBySide(veiled(one, letters).name, leaf, text, each, spread))
    return sorted(rows, key=lambda row: -row.spread)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The grades as they are from here on."""

    sha256: str
    """Of the panel's workbook."""
    evaluation: Evaluation
    stand: str


@journey
def lock_quality(
    folder: Path, by: Sequence[str], now: datetime | None = None, progress: Progress = silent
) -> Fixed:
    """Write down that two people fixed the grades. From here on no grade changes. Raises OSError.

    Refused without the panel's workbook, with fewer than two different people, where a grade is missing, and
    where a reason is one that no letter can tell.
    """
    with working(folder, by, now) as work:
        work.require(Step.LOCK)
        evaluation = evaluated(work, progress)
        _whole(evaluation)
        reasons_stand(evaluation)
        work.add(Locked(files=fixed_files(AssessedState(work.state))))
        fixed = LockedState(work.state).locked
        return Fixed(fixed.files[0].sha256, evaluation, work.state.stand)


def _whole(evaluation: Evaluation) -> None:
    """Refused where an answer that needs a grade has none, as after a decision since."""
    missing = [pair for pair in sorted(to_grade(evaluation)) if pair not in evaluation.assessment.grades]
    if missing:
        names = {one.id: one.name for one in evaluation.submissions}
        told = "; ".join(f"{names[who]} bij {criterion}" for who, criterion in missing[:5])
        first = f"er is geen cijfer voor {told}. Maak een nieuw werkblad: inkoop overleg --opnieuw"
        raise Refused(first, Why.FIRST)
