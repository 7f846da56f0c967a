"""The report for the council: one evaluation, as PDF and as HTML, one pair a lot."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.views.report import report_views
from inkoop.writers.atomic import replacing_all
from inkoop.writers.report import PdfNotPossibleError, write_html, write_pdf

__all__ = ["PdfNotPossibleError", "make_report"]


def make_report(evaluation: Evaluation, folder: Path) -> tuple[Path, ...]:
    """Write `rapport.pdf` and `rapport.html` into a folder that exists; with lots a pair of each by its code.

    All files take their place together at the end, so that an interrupted run leaves the old ones as they
    were. Raises OSError when a file cannot be written, and PdfNotPossibleError where Pango is missing; the
    HTML is there by then.
    """
    missing: PdfNotPossibleError | None = None
    made: list[Path] = []
    with replacing_all(folder) as staging:
        for name, view in report_views(evaluation).items():
            if missing is None:
                try:
                    write_pdf(view, staging / f"{name}.pdf")
                except PdfNotPossibleError as error:
                    missing = error
            write_html(view, staging / f"{name}.html")
            made += [folder / f"{name}.pdf", folder / f"{name}.html"]
    if missing is not None:
        raise missing
    return tuple(made)
