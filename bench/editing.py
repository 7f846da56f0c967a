"""Edits reports at random, by hundreds, and tells each edit that `inkoop verifieer` does not find.

    python -m bench.editing 300 uitvoer/rapport.pdf uitvoer/samenvatting.pdf

Edits of words and of enclosed files go through the whole check in one process; what is drawn otherwise is
held against the untouched report, as the check does with the one that it made again.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from inkoop.journeys.verify import verify_data
from inkoop.readers.report.drawing import drawing_faults
from inkoop.readers.report.report_pdf import read_report_pdf
from inkoop.views.record.enclosures import DESCRIPTIONS
from tests.journeys.page_edits import AS_DRAWN, ON_PAPER, Edit, an_enclosure, edited

MISSED = "niet gevonden"


def main(times: int, reports: list[Path]) -> bool:
    """Edit each report so often in every way; whether all edits were found."""
    dice, found = random.Random(20271129), Counter[tuple[str, bool]]()
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / "anders.pdf"
        for report in reports:
            for edit in (*ON_PAPER, an_enclosure, *AS_DRAWN) * times:
                told = edited(report, changed, edit, dice)
                how = _found(edit, changed, report)
                found[edit.__name__, how] += 1
                if how != "woorden":
                    print(f"{report.name}: {told}: {how}")
    for (name, how), count in sorted(found.items()):
        print(f"{name}: {count} {how}")
    return all(how != MISSED for _, how in found)


def _found(edit: Edit, changed: Path, report: Path) -> str:
    """By what the edit is found: by the words, or only by what is drawn, such as the mark of a list."""
    if edit not in AS_DRAWN and not verify_data(read_report_pdf(changed, DESCRIPTIONS)).right:
        return "woorden"
    return "tekening" if drawing_faults(changed.read_bytes(), report.read_bytes()) else MISSED


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]) else 1)
