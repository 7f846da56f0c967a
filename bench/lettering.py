"""The letters of an award decision on the clock: on all cores, against one process that makes a PDF alone."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

from bench.corpus import Corpus
from bench.harness import Section, Setup, ratio_figure, take_turns
from inkoop.domain.procedure.facts import Received
from inkoop.domain.procedure.state import Bid
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.side_by_side import pdf_makers
from inkoop.rules.procedure.standstill import standstill
from inkoop.views.letters.letter import letters
from inkoop.views.letters.model import Letter
from inkoop.writers.letters.docx import letter_docx
from inkoop.writers.letters.page import render_letter
from inkoop.writers.pdf import PdfJob

LIMIT = 1.0
_MOST, _FEW = 200, 10


def run(setup: Setup) -> Section:
    """A letter to each of many, for Word and as PDF; the rival makes the PDF of a few of these alone."""
    many = min(_MOST, setup.sizes.forms_read)
    made = _letters(Corpus(setup.folder), many)

    def ours() -> float:
        start = time.perf_counter()
        jobs = [PdfJob(f"{letter.file_name}.pdf", render_letter(letter)) for letter in made]
        with pdf_makers(len(jobs)) as makers:
            coming = [makers.make(job) for job in jobs]
            for letter in made:
                letter_docx(letter)
            for each in coming:
                each.result()
        return (time.perf_counter() - start) / len(made)

    def alone() -> float:
        from weasyprint import HTML

        pages = [render_letter(letter) for letter in made[:_FEW]]
        start = time.perf_counter()
        for page in pages:
            HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
        return (time.perf_counter() - start) / len(pages)

    taken = take_turns(setup.sizes.rounds, {"ours": ours, "alone": alone}, setup.tell)
    return Section(
        "Letters",
        f"A letter to each of {many} bidders, for Word and as PDF/UA-1 and PDF/A-3a, a letter on the clock: "
        "processes started, pages made, PDFs on all cores. WeasyPrint alone makes the same pages in one "
        "process, as PDF/UA-1 only.",
        (ratio_figure("a letter", taken["ours"], taken["alone"], "WeasyPrint alone", LIMIT),),
    )


def _letters(corpus: Corpus, many: int) -> tuple[Letter, ...]:
    """The letters to so many made-up bidders of the example."""
    evaluation = evaluate(corpus.kader_path, [corpus.submissions(many)]).value
    assert evaluation is not None
    moment = datetime(2027, 4, 10, 10, tzinfo=UTC)
    given = {
        one.id: Received(number=number, tenderer=one.tenderer, arrived=moment, source="klok", files=())
        for number, one in enumerate(evaluation.submissions, 1)
    }
    bids = {who: Bid(received, late=False) for who, received in given.items()}
    return letters(evaluation, bids, (), standstill(date(2027, 5, 10), 20), "0" * 64)
