"""What is looked for of the ranking stands on every report, however many take part, and on every summary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.submission import SubmissionId
from inkoop.journeys.paper import ranking_lines
from inkoop.readers.report.report_pdf import bare
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.submission.naming import told_apart
from inkoop.views.report.view import report_view
from inkoop.writers.page_script import page_script
from inkoop.writers.report import render_html, render_summary
from tests.report_cases import example

pytestmark = pytest.mark.langzaam


def many(number: int) -> Evaluation:
    """Amsterdam with so many more who handed in what the first in the ranking did."""
    made = example("amsterdam-2021")
    first = made.lots[0].ranking[0].scorecard.submission
    copies = [
        replace(first, id=SubmissionId(f"nr-{place}"), tenderer=f"Aanbieder {place}", file=f"nr-{place}.xlsx")
        for place in range(number)
    ]
    grades = dict(made.assessment.grades)
    for (who, leaf), grade in made.assessment.grades.items():
        if who == first.id:
            grades |= {(copy.id, leaf): replace(grade, submission=copy.id) for copy in copies}
    assessment = replace(made.assessment, grades=grades)
    found = tuple(told_apart((*made.submissions, *copies)))
    return replace(
        made, submissions=found, assessment=assessment, lots=evaluate_lots(made.tender, assessment, found)
    )


def words(html: str) -> str:
    return bare("".join(item for item in page_script(html)["woorden"] if isinstance(item, str)))


def test_every_line_that_is_looked_for_is_printed() -> None:
    evaluation = many(40)
    (lot,) = evaluation.lots
    view = report_view(evaluation)
    lines = list(ranking_lines(evaluation, lot))
    assert len(lot.ranking) > 40
    assert len(lines) >= 2 * 24
    printed = words(render_html(view.paper or view))
    assert [line for line in lines if bare(line) not in printed] == []
    for tight in range(4):
        few = list(ranking_lines(evaluation, lot, summary=True))
        assert len(few) == 6
        brief = words(render_summary(view, tight=tight))
        assert [line for line in few if bare(line) not in brief] == []
