"""The report for the council: one evaluation, as PDF and as HTML."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.views.report import report_view
from inkoop.writers.report import PdfNotPossibleError, write_html, write_pdf

__all__ = ["PdfNotPossibleError", "make_report"]


def make_report(evaluation: Evaluation, folder: Path) -> tuple[Path, Path]:
    """Write `rapport.html` and `rapport.pdf` into a folder that exists.

    The PDF takes long and comes first, so that an interrupted run leaves the old pair as it was.
    Raises OSError when a file cannot be written, and PdfNotPossibleError where Pango is missing; the
    HTML is there by then.
    """
    view = report_view(evaluation)
    page, pdf = folder / "rapport.html", folder / "rapport.pdf"
    try:
        write_pdf(view, pdf)
    except PdfNotPossibleError:
        write_html(view, page)
        raise
    write_html(view, page)
    return pdf, page
