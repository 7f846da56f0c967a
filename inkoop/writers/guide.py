"""Writes the guide as one HTML file that needs nothing else, and the same as an accessible PDF."""

from __future__ import annotations

import re
from pathlib import Path

from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.views.guide.model import Guide
from inkoop.writers.pdf import save_pdf
from inkoop.writers.report import render_page, save_html

_ODD = re.compile(r"[^A-Za-z0-9]+")
_WIDTHS = {1: "twee", 2: "twee", 3: "drie", 4: "vier"}


def render_guide(guide: Guide, style: HouseStyle = NEUTRAL) -> str:
    """The guide as one HTML page."""
    sheets = ("rapport.css", "leidraad.css")
    return render_page("leidraad.html.j2", sheets, style, leidraad=guide, anker=anchor, breedtes=_WIDTHS)


def anchor(key: str) -> str:
    """The target of a link to a heading."""
    return _ODD.sub("-", key).strip("-").lower()


def write_guide_html(guide: Guide, path: Path, style: HouseStyle = NEUTRAL) -> None:
    """Write it as HTML. Raises OSError."""
    save_html(render_guide(guide, style), path)


def write_guide_pdf(guide: Guide, path: Path, style: HouseStyle = NEUTRAL) -> None:
    """Write it as PDF/A-3a and PDF/UA-1, the same bytes for the same guide.

    Raises PdfNotPossibleError where Pango is missing, and OSError.
    """
    save_pdf(render_guide(guide, style), path)
