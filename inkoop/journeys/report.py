"""The report for the council: one evaluation in all its forms, made in one run from the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import FIRST_COMPLETED, Future, wait
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from inkoop.analysis.award import firmness
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.house_style import NEUTRAL, HouseStyle
from inkoop.domain.report_parts import Part, Parts
from inkoop.journeys.in_place_of import InPlaceOf, basis_of, in_place_of
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Note, Progress, silent, silent_note
from inkoop.journeys.sheets import Sheet, Version, as_json
from inkoop.journeys.side_by_side import PdfMakers, pdf_makers
from inkoop.resources import this_program
from inkoop.views.open_data.release import TEST_PREFIX, Publication, ocds_release
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import OUTCOME, TABLE, Edition
from inkoop.views.record.pages import BROWSER
from inkoop.views.record.versions import public_version
from inkoop.views.replies.report_set import (
    SAME_AGAIN,
    SIGNED,
    by_browser,
    first_ready,
    how_to_compare,
    left_over,
    other_files,
    other_tender,
    replaces,
    set_aside,
    signed_before,
    went_on,
)
from inkoop.views.words.replaced import ReplacedData
from inkoop.writers.archive_pdf import made_with
from inkoop.writers.kader_text import standing_text
from inkoop.writers.ocds import SUFFIX, write_ocds
from inkoop.writers.pdf import PdfJob, PdfNotPossibleError
from inkoop.writers.report import (
    all_lots_job,
    compile_templates,
    report_job,
    summary_job,
    write_html,
)
from inkoop.writers.tables import csv_bytes
from inkoop.writers.whole_set import LeftOver, WholeSet, whole_set

AHEAD = 4
"""So many PDFs wait for each process that makes them."""
EDITIONS: tuple[Edition, ...] = ("openbaar", "besloten")


class ReportMade(NamedTuple):
    """What was written."""

    files: tuple[Path, ...]
    seals: Mapping[str, str]
    """Of each lot the seal of its public report, where there is a PDF to hold it against."""


def get_report_ready(style: HouseStyle = NEUTRAL) -> None:
    """Get done what no evaluation is needed for, while whoever calls waits for one."""
    firmness.get_ready()
    this_program()
    made_with()
    compile_templates(style)


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

    With lots that takes long: then the next run goes on where one was interrupted, and the sheet over all
    lots is made first, to be looked at before the rest is there.

    Raises OSError when a file cannot be written. Refused where another run works in the folder; and where
    Pango is missing, but the HTML and the data are there by then.

    Args:
        kader: the text of the kader; it travels inside the report, every part of the library written out.
        style: the house style of the municipality.
        note: called with each sentence about the report whose place this one takes.
        parts: what to make; the rest of an earlier report goes, as it may be about another outcome.
    """
    many = evaluation.tender.lots is not None
    with whole_set(folder, long=many) as made, pdf_makers(_pdfs(evaluation, parts)) as makers:
        if made.left_over is not LeftOver.NOTHING:
            note(left_over(torn=made.left_over is LeftOver.TORN))
        made.outcome = _write_data(evaluation, made.making if Part.DATA in parts else None)
        tools, rules = made_with(), standing_text(kader)
        made_by = {**this_program(), **tools}
        made.basis = basis_of(evaluation, rules, style, made_by)
        before = in_place_of(made.earlier, folder, evaluation, made.basis)
        planned = _Planned(made, makers, parts, style, watch, note)
        planned.versions(
            [Version(evaluation, rules, edition, style, made_by, before.replaced) for edition in EDITIONS],
            before.all_lots,
        )
        made.about = {
            "kenmerk": evaluation.tender.info.reference,
            "zegels": planned.by_name,
            "vervangt": before.replaced,
        }
    _tell(made, before, folder, note)
    if {Part.PDF, Part.SUMMARY} & parts and (browser := tools.get(BROWSER)):
        note(by_browser(browser))
    if not planned.possible:
        raise PdfNotPossibleError
    return ReportMade(tuple(folder / name for name in made.files), planned.seals)


