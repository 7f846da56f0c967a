"""Dagbesteding bought fairly: from submissions in workbooks to an explained ranking.

The journeys below are the public Python API. They are imported when first used, so that importing
`inkoop` alone stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inkoop.journeys.anchors import read_anchors
    from inkoop.journeys.ask import letters_for, write_letters
    from inkoop.journeys.check import check_submissions, make_reading_copies
    from inkoop.journeys.compare import compare_files, write_note
    from inkoop.journeys.draw import draw
    from inkoop.journeys.evaluate import evaluate, evaluate_found
    from inkoop.journeys.explain import compare_two, explain
    from inkoop.journeys.forms import make_form, make_grades_form
    from inkoop.journeys.guide import check_guide_file, make_guide
    from inkoop.journeys.own_kader import check_by_own_kader
    from inkoop.journeys.procedure.announce import notice_values
    from inkoop.journeys.procedure.archive import write_archive
    from inkoop.journeys.procedure.assess import hand_in, hand_out, step_back
    from inkoop.journeys.procedure.changes import choose_lots, draw_lots, withdraw_bid
    from inkoop.journeys.procedure.decide import decide
    from inkoop.journeys.procedure.final import award, end_objection, object_to
    from inkoop.journeys.procedure.folder import is_tender_folder
    from inkoop.journeys.procedure.keys import new_key, place_for_key
    from inkoop.journeys.procedure.letters import send_letters
    from inkoop.journeys.procedure.mend import ask, mend
    from inkoop.journeys.procedure.minutes import write_minutes
    from inkoop.journeys.procedure.opening import admit, open_bids, what_is_complete
    from inkoop.journeys.procedure.outcome import evaluate_folder, kader_of
    from inkoop.journeys.procedure.panel import lock_quality, meet
    from inkoop.journeys.procedure.price_questions import ask_prices, explain_price
    from inkoop.journeys.procedure.prices import may_open_prices, open_prices, unlock_key
    from inkoop.journeys.procedure.publish import publish
    from inkoop.journeys.procedure.receipts import make_receipts
    from inkoop.journeys.procedure.receive import receive
    from inkoop.journeys.procedure.standing import check_record, where_it_stands
    from inkoop.journeys.rehearse import make_rehearsal_report, rehearse
    from inkoop.journeys.report import get_report_ready, make_report
    from inkoop.journeys.side_by_side import get_makers_ready
    from inkoop.journeys.sign import open_key, sign
    from inkoop.journeys.start import (
        new_tender_questions,
        start_new_tender,
        start_tender,
        startable,
        with_defaults,
    )
    from inkoop.journeys.verify import verify, verify_data
    from inkoop.journeys.verify_page import make_verify_page
    from inkoop.journeys.verify_process import get_checkers_ready
    from inkoop.journeys.web_check import make_web_check
    from inkoop.journeys.withdraw import withdraw
    from inkoop.journeys.worksheet import check_kader, kader_to_sheet, sheet_to_kader
    from inkoop.journeys.write_out import write_out_kader
    from inkoop.readers.settings.kader import read_kader

__all__ = [
    "admit",
    "ask",
    "ask_prices",
    "award",
    "check_by_own_kader",
    "check_guide_file",
    "check_kader",
    "check_record",
    "check_submissions",
    "choose_lots",
    "compare_files",
    "compare_two",
    "decide",
    "draw",
    "draw_lots",
    "end_objection",
    "evaluate",
    "evaluate_folder",
    "evaluate_found",
    "explain",
    "explain_price",
    "get_checkers_ready",
    "get_makers_ready",
    "get_report_ready",
    "hand_in",
    "hand_out",
    "is_tender_folder",
    "kader_of",
    "kader_to_sheet",
    "letters_for",
    "lock_quality",
    "make_form",
    "make_grades_form",
    "make_guide",
    "make_reading_copies",
    "make_receipts",
    "make_rehearsal_report",
    "make_report",
    "make_verify_page",
    "make_web_check",
    "may_open_prices",
    "meet",
    "mend",
    "new_key",
    "new_tender_questions",
    "notice_values",
    "object_to",
    "open_bids",
    "open_key",
    "open_prices",
    "place_for_key",
    "publish",
    "read_anchors",
    "read_kader",
    "receive",
    "rehearse",
    "send_letters",
    "sheet_to_kader",
    "sign",
    "start_new_tender",
    "start_tender",
    "startable",
    "step_back",
    "unlock_key",
    "verify",
    "verify_data",
    "what_is_complete",
    "where_it_stands",
    "with_defaults",
    "withdraw",
    "withdraw_bid",
    "write_archive",
    "write_letters",
    "write_minutes",
    "write_note",
    "write_out_kader",
]

_HOMES = {
    "admit": "inkoop.journeys.procedure.opening",
    "ask": "inkoop.journeys.procedure.mend",
    "ask_prices": "inkoop.journeys.procedure.price_questions",
    "award": "inkoop.journeys.procedure.final",
    "check_by_own_kader": "inkoop.journeys.own_kader",
    "check_guide_file": "inkoop.journeys.guide",
    "check_kader": "inkoop.journeys.worksheet",
    "check_record": "inkoop.journeys.procedure.standing",
    "check_submissions": "inkoop.journeys.check",
    "choose_lots": "inkoop.journeys.procedure.changes",
    "compare_files": "inkoop.journeys.compare",
    "compare_two": "inkoop.journeys.explain",
    "decide": "inkoop.journeys.procedure.decide",
    "draw": "inkoop.journeys.draw",
    "draw_lots": "inkoop.journeys.procedure.changes",
    "end_objection": "inkoop.journeys.procedure.final",
    "evaluate": "inkoop.journeys.evaluate",
    "evaluate_folder": "inkoop.journeys.procedure.outcome",
    "evaluate_found": "inkoop.journeys.evaluate",
    "explain": "inkoop.journeys.explain",
    "explain_price": "inkoop.journeys.procedure.price_questions",
    "get_checkers_ready": "inkoop.journeys.verify_process",
    "get_makers_ready": "inkoop.journeys.side_by_side",
    "get_report_ready": "inkoop.journeys.report",
    "hand_in": "inkoop.journeys.procedure.assess",
    "hand_out": "inkoop.journeys.procedure.assess",
    "is_tender_folder": "inkoop.journeys.procedure.folder",
    "kader_of": "inkoop.journeys.procedure.outcome",
    "kader_to_sheet": "inkoop.journeys.worksheet",
    "letters_for": "inkoop.journeys.ask",
    "lock_quality": "inkoop.journeys.procedure.panel",
    "may_open_prices": "inkoop.journeys.procedure.prices",
    "open_prices": "inkoop.journeys.procedure.prices",
    "unlock_key": "inkoop.journeys.procedure.prices",
    "make_form": "inkoop.journeys.forms",
    "make_grades_form": "inkoop.journeys.forms",
    "make_guide": "inkoop.journeys.guide",
    "make_reading_copies": "inkoop.journeys.check",
    "make_receipts": "inkoop.journeys.procedure.receipts",
    "make_rehearsal_report": "inkoop.journeys.rehearse",
    "make_report": "inkoop.journeys.report",
    "make_verify_page": "inkoop.journeys.verify_page",
    "make_web_check": "inkoop.journeys.web_check",
    "meet": "inkoop.journeys.procedure.panel",
    "mend": "inkoop.journeys.procedure.mend",
    "new_key": "inkoop.journeys.procedure.keys",
    "new_tender_questions": "inkoop.journeys.start",
    "notice_values": "inkoop.journeys.procedure.announce",
    "write_archive": "inkoop.journeys.procedure.archive",
    "object_to": "inkoop.journeys.procedure.final",
    "open_bids": "inkoop.journeys.procedure.opening",
    "open_key": "inkoop.journeys.sign",
    "place_for_key": "inkoop.journeys.procedure.keys",
    "publish": "inkoop.journeys.procedure.publish",
    "read_anchors": "inkoop.journeys.anchors",
    "read_kader": "inkoop.readers.settings.kader",
    "receive": "inkoop.journeys.procedure.receive",
    "rehearse": "inkoop.journeys.rehearse",
    "send_letters": "inkoop.journeys.procedure.letters",
    "sheet_to_kader": "inkoop.journeys.worksheet",
    "sign": "inkoop.journeys.sign",
    "start_new_tender": "inkoop.journeys.start",
    "start_tender": "inkoop.journeys.start",
    "startable": "inkoop.journeys.start",
    "step_back": "inkoop.journeys.procedure.assess",
    "verify": "inkoop.journeys.verify",
    "verify_data": "inkoop.journeys.verify",
    "what_is_complete": "inkoop.journeys.procedure.opening",
    "where_it_stands": "inkoop.journeys.procedure.standing",
    "with_defaults": "inkoop.journeys.start",
    "withdraw": "inkoop.journeys.withdraw",
    "withdraw_bid": "inkoop.journeys.procedure.changes",
    "write_letters": "inkoop.journeys.ask",
    "write_minutes": "inkoop.journeys.procedure.minutes",
    "write_note": "inkoop.journeys.compare",
    "write_out_kader": "inkoop.journeys.write_out",
}


def __getattr__(name: str) -> Any:
    """A journey by its name."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'inkoop' has no attribute {name!r}")
