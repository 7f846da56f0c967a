"""The letters to many, each for Word and as PDF: their processor time, and all of them on the clock.

Run as a script with a checkout first in the path, it measures the code of that checkout:
python letter_once.py KADER.yaml MAP
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inkoop.views.letters.model import Letter

_FEW = 24
"""So many are measured one by one: of each kind that there is."""


def main(kader: str, folder: str) -> None:
    """What one letter takes of a processor, by part, and what all together take on the clock."""
    made = _letters(Path(kader), Path(folder))
    few = made[:: max(1, len(made) // _FEW)]
    print(json.dumps({"letters": len(made), **_by_part(few), "clock": _on_the_clock(made)}))


def _letters(kader: Path, folder: Path) -> tuple[Letter, ...]:
    """The letters to the made-up bidders of a folder."""
    from inkoop.domain.procedure.facts import Received
    from inkoop.domain.procedure.state import Bid
    from inkoop.journeys.evaluate import evaluate
    from inkoop.rules.procedure.standstill import standstill
    from inkoop.views.letters.letter import letters

    evaluation = evaluate(kader, [folder]).value
    assert evaluation is not None
    moment = datetime(2027, 4, 10, 10, tzinfo=UTC)
    given = {
        one.id: Received(number=number, tenderer=one.tenderer, arrived=moment, source="klok", files=())
        for number, one in enumerate(evaluation.submissions, 1)
    }
    bids = {who: Bid(received, late=False) for who, received in given.items()}
    return letters(evaluation, bids, (), standstill(date(2027, 5, 10), 20), "0" * 64)


def _by_part(made: Iterable[Letter]) -> dict[str, float]:
    """Seconds of processor time of a letter, in this process: as a process that makes PDFs works."""
    from inkoop.writers.letters.docx import letter_docx
    from inkoop.writers.letters.page import render_letter
    from inkoop.writers.pdf import PdfJob, pdf_or_none

    jobs = [(letter, PdfJob(f"{letter.file_name}.pdf", render_letter(letter))) for letter in made]
    letter_docx(jobs[0][0])
    pdf_or_none(jobs[0][1])  # once before it counts
    gc.disable()
    gc.collect()
    gc.freeze()
    found = {
        "word": _taken([lambda letter=letter: letter_docx(letter) for letter, _ in jobs]),
        "page": _taken([lambda letter=letter: render_letter(letter) for letter, _ in jobs]),
        "pdf": _taken([lambda job=job: pdf_or_none(job) for _, job in jobs]),
    }
    gc.enable()
    return found


def _taken(works: list[Callable[[], object]]) -> float:
    start = time.process_time()
    for work in works:
        work()
    return (time.process_time() - start) / len(works)


def _on_the_clock(made: tuple[Letter, ...]) -> float:
    """Seconds a letter with PDFs on all cores: processes started, pages made, and the documents for Word."""
    from inkoop.journeys.side_by_side import pdf_makers
    from inkoop.writers.letters.docx import letter_docx
    from inkoop.writers.letters.page import render_letter
    from inkoop.writers.pdf import PdfJob

    start = time.perf_counter()
    jobs = [PdfJob(f"{letter.file_name}.pdf", render_letter(letter)) for letter in made]
    with pdf_makers(len(jobs)) as makers:
        coming = [makers.make(job) for job in jobs]
        for letter in made:
            letter_docx(letter)
        for each in coming:
            assert each.result()
    return (time.perf_counter() - start) / len(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
