"""The page on which anybody reckons a report again: the whole road of `inkoop verifieer` but the drawing."""

from __future__ import annotations

from inkoop.readers.files.archive import load_named
from inkoop.readers.report.report_pdf import LIMITS
from inkoop.resources import resource_folder, this_program
from inkoop.views.replies.verification import VerificationTold
from inkoop.writers.web_pages import self_check
from inkoop.writers.web_pages.engine import Cargo
from inkoop.writers.web_pages.page import WebPage

NAME = "verifieerpagina"
CARGO = Cargo(
    packages=(*self_check.CARGO.packages, "analysis"),
    modules=(
        "__init__.py",
        "resources.py",
        "journeys/__init__.py",
        "journeys/anchors.py",
        "journeys/browser_verify.py",
        "journeys/outcome.py",
        "journeys/paper.py",
        "journeys/reckoned.py",
        "journeys/verified.py",
        "writers/__init__.py",
        "writers/atomic.py",
        "writers/tables.py",
    ),
    wheels=(*self_check.CARGO.wheels, "pypdf"),
)
SECONDS_A_FILE = 180
EXAMPLE = "proef/voorbeeld.pdf"
"""A small report of invented providers that goes along: by it the page knows that it works."""


def verify_page(late: VerificationTold, crashed: VerificationTold) -> WebPage:
    """The page, the same for every report.

    Args:
        late: what is said of a file that takes too long.
        crashed: what is said of a file that breaks its reader.
    """
    example = load_named(resource_folder("templates") / NAME / "voorbeeld.pdf", LIMITS)
    return WebPage(
        NAME,
        CARGO,
        files={EXAMPLE: example},
        begin="from inkoop.journeys.browser_verify import BrowserVerify\ncontrole = BrowserVerify()",
        step="Het rekenprogramma wordt klaargezet",
        trial=f"/{EXAMPLE}",
        most_bytes=LIMITS.file_bytes,
        seconds=SECONDS_A_FILE,
        failures={"laat": late, "stuk": crashed},
        data={"voorbeeld": EXAMPLE},
        context={"programma": this_program()["programma"]},
    )
