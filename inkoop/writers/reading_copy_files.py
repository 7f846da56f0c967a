"""Writes the reading copy of a submission: one HTML file that needs nothing else, and the same as a PDF."""

from __future__ import annotations

from pathlib import Path

from inkoop.resources import resource_folder
from inkoop.views.replies.reading_copy import ReadingCopy
from inkoop.writers.reading_copy import STYLE_MARK, reading_copy_page
from inkoop.writers.text import write_text


def write_reading_copy_html(copy: ReadingCopy, path: Path) -> None:
    """Write it as HTML, in letters that every computer has. Raises OSError."""
    write_text(path, _styled(reading_copy_page(copy)))


def write_reading_copy_pdf(copy: ReadingCopy, path: Path) -> None:
    """Write it as tagged PDF/UA-1, the same bytes for the same submission and time.

    Raises PdfNotPossibleError where Pango is missing, and OSError.
    """
    from inkoop.domain.house_style import NEUTRAL
    from inkoop.writers.looks import faces
    from inkoop.writers.pdf import save_pdf

    page = reading_copy_page(copy)
    save_pdf(_styled(page, faces(NEUTRAL, page)), path)


def _styled(page: str, fonts: str = "") -> str:
    sheet = (resource_folder("templates") / "inschrijving" / "inschrijving.css").read_text("utf-8")
    return page.replace(STYLE_MARK, f"{fonts}\n{sheet}", 1)
