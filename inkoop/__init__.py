"""Dagbesteding bought fairly: from submissions in workbooks to an explained ranking.

The journeys below are the public Python API. They are imported when first used, so that importing
`inkoop` alone stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inkoop.journeys.check import check_submissions
    from inkoop.journeys.evaluate import evaluate
    from inkoop.journeys.forms import make_form, make_grades_form
    from inkoop.journeys.rehearse import rehearse
    from inkoop.journeys.report import make_report
    from inkoop.journeys.start import start_tender

__all__ = [
    "check_submissions",
    "evaluate",
    "make_form",
    "make_grades_form",
    "make_report",
    "rehearse",
    "start_tender",
]

_HOMES = {
    "check_submissions": "inkoop.journeys.check",
    "evaluate": "inkoop.journeys.evaluate",
    "make_form": "inkoop.journeys.forms",
    "make_grades_form": "inkoop.journeys.forms",
    "make_report": "inkoop.journeys.report",
    "rehearse": "inkoop.journeys.rehearse",
    "start_tender": "inkoop.journeys.start",
}


def __getattr__(name: str) -> Any:
    """A journey by its name."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'inkoop' has no attribute {name!r}")
