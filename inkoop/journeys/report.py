"""The report for the council: one evaluation in all its forms, made in one run from the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.journeys.in_place_of import InPlaceOf, basis_of, in_place_of
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Note, Progress, silent, silent_note
from inkoop.journeys.sheets import Sheet, as_json, sheets_of
from inkoop.journeys.side_by_side import PdfMakers, pdf_makers
from inkoop.views.open_data.release import TEST_PREFIX, Publication, ocds_release
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import OUTCOME, TABLE, Edition
from inkoop.views.record.pages import BROWSER
from inkoop.views.record.versions import public_version
from inkoop.views.replies.report_set import (
    SAME_AGAIN,
    SIGNED,
    by_browser,
    how_to_compare,
    left_over,
    other_files,
    other_tender,
    replaces,
    set_aside,
    signed_before,
)
from inkoop.views.report.all_lots import all_lots
from inkoop.writers.archive_pdf import made_with
from inkoop.writers.kader_text import standing_text
from inkoop.writers.ocds import SUFFIX, write_ocds
from inkoop.writers.report import (
    PdfJob,
    PdfNotPossibleError,
    all_lots_job,
    report_job,
    summary_job,
    write_html,
)
from inkoop.writers.tables import csv_bytes
from inkoop.writers.whole_set import LeftOver, WholeSet, whole_set

EDITIONS: tuple[Edition, ...] = ("besloten", "openbaar")


class Part(StrEnum):
    """What a report may be made of; the values are the words that a user types."""

    SUMMARY = "samenvatting"
    HTML = "html"
    PDF = "pdf"
    DATA = "gegevens"


Parts = AbstractSet[Part]


class ReportMade(NamedTuple):
    """What was written."""

    files: tuple[Path, ...]
    seals: Mapping[str, str]
    """Of each lot the seal of its public report, where there is a PDF to hold it against."""


@journey
def make_report(
    evaluation: Evaluation,
    kader: bytes,
    folder: Path,
    watch: Progress = silent,
    style: HouseStyle = NEUTRAL,
    note: Note = silent_note,
    parts: Parts = frozenset(Part),
) -> ReportMade:
    """Write everything into a folder that exists, and return what was written.

    The public report as `rapport.pdf` and `rapport.html`, the closed one as `rapport-besloten.pdf` and
    `.html`, the summary of two pages as `samenvatting.pdf`, and the open data as `rangorde.csv`,
    `uitkomst.json` and `open-data.ocds.json`. With lots each has its own reports and summary, by its code,
    and `samenvatting.pdf` is about all of them.

    All files take their place together at the end, in that of an earlier report as a whole, with a list of
    them in `inhoud.json`; an interrupted run leaves the old ones as they were. An earlier report that follows
    from other data is kept in `eerder`, and the pages say which one they replace and what became otherwise.

    Raises OSError when a file cannot be written. Refused where another run works in the folder; and where
    Pango is missing, but the HTML and the data are there by then.

    Args:
        kader: the text of the kader; it travels inside the report, every part of the library written out.
        style: the house style of the municipality.
        note: called with each sentence about the report whose place this one takes.
        parts: what to make; the rest of an earlier report goes, as it may be about another outcome.
    """
    with whole_set(folder) as made, pdf_makers(_pdfs(evaluation, parts)) as makers:
        if made.left_over is not LeftOver.NOTHING:
            note(left_over(torn=made.left_over is LeftOver.TORN))
        made.outcome = _write_data(evaluation, made.making if Part.DATA in parts else None)
        rules = standing_text(kader)
        made.basis = basis_of(evaluation, rules, style)
        before = in_place_of(made.earlier, folder, evaluation, made.basis)
        seals: dict[str, str] = {}
        planned = _Planned(made.making, makers, parts, style)
        planned.all_lots(evaluation, before.all_lots)
        # The closed ones first: made while it is found out how short the public summaries must be.
        for edition in EDITIONS:
            for sheet in sheets_of(evaluation, rules, edition, style, before.replaced):
                planned.sheet(sheet)
                seals[sheet.name] = sheet.view.annex.seal
        possible = planned.written(watch)
        made.about = {
            "kenmerk": evaluation.tender.info.reference,
            "zegels": seals,
            "vervangt": before.replaced,
        }
    _tell(made, before, folder, note)
    if {Part.PDF, Part.SUMMARY} & parts and (browser := made_with().get(BROWSER)):
        note(by_browser(browser))
    if not possible:
        raise PdfNotPossibleError
    return ReportMade(tuple(folder / name for name in made.files), planned.seals)


class _Planned:
    """The files of a report: pages are written at once, PDFs as they come out of their makers."""

    def __init__(self, folder: Path, makers: PdfMakers, parts: Parts, style: HouseStyle) -> None:
        self._folder, self._makers, self._parts, self._style = folder, makers, parts, style
        self._coming: list[tuple[str, Future[bytes | None]]] = []
        self.seals: dict[str, str] = {}

    def all_lots(self, evaluation: Evaluation, replaced: str) -> None:
        """The sheet over all lots.

        Args:
            replaced: which one it takes the place of, and what became otherwise.
        """
        if Part.SUMMARY not in self._parts:
            return
        view = all_lots(public_version(evaluation), evaluation, replaced)
        if view is not None:
            self._make(all_lots_job("samenvatting.pdf", view, self._style))

    def sheet(self, sheet: Sheet) -> None:
        """One report in all its forms, and its summary."""
        style = self._style
        if sheet.edition == "openbaar" and self._parts & {Part.PDF, Part.SUMMARY}:
            self.seals[sheet.lot] = sheet.view.annex.seal
        if Part.HTML in self._parts:
            write_html(sheet.view, self._folder / f"{sheet.name}.html", style)
        if Part.PDF in self._parts:
            self._make(report_job(f"{sheet.name}.pdf", sheet.view, sheet.enclosures, style))
        if Part.SUMMARY in self._parts and sheet.tight is not None:
            name = f"{_summary_name(sheet.name)}.pdf"
            self._make(summary_job(name, sheet.view, sheet.enclosures, style, sheet.tight))

    def written(self, watch: Progress) -> bool:
        """Write every PDF; False where none could be made."""
        possible = True
        for done, (name, coming) in enumerate(self._coming):
            watch(done, len(self._coming), name)
            data = coming.result()
            if data is None:
                possible = False
            else:
                (self._folder / name).write_bytes(data)
        watch(len(self._coming), len(self._coming), "")
        return possible

    def _make(self, job: PdfJob) -> None:
        self._coming.append((job.name, self._makers.make(job)))


def _pdfs(evaluation: Evaluation, parts: Parts) -> int:
    """How many PDFs there are to make, at most."""
    lots = len(evaluation.lots)
    return 2 * lots * (Part.PDF in parts) + (lots + (lots > 1)) * (Part.SUMMARY in parts)


def _signed(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """The signed reports that are there beside these."""
    for path in map(Path, names):
        signed = f"{path.stem}{SIGNED}{path.suffix}"
        if (folder / signed).exists():
            yield signed


def _tell(made: WholeSet, before: InPlaceOf, folder: Path, note: Note) -> None:
    """What became of the earlier report."""
    if before.again:
        note(SAME_AGAIN)
    elif made.earlier and made.earlier.since:
        since, outcomes = made.earlier.since, (made.earlier.outcome, made.outcome)
        note(other_tender(since, before.other) if before.other else replaces(since, *outcomes))
    for sentence in signed_before(_signed(folder, made.files)):
        note(sentence)
    gone = made.gone if made.aside is None else ()
    for sentence in other_files(gone, made.kept, made.changed, listed=made.earlier is not None):
        note(sentence)
    if made.aside is not None:
        note(set_aside(made.aside))
        if not before.other and {OUTCOME} <= {*made.files} and (made.aside / OUTCOME).is_file():
            note(how_to_compare(made.aside / OUTCOME, folder / OUTCOME))


def _summary_name(report: str) -> str:
    return report.replace("rapport", "samenvatting", 1)


def _write_data(evaluation: Evaluation, folder: Path | None) -> str:
    """The open data, if there is a folder for it: the same numbers as in the public report.

    Gives the SHA-256 of the outcome.
    """
    outcome = document(public_version(evaluation))
    told = as_json(outcome.data)
    fingerprint = sha256(told).hexdigest()
    if folder is None:
        return fingerprint
    (folder / TABLE).write_bytes(csv_bytes(outcome))
    (folder / OUTCOME).write_bytes(told)
    rules = evaluation.tender.publication
    release = ocds_release(
        evaluation, Publication(rules.ocds_prefix or TEST_PREFIX, all_prices=rules.prices == "alle")
    )
    write_ocds(release, folder / f"open-data{SUFFIX}")
    return fingerprint
