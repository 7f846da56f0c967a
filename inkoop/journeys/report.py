"""The report for the council: one evaluation in all its forms, made in one run from the same numbers."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Note, Progress, silent, silent_note
from inkoop.journeys.sheets import as_json, sheets_of
from inkoop.views.open_data.release import TEST_PREFIX, Publication, ocds_release
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import OUTCOME, TABLE
from inkoop.views.record.versions import public_version
from inkoop.views.replies.report_set import in_place_of, left_over, other_files
from inkoop.views.report.all_lots import all_lots
from inkoop.writers.ocds import SUFFIX, write_ocds
from inkoop.writers.report import PdfNotPossibleError, write_all_lots, write_html, write_pdf, write_summary
from inkoop.writers.tables import csv_bytes
from inkoop.writers.whole_set import LeftOver, WholeSet, whole_set


@journey
def make_report(
    evaluation: Evaluation,
    kader: bytes,
    folder: Path,
    watch: Progress = silent,
    style: HouseStyle = NEUTRAL,
    note: Note = silent_note,
) -> tuple[Path, ...]:
    """Write everything into a folder that exists, and return what was written.

    The public report as `rapport.pdf` and `rapport.html`, the closed one as `rapport-besloten.pdf` and
    `.html`, the summary of two pages as `samenvatting.pdf`, and the open data as `rangorde.csv`,
    `uitkomst.json` and `open-data.ocds.json`. With lots each has its own reports and summary, by its code,
    and `samenvatting.pdf` is about all of them.

    All files take their place together at the end, in that of an earlier report as a whole, with a list of
    them in `inhoud.json`; an interrupted run leaves the old ones as they were. Raises OSError when a file
    cannot be written. Refused where another run works in the folder; and where Pango is missing, but the HTML
    and the data are there by then.

    Args:
        kader: the text of the kader, as it travels inside the report.
        style: the house style of the municipality.
        note: called with each sentence about the report whose place this one takes.
    """
    sheets = (
        *sheets_of(evaluation, kader, "openbaar", style),
        *sheets_of(evaluation, kader, "besloten", style),
    )
    with whole_set(folder) as made:
        if made.left_over is not LeftOver.NOTHING:
            note(left_over(torn=made.left_over is LeftOver.TORN))
        staging = made.making
        made.outcome = _write_data(evaluation, staging)
        missing = _write_all_lots(evaluation, staging, style)
        for done, sheet in enumerate(sheets):
            watch(done, len(sheets), f"{sheet.name}.pdf")
            write_html(sheet.view, staging / f"{sheet.name}.html", style)
            try:
                write_pdf(sheet.view, staging / f"{sheet.name}.pdf", sheet.enclosures, style)
                if sheet.tight is not None:
                    summary = staging / f"{_summary_name(sheet.name)}.pdf"
                    write_summary(sheet.view, summary, sheet.enclosures, style, sheet.tight)
            except PdfNotPossibleError as error:
                missing = error
        watch(len(sheets), len(sheets), "")
    _tell(made, note)
    if missing is not None:
        raise missing
    return tuple(folder / name for name in made.files)


def _tell(made: WholeSet, note: Note) -> None:
    """What became of the earlier report."""
    if made.earlier and made.earlier.since:
        note(in_place_of(made.earlier.since, made.earlier.outcome, made.outcome))
    for sentence in other_files(made.gone, made.kept, made.changed, listed=made.earlier is not None):
        note(sentence)


def _write_all_lots(evaluation: Evaluation, folder: Path, style: HouseStyle) -> PdfNotPossibleError | None:
    """The sheet over all lots, first of all: who has many lots need not wait for the rest."""
    sheet = all_lots(public_version(evaluation), evaluation)
    try:
        if sheet is not None:
            write_all_lots(sheet, folder / "samenvatting.pdf", style)
    except PdfNotPossibleError as error:
        return error
    return None


def _summary_name(report: str) -> str:
    return report.replace("rapport", "samenvatting", 1)


def _write_data(evaluation: Evaluation, folder: Path) -> str:
    """The open data: the same numbers as in the public report. Gives the SHA-256 of the outcome."""
    outcome = document(public_version(evaluation))
    told = as_json(outcome.data)
    (folder / TABLE).write_bytes(csv_bytes(outcome))
    (folder / OUTCOME).write_bytes(told)
    rules = evaluation.tender.publication
    release = ocds_release(
        evaluation, Publication(rules.ocds_prefix or TEST_PREFIX, all_prices=rules.prices == "alle")
    )
    write_ocds(release, folder / f"open-data{SUFFIX}")
    return sha256(told).hexdigest()
