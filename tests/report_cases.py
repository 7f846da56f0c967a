"""Evaluations for the tests of the report: both example tenders, and small ones made to measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Assessment, Grade, Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.evaluate import evaluate
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.fingerprint import fingerprint
from tests.conftest import ROOT

EXAMPLES = ("amsterdam-2021", "zwolle-2015")


@cache
def example(name: str) -> Evaluation:
    """The evaluation of an example tender, from its own workbooks."""
    made = evaluate(ROOT / "criteria" / f"{name}.yaml", [ROOT / "submissions" / name]).value
    assert made is not None
    return made


def named(submission: Submission, name: str) -> Submission:
    """The same submission by somebody else."""
    return replace(submission, tenderer=name, file=f"{name[:40]}.xlsx")


def assessed(
    tender: Tender, submissions: Iterable[Submission], grades: Mapping[str, str], comment: str = "Helder."
) -> Evaluation:
    """An evaluation in which the panel gave these grades, by the name of the tenderer."""
    given = {
        (name, leaf.code): Grade(
            name, leaf.code, Decimal(grade), comment, CellPlace("c.xlsx", "Cijfers", "D2")
        )
        for name, grade in grades.items()
        for leaf in tender.assessed
    }
    return evaluated(tender, submissions, Assessment((("c.xlsx", 10, "ab" * 32),), given))


def evaluated(tender: Tender, submissions: Iterable[Submission], assessment: Assessment) -> Evaluation:
    """An evaluation of submissions that were read already."""
    found = tuple(submissions)
    lots = evaluate_lots(tender, assessment, found)
    findings = tuple(f for submission in found for f in submission.findings)
    return Evaluation(tender, fingerprint(tender), found, assessment, lots, findings)
