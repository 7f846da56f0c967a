"""Writes the report of a rehearsal: HTML that needs nothing else, and the same as an accessible PDF."""

from __future__ import annotations

from pathlib import Path

from inkoop.views.rehearsal.model import EffectChart, Heading, Notice, Paragraph, RehearsalView
from inkoop.views.words.blocks import Table
from inkoop.writers.pdf import save_pdf
from inkoop.writers.report import render_page, save_html

_KINDS = {
    Paragraph: "alinea",
    Heading: "kop",
    Notice: "melding",
    Table: "tabel",
    EffectChart: "grafiek",
}


def render_rehearsal(view: RehearsalView) -> str:
    """The report as one HTML page."""
    sections = [
        (section, [(_KINDS[type(block)], block) for block in section.blocks]) for section in view.sections
    ]
    return render_page(
        "proefdraai.html.j2", ("rapport.css", "proefdraai.css"), proef=view, hoofdstukken=sections
    )


def write_rehearsal_html(view: RehearsalView, path: Path) -> None:
    """Write it as HTML."""
    save_html(render_rehearsal(view), path)


def write_rehearsal_pdf(view: RehearsalView, path: Path) -> None:
    """Write it as tagged PDF/UA-1, the same bytes for the same view.

    Raises PdfNotPossibleError where Pango is missing.
    """
    save_pdf(render_rehearsal(view), path)
