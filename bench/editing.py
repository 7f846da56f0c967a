"""Edits reports at random, by hundreds, and tells each edit that `inkoop verifieer` does not find.

    python -m bench.editing 300 uitvoer/rapport.pdf uitvoer/samenvatting.pdf

Edits of words and of enclosed files go through the whole check in one process; what is drawn otherwise is
held against the untouched report, as the check does with the one that it made again. A signed report is
edited in two ways in turn: written anew, and with the edit behind it, where no byte that was signed changes.
There the signature has to tell as well; what it tells is not counted as how the edit was found.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from inkoop.journeys.anchors import Anchors, signature_check
from inkoop.journeys.verify import verify_data
from inkoop.readers.report.drawing import drawing_faults
from inkoop.readers.report.report_pdf import read_report_pdf
from inkoop.views.record.enclosures import DESCRIPTIONS
from tests.journeys.page_edits import (
    AS_DRAWN,
    ON_PAPER,
    Edit,
    an_enclosure,
    appended,
    edited,
    the_format,
)

EDITS: tuple[Edit, ...] = (*ON_PAPER, an_enclosure, the_format, *AS_DRAWN)
MISSED, UNTOLD = "niet gevonden", "de handtekening zegt niets"


def main(times: int, reports: Sequence[Path]) -> bool:
    """Edit each report so often in every way; whether all edits were found."""
    dice, found = random.Random(20271129), Counter[tuple[str, bool, str]]()
    signed = {report: read_report_pdf(report, DESCRIPTIONS).signed for report in reports}
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / "anders.pdf"
        for turn, report, edit in product(range(times), reports, EDITS):
            behind = signed[report] and turn % 2
            told = (appended if behind else edited)(report, changed, edit, dice)
            how = _found(edit, changed, report, signed=signed[report])
            found[edit.__name__, signed[report], how] += 1
            if how not in ("woorden", "tekening"):
                print(f"{report.name}: {told}: {how}", flush=True)
            if (report, edit) == (reports[-1], EDITS[-1]):
                print(f"{turn + 1} van {times}: {found.total()} veranderingen", flush=True)
    for (name, is_signed, how), count in sorted(found.items()):
        print(f"{name}{', ondertekend' if is_signed else ''}: {count} {how}")
    return not any(how in (MISSED, UNTOLD) for _, _, how in found)


def _found(edit: Edit, changed: Path, report: Path, *, signed: bool) -> str:
    """By what the edit is found: by the words, or only by what is drawn, such as the mark of a list."""
    data = changed.read_bytes()
    if signed and _untold(data):
        return UNTOLD
    if edit not in AS_DRAWN and not verify_data(read_report_pdf(changed, DESCRIPTIONS)).right:
        return "woorden"
    return "tekening" if drawing_faults(data, report.read_bytes()) else MISSED


def _untold(data: bytes) -> bool:
    """Whether the signature says nothing of an edit."""
    check = signature_check(data, Anchors(), signed=True)
    return check is None or check.right


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]) else 1)
