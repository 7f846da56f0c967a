"""Headings go down one level at a time, in every page that goes on paper (PDF/UA: ISO 14289-1, 7.4.2)."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.views.report.view import each_report
from inkoop.writers.report import render_html, render_summaries
from tests.conftest import ROOT
from tests.report_cases import example


def pages(evaluation: Evaluation) -> list[str]:
    views = [view for _, view in each_report(evaluation)]
    return [page for view in views for page in (render_html(view.paper or view), *render_summaries(view))]


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "criteria").glob("*.yaml")))
def test_no_heading_skips_a_level(name: str) -> None:
    for page in pages(example(name)):
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
        assert levels[0] == 1
        assert all(lower <= upper + 1 for upper, lower in pairwise(levels))
