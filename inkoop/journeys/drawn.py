"""Checking the pages of a report as they are drawn: the PDF is made again, and all in it must be the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from inkoop.domain.verification import Check
from inkoop.journeys.paper import DRAWING, Again, undrawn
from inkoop.journeys.sheets import enclosures
from inkoop.journeys.verify_process import DRAWING_PROGRAM
from inkoop.readers.files.isolation import GaveUpError, apart
from inkoop.readers.report.drawing import drawing_faults
from inkoop.readers.report.report_pdf import report_bytes
from inkoop.resources import this_program
from inkoop.views.record.pages import BROWSER
from inkoop.views.report.all_lots import AllLots
from inkoop.writers.archive_pdf import made_with
from inkoop.writers.pdf import PdfNotPossibleError
from inkoop.writers.report import write_all_lots, write_pdf, write_summary

SECONDS_TO_MAKE = 600.0
_NO_PANGO = "daarvoor is hier de bibliotheek Pango nodig"
_OTHER_TOOLS = "hier staan andere versies van wat de PDF maakt ({tools})"
_TOO_LARGE = "ze opnieuw maken vroeg te veel tijd of geheugen"


def drawn_check(path: Path, again: Again) -> Check:
    """Make the pages again, in a process of its own, and hold everything in the PDF against them."""
    try:
        found = apart(SECONDS_TO_MAKE, _drawn, path, again, command=DRAWING_PROGRAM)
    except GaveUpError:
        return undrawn(_TOO_LARGE)
    if found is None:
        return undrawn(_NO_PANGO)
    faults, others = found
    if faults and others:
        return undrawn(_OTHER_TOOLS.format(tools=others))
    return Check(DRAWING, faults)


def _drawn(path: Path, again: Again) -> tuple[tuple[str, ...], str] | None:
    """Where the PDF differs from the same one made again; None where none can be made.

    Also the libraries that have another version here, with which a difference proves nothing.
    """
    here = {**this_program(), **made_with()}
    if BROWSER in here:
        return None
    others = (name for name in {**here, **again.made_with} if here.get(name) != again.made_with.get(name))
    told = ", ".join(f"{name} {here.get(name, 'ontbreekt')}" for name in others)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "opnieuw.pdf"
        try:
            inside = enclosures(again.files)
            if isinstance(again.view, AllLots):
                write_all_lots(again.view, made, inside, again.style)
            else:
                write = write_summary if again.is_summary else write_pdf
                write(again.view, made, inside, again.style)
        except PdfNotPossibleError:
            return None
        return drawing_faults(report_bytes(path), report_bytes(made)), told
