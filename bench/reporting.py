"""The report as PDF: our writer against bare WeasyPrint on the same HTML."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec

from bench.corpus import Corpus
from bench.harness import Section, Setup, profile_of, ratio_figure, take_turns, timed
from inkoop.journeys.evaluate import evaluate

LIMIT = 1.25
_SUBMISSIONS = 8
_NEEDED = ("inkoop.views.report.view", "inkoop.writers.report")


def run(setup: Setup) -> Section | None:
    """All make a PDF of one evaluation, in turns; None while there is no report writer."""
    if any(find_spec(name) is None for name in _NEEDED):
        return None
    import weasyprint

    from inkoop.views.report.view import report_view
    from inkoop.writers.report import write_html, write_pdf

    corpus = Corpus(setup.folder)
    evaluation = evaluate(corpus.kader_path, [corpus.submissions(_SUBMISSIONS)]).value
    assert evaluation is not None
    view = report_view(evaluation)
    page, pdf = setup.folder / "rapport.html", setup.folder / "rapport.pdf"
    write_html(view, page)
    html = page.read_text("utf-8")

    ours = partial(write_pdf, view, pdf)
    works = {
        "ours": timed(ours),
        "bare": timed(lambda: weasyprint.HTML(string=html).write_pdf(pdf)),
        "bare, tagged": timed(lambda: weasyprint.HTML(string=html).write_pdf(pdf, pdf_variant="pdf/ua-1")),
    }
    ours()
    taken = take_turns(setup.sizes.rounds, works, setup.tell)
    name = "the report as PDF"
    return Section(
        "Report",
        f"One evaluation of {_SUBMISSIONS} submissions to {corpus.kader}. Ours: from the view, through the "
        "template, to a tagged PDF that is replaced as a whole.",
        (
            ratio_figure(name, taken["ours"], taken["bare"], "WeasyPrint, untagged PDF", LIMIT),
            ratio_figure(name, taken["ours"], taken["bare, tagged"], "WeasyPrint, PDF/UA-1 as ours"),
        ),
        profile=lambda: profile_of(ours),
    )
