"""The report for the council: one evaluation in all its forms, made in one run from the same numbers."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Progress, silent
from inkoop.journeys.sheets import as_json, sheets_of
from inkoop.views.open_data.release import TEST_PREFIX, Publication, ocds_release
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import OUTCOME, TABLE
from inkoop.views.record.versions import public_version
from inkoop.views.report.all_lots import all_lots
from inkoop.writers.atomic import replacing_all
from inkoop.writers.ocds import SUFFIX, write_ocds
from inkoop.writers.report import PdfNotPossibleError, write_all_lots, write_html, write_pdf, write_summary
from inkoop.writers.tables import csv_bytes


@journey
def make_report(
    evaluation: Evaluation,
    kader: bytes,
    folder: Path,
    watch: Progress = silent,
    style: HouseStyle = NEUTRAL,
) -> tuple[Path, ...]:
    """Write everything into a folder that exists, and return what was written.

    The public report as `rapport.pdf` and `rapport.html`, the closed one as `rapport-besloten.pdf` and
    `.html`, the summary of two pages as `samenvatting.pdf`, and the open data as `rangorde.csv`,
    `uitkomst.json` and `open-data.ocds.json`. With lots each has its own reports and summary, by its code,
    and `samenvatting.pdf` is about all of them.

    All files take their place together at the end, so that an interrupted run leaves the old ones as they
    were. Raises OSError when a file cannot be written; refused where Pango is missing, but the HTML and the
    data are there by then.

    Args:
        kader: the text of the kader, as it travels inside the report.
        style: the house style of the municipality.
    """
    sheets = (
        *sheets_of(evaluation, kader, "openbaar", style),
        *sheets_of(evaluation, kader, "besloten", style),
    )
    with replacing_all(folder) as staging:
        _write_data(evaluation, staging)
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
        made = tuple(folder / path.name for path in sorted(staging.iterdir()))
    if missing is not None:
        raise missing
    return made


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


def _write_data(evaluation: Evaluation, folder: Path) -> None:
    """The open data: the same numbers as in the public report."""
    outcome = document(public_version(evaluation))
    (folder / TABLE).write_bytes(csv_bytes(outcome))
    (folder / OUTCOME).write_bytes(as_json(outcome.data))
    rules = evaluation.tender.publication
    release = ocds_release(
        evaluation, Publication(rules.ocds_prefix or TEST_PREFIX, all_prices=rules.prices == "alle")
    )
    write_ocds(release, folder / f"open-data{SUFFIX}")
