"""Evaluations for the tests of the report: both example tenders, and small ones made to measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Assessment, Grade, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.journeys.evaluate import evaluate
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.submission.naming import told_apart
from inkoop.views.report.model import ReportView
from inkoop.views.report.view import each_report
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
    return replace(submission, id=SubmissionId(name), tenderer=name, file=f"{name[:40]}.xlsx")


def assessed(
    tender: Tender, submissions: Iterable[Submission], grades: Mapping[str, str], comment: str = "Helder."
) -> Evaluation:
    """An evaluation in which the panel gave these grades, by the name of the tenderer."""
    found = told_apart(submissions)
    place = CellPlace("c.xlsx", "Cijfers", "D2")
    given = {
        (one.id, leaf.code): Grade(one.id, leaf.code, Decimal(grades[one.tenderer]), comment, place)
        for one in found
        for leaf in tender.assessed
        if one.tenderer in grades
    }
    return evaluated(tender, found, Assessment((("c.xlsx", 10, "ab" * 32),), given))


def evaluated(tender: Tender, submissions: Iterable[Submission], assessment: Assessment) -> Evaluation:
    """An evaluation of submissions that were read already."""
    found = tuple(told_apart(submissions))
    lots = evaluate_lots(tender, assessment, found)
    findings = tuple(f for submission in found for f in submission.findings)
    return Evaluation(tender, fingerprint(tender), found, assessment, lots, findings)


def report_views(evaluation: Evaluation, whole: Evaluation | None = None) -> dict[str, ReportView]:
    """Every report on an evaluation by the name of its files, all at once."""
    return dict(each_report(evaluation, whole))