class _Planned:
    """The files of a report: pages are written at once, PDFs as they come out of their makers."""

    def __init__(
        self,
        made: WholeSet,
        makers: PdfMakers,
        parts: Parts,
        style: HouseStyle,
        watch: Progress,
        note: Note,
    ) -> None:
        self._made, self._makers, self._parts, self._style = made, makers, parts, style
        self._watch, self._note = watch, note
        self._coming: dict[Future[bytes | None], PdfJob] = {}
        self._first: PdfJob | None = None
        self._done = self._all = self._known = 0
        self.possible = True
        """Whether PDFs can be made here."""
        self.seals: dict[str, str] = {}
        """Of each lot that of its public report, where there is a PDF to hold it against."""
        self.by_name: dict[str, str] = {}
        """Of every report, by its name."""

    def versions(self, versions: Sequence[Version], replaced: Mapping[str, ReplacedData]) -> None:
        """Everything: the sheet over all lots first, and then lot by lot.

        Args:
            replaced: what the sheet over all lots takes the place of, by the name of each lot.
        """
        self._all = sum(self._pdfs(version) for version in versions)
        for version in versions:
            if self._summaries(version) and (every := version.all_lots(replaced)):
                self._first = all_lots_job("samenvatting.pdf", every.view, every.enclosures, self._style)
                self._make(self._first)
        for sheets in zip(*(version.sheets() for version in versions), strict=True):
            for version, sheet in zip(versions, sheets, strict=True):
                self._sheet(sheet, summary=self._summaries(version))
        while self._coming:
            self._write(wait(self._coming, return_when=FIRST_COMPLETED).done)
        if self._known:
            self._note(went_on(self._known, self._all))
        self._watch(self._all, self._all, "")

    def _summaries(self, version: Version) -> bool:
        return version.is_public and Part.SUMMARY in self._parts

    def _pdfs(self, version: Version) -> int:
        """How many PDFs a version becomes."""
        each = (Part.PDF in self._parts) + self._summaries(version)
        return version.lots * each + (self._summaries(version) and version.has_lots)

    def _sheet(self, sheet: Sheet, *, summary: bool) -> None:
        """One report in all its forms, and its summary."""
        style, seal = self._style, sheet.view.annex.seal
        self.by_name[sheet.name] = seal
        if sheet.edition == "openbaar" and self._parts & {Part.PDF, Part.SUMMARY}:
            self.seals[sheet.lot] = seal
        if Part.HTML in self._parts:
            write_html(sheet.view, self._made.making / f"{sheet.name}.html", style)
        if Part.PDF in self._parts:
            self._make(report_job(f"{sheet.name}.pdf", sheet.view, sheet.enclosures, style))
        if summary:
            name = f"{_summary_name(sheet.name)}.pdf"
            self._make(summary_job(name, sheet.view, sheet.enclosures, style))

    def _make(self, job: PdfJob) -> None:
        """Have a PDF made, unless an earlier run did so; few wait at a time, as each takes memory."""
        if self._made.is_made(job.source, job.name):
            self._known += 1
            self._done += 1
            return
        self._coming[self._makers.make(job)] = job
        most = AHEAD * max(1, self._makers.count)
        while len(self._coming) > most:
            self._write(wait(self._coming, return_when=FIRST_COMPLETED).done)
        self._write({future for future in self._coming if future.done()})

    def _write(self, finished: AbstractSet[Future[bytes | None]]) -> None:
        """Write what came out of its maker, in the order in which it was asked for."""
        for future in [each for each in self._coming if each in finished]:
            job = self._coming.pop(future)
            data = future.result()
            if data is None:
                self.possible = False
                continue
            self._made.put(job.name, data, job.source)
            self._done += 1
            self._watch(self._done, self._all, job.name)
            if job is self._first:
                self._note(first_ready(self._made.making / job.name))


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
    public = public_version(evaluation)
    outcome = document(public)
    told = as_json(outcome.data)
    fingerprint = sha256(told).hexdigest()
    if folder is None:
        return fingerprint
    (folder / TABLE).write_bytes(csv_bytes(outcome))
    (folder / OUTCOME).write_bytes(told)
    rules = evaluation.tender.publication
    release = ocds_release(
        public, Publication(rules.ocds_prefix or TEST_PREFIX, all_prices=rules.prices == "alle")
    )
    write_ocds(release, folder / f"open-data{SUFFIX}")
    return fingerprint
