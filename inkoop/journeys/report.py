"""The report for the council: one evaluation in all its forms, made in one run from the same numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from inkoop.domain.dossier import Dossier
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Progress, silent
from inkoop.views.open_data.release import TEST_PREFIX, Publication, ocds_release
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import (
    DESCRIPTIONS,
    DOSSIER,
    KADER,
    OUTCOME,
    SEAL,
    TABLE,
    Edition,
    seal_document,
)
from inkoop.views.record.versions import closed_version, hidden_answers, public_version
from inkoop.views.report.model import ReportView
from inkoop.views.report.view import report_views, sealed
from inkoop.writers.archive_pdf import Enclosure
from inkoop.writers.atomic import replacing_all
from inkoop.writers.ocds import SUFFIX, write_ocds
from inkoop.writers.report import PdfNotPossibleError, write_html, write_pdf, write_summary
from inkoop.writers.tables import csv_bytes

PROGRAM = f"inkoop {version('inkoop')}"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One report to write: what it says, and the data that travels in it."""

    name: str
    view: ReportView
    enclosures: tuple[Enclosure, ...]


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
    `uitkomst.json` and `open-data.ocds.json`. With lots each has its own reports and summary, by its code.

    All files take their place together at the end, so that an interrupted run leaves the old ones as they
    were. Raises OSError when a file cannot be written; refused where Pango is missing, but the HTML and the
    data are there by then.

    Args:
        kader: the text of the kader, as it travels inside the report.
        style: the house style of the municipality.
    """
    sheets = (*_sheets(evaluation, kader, "openbaar"), *_sheets(evaluation, kader, "besloten"))
    missing: PdfNotPossibleError | None = None
    with replacing_all(folder) as staging:
        _write_data(evaluation, staging)
        for done, sheet in enumerate(sheets):
            watch(done, len(sheets), f"{sheet.name}.pdf")
            write_html(sheet.view, staging / f"{sheet.name}.html", style)
            try:
                write_pdf(sheet.view, staging / f"{sheet.name}.pdf", sheet.enclosures, style)
                if not sheet.name.endswith(_CLOSED):
                    write_summary(sheet.view, staging / f"{_summary_name(sheet.name)}.pdf", style)
            except PdfNotPossibleError as error:
                missing = error
        watch(len(sheets), len(sheets), "")
        made = tuple(folder / path.name for path in sorted(staging.iterdir()))
    if missing is not None:
        raise missing
    return made


_CLOSED = "-besloten"


def _summary_name(report: str) -> str:
    return report.replace("rapport", "samenvatting", 1)


def _sheets(evaluation: Evaluation, kader: bytes, edition: Edition) -> Iterator[_Sheet]:
    """The reports of one version, one a lot."""
    shown = public_version(evaluation) if edition == "openbaar" else closed_version(evaluation)
    hidden = hidden_answers(evaluation) if edition == "openbaar" else frozenset()
    outcome = document(shown)
    files = {
        KADER: kader,
        DOSSIER: _json(Dossier.of(shown, hidden).data),
        OUTCOME: _json(outcome.data),
        TABLE: csv_bytes(outcome),
    }
    lots = [lot.lot for lot in evaluation.lots]
    for lot, (name, view) in zip(lots, report_views(shown, evaluation).items(), strict=True):
        seal = seal_document(files, edition, lot, PROGRAM)
        yield _Sheet(
            name if edition == "openbaar" else f"{name}{_CLOSED}",
            sealed(view, edition, seal["zegel"]),
            _enclosures(files | {SEAL: _json(seal)}),
        )


def _enclosures(files: Mapping[str, bytes]) -> tuple[Enclosure, ...]:
    return tuple(Enclosure(name, *DESCRIPTIONS[name], files[name]) for name in DESCRIPTIONS)


def _write_data(evaluation: Evaluation, folder: Path) -> None:
    """The open data: the same numbers as in the public report."""
    outcome = document(public_version(evaluation))
    (folder / TABLE).write_bytes(csv_bytes(outcome))
    (folder / OUTCOME).write_bytes(_json(outcome.data))
    rules = evaluation.tender.publication
    release = ocds_release(
        evaluation, Publication(rules.ocds_prefix or TEST_PREFIX, all_prices=rules.prices == "alle")
    )
    write_ocds(release, folder / f"open-data{SUFFIX}")


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
